"""Whether a story names somebody under age as suspect, victim or witness of a crime."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.rule import Need, NoOptions, rule

if TYPE_CHECKING:
    from compliance.scanner import Hit
    from compliance_plugins.legal._law import Law

_CASES, _HARM, _NOUNS = "case-words", "harm-words", "minor-words"
_ALLOWED = "naming-allowed"
_COURT = 40
"""The verb stands so many code points before the name of a court at most."""
_OLDEST = 21
"""Nowhere is anybody a minor who is older."""


@rule(
    "legal/minor-identified",
    kind=Kind.REVIEW,
    severity=Severity.ERROR,
    messages={
        "en": {
            "message": "{name} is under {limit} and is named as a suspect",
            "victim": "{name} is under {limit} and is named as a victim",
            "witness": "{name} is under {limit} and is named as a witness",
            "age": "says how old",
            "role": "says in what part",
            "leave": "leave out the name, and what else tells who it is; or say in the story why it may be given",
            "why": "Children in a crime or a court case are protected nearly everywhere, and a name that was published "
            "stays.",
        },
        "es": {
            "message": "{name} tiene menos de {limit} años y se le nombra como sospechoso",
            "victim": "{name} tiene menos de {limit} años y se le nombra como víctima",
            "witness": "{name} tiene menos de {limit} años y se le nombra como testigo",
            "age": "dice la edad",
            "role": "dice en calidad de qué",
            "leave": "quitar el nombre y cuanto permita saber quién es; o decir en el texto por qué puede darse",
            "why": "Casi todas las leyes protegen a los menores en sucesos y juicios, y un nombre publicado no se "
            "borra.",
        },
    },
    variants=("suspect", "victim", "witness"),
    languages=("en", "es"),
    lists=(_CASES, _HARM),
    needs=(Need.PHRASES,),
    basis=(Basis("Convention on the Rights of the Child", "arts 16, 40(2)(b)(vii)"),),
)
def minor_identified(article: Article, options: NoOptions) -> Iterable[Finding]:
    """Flags somebody under age who is named as suspect, victim or witness of a crime.

    ## What it flags
    A name beside an age under 18 (`Tom Roe, 15,`, `the 15-year-old pupil Tom Roe`) or beside a noun for a child (`the
    schoolboy Tom Roe`), where the story says of the person that he was arrested, charged or convicted (variant
    `suspect`), attacked, kidnapped or abused (`victim`), or that he gave evidence (`witness`). The place is the name.

    ## Why it matters
    Children in a crime or a court case are protected nearly everywhere, and a name that was published stays.

    ## Example
    `Tom Roe, 15, appeared before the youth court charged with robbery.`

    ## Instead
    `A boy of 15 appeared before the youth court charged with robbery.`

    ## Limits
    Crime and courts only: sport, schools and families are left alone. Silent where the story says that a court lifted
    the ban or that the family agreed, where the victim has died or the child is missing and named so as to be found,
    and in the United States where a minor is charged as an adult. `jurisdiction` chooses the age and the parts (the
    list `jurisdictions`). What a war does to children is no crime story to this rule. A surname in initials
    (`Pedro L. M.`) names nobody.

    ## Sources
    Convention on the Rights of the Child, arts 16 and 40; Children and Young Persons Act 1933, s 49; Youth Justice and
    Criminal Evidence Act 1999, s 45; Editors' Code of Practice, 6, 7 and 9; AP Stylebook, *privacy*; Ley Orgánica
    1/1996, art. 4; Ley Orgánica 5/2000, art. 35; Directive 2012/29/EU, art. 21. Each
    jurisdiction's texts, and the pages that say so, are in the list `jurisdictions`.
    """
    from compliance_plugins.legal._minors import ages_under, minors

    ages = ages_under(article, _OLDEST)
    if not ages and not article.hits(_NOUNS, article.get(story_language)):
        return
    from compliance_plugins.legal._law import law
    from compliance_plugins.legal._said import says

    asked = law(article)
    ages = [age for age in ages if int(article[age]) < asked.under]
    young = {minor.person.name: minor for minor in reversed(tuple(minors(article, ages)))}
    if not young or says(article, _ALLOWED, "lifted", "waived", *(("adult",) if asked.adult_court else ())):
        return
    for name, (part, cue) in _parts(article, young, asked).items():
        if part == "victim" and says(article, _ALLOWED, "dead", "missing"):
            continue
        minor = young[name]
        yield minor_identified.finding(
            minor.name,
            message="message" if part == "suspect" else part,
            variant=part,
            data={"name": article[minor.name], "limit": asked.under},
            labels=[Label(minor.sign, "age"), Label(cue, "role")],
            suggestions=[Suggestion("leave", safety=Safety.PLACEHOLDER)],
        )._replace(basis=asked.basis("minors"))


def _tells(article: Article, hit: Hit) -> bool:
    """Whether somebody tells a court something: ``told Aldermouth Crown Court``."""
    from compliance_plugins.legal._frames import frame_words

    before = article.text[max(hit.start - _COURT, 0) : hit.start].lower().split()[-3:]
    return not frame_words(article, "accuse").isdisjoint(before)


def _parts(article: Article, young: Mapping[str, object], asked: Law) -> dict[str, tuple[str, Span]]:
    """As what each of these people, told by name, is named where the law asks about it, and the words that say so."""
    from compliance.language.reports import sentence_at
    from compliance_plugins.legal._named import together
    from compliance_plugins.legal._whom import person_of

    language = article.get(story_language)
    found: dict[str, tuple[str, Span]] = {}
    for hit in (*article.hits(_CASES, language), *article.hits(_HARM, language)):
        kind = hit.entry.text("kind")
        part = "suspect" if kind in ("charge", "conviction") else kind
        if part not in asked.minors or (hit.entry.flag("told") and not _tells(article, hit)):
            continue
        person = person_of(article, hit)
        if person is None:
            continue
        for one in together(article, sentence_at(article, hit.start), person):
            if one.name in young:
                found.setdefault(one.name, (part, Span(hit.start, hit.end)))
    return found
