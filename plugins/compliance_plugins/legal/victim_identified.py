"""Whether a story lets its readers know who the victim of a sexual offence is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.rule import Need, NoOptions, rule

if TYPE_CHECKING:
    from compliance_plugins.legal._law import Law
    from compliance_plugins.legal._victims import Told

_LIST, _ALLOWED = "sexual-offences", "naming-allowed"


@rule(
    "legal/victim-identified",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "{name} is named as the victim of a sexual offence",
            "relation": "“{words}”, with {name} named, tells who the victim of a sexual offence is",
            "school": "“{words}” may tell who the victim of a sexual offence is",
            "offence": "the offence",
            "leave": "leave it out; or say in the story that whoever is named gave up the right to anonymity",
            "why": "Nobody is to know who the victim of a sexual offence is, by name or by what is told together; in "
            "many countries that is the law, for life.",
        },
        "es": {
            "message": "se nombra a {name} como víctima de un delito sexual",
            "relation": "«{words}», con {name} por su nombre, permite saber quién es la víctima de un delito sexual",
            "school": "«{words}» puede permitir saber quién es la víctima de un delito sexual",
            "offence": "el delito",
            "leave": "quitarlo; o decir en el texto que la persona renunció a su anonimato",
            "why": "Nadie debe saber quién es la víctima de un delito sexual, ni por el nombre ni por la suma de lo "
            "que se cuenta; en muchos países lo manda la ley, y de por vida.",
        },
    },
    variants=("name", "relation", "school"),
    languages=("en", "es"),
    lists=(_LIST,),
    needs=(Need.PHRASES,),
    waivable=2,
    basis=(Basis("Directive 2012/29/EU", "art. 21"),),
)
def victim_identified(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags what lets readers know who the victim of a sexual offence is: a name, or several facts together.

    ## What it flags
    The name of somebody who was raped, assaulted or abused (variant `name`). Without a name, what tells it together
    with the rest: a relation to an accused who is named (`John Marlow raped his stepdaughter`, variant `relation`), or
    the age and the school (`a 14-year-old pupil at Aldermouth High School was raped`, variant `school`).

    ## Why it matters
    Nobody is to know who the victim of a sexual offence is, by the name or by what is told together; in many countries
    that is the law, for life.

    ## Example
    `John Marlow, 45, raped his stepdaughter, the court heard.`

    ## Instead
    `John Marlow, 45, raped a girl, the court heard.`

    ## Limits
    Silent where the story says that whoever is named waived anonymity, spoke in public or under another name, and where
    the victim is dead. Only what one sentence tells together is seen: a name in one story and a relation in another is
    beyond it. `jurisdiction` chooses which of the three are asked about (the list `jurisdictions`).

    ## Sources
    Sexual Offences (Amendment) Act 1992, ss 1-2; Editors' Code of Practice, 7 and 11; AP Stylebook, *privacy*;
    Ley 4/2015 (Estatuto de la víctima), art. 22; Ley Orgánica 10/2022, art. 50; Directive 2012/29/EU, art. 21.
    """
    from compliance.language.reports import quoted_around
    from compliance_plugins.legal._law import law
    from compliance_plugins.legal._said import says

    asked = law(article)
    found = [told for told in _told(article, asked) if not quoted_around(article, told.offence.start, told.offence.end)]
    if not found or says(article, _ALLOWED, "waived", "changed", "dead"):
        return
    for told in found:
        yield victim_identified.finding(
            told.span,
            message="message" if told.by == "name" else told.by,
            variant=told.by,
            data={"name": told.name, "words": article[told.span]},
            labels=[Label(told.offence, "offence")],
            suggestions=[Suggestion("leave", safety=Safety.PLACEHOLDER)],
        )._replace(basis=asked.basis("victims"))


def _told(article: Article, asked: Law) -> Iterator[Told]:
    from compliance_plugins.legal._minors import ages_under
    from compliance_plugins.legal._victims import told_by_name, told_by_relation, told_by_school

    if "name" in asked.victims:
        yield from told_by_name(article)
    if "relation" in asked.victims:
        yield from told_by_relation(article)
    if "school" in asked.victims:
        yield from told_by_school(article, ages_under(article, asked.under))
