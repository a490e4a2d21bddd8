"""Whether a story that accuses somebody of wrongdoing says what they answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Label, Safety, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.record import Record
from compliance.rule import AtLeast, Need, rule

if TYPE_CHECKING:
    from compliance.scanner import Hit

_LISTS, _CASES = ("accusations", "crime-acts", "wrongful-acts"), "case-words"


def _is_open(hit: Hit) -> bool:
    """Whether a case is no more than somebody's word, or an inquiry."""
    return hit.entry.flag("claim") or hit.entry.flag("probe")


class Options(Record):
    """What a house can set.

    :param words: shorter stories are briefs, and are left alone; counted in the body.
    """

    words: Annotated[int, AtLeast(0)] = 120


@rule(
    "legal/reply-missing",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "{name} is accused of wrongdoing, and the story has no answer",
            "accusation": "the accusation",
            "ask": "add the answer; or say that {name} declined to comment or could not be reached",
            "why": "Whoever is accused is to be asked and heard: it is fair, it is often the best defence in court, "
            "and the answer may change the story.",
        },
        "es": {
            "message": "se acusa a {name} de una falta grave, y el texto no recoge su respuesta",
            "accusation": "la acusación",
            "ask": "añadir la respuesta; o decir que {name} no quiso responder o no fue localizado",
            "why": "A quien se acusa se le pregunta y se le escucha: es justo, suele ser la mejor defensa ante un "
            "juez, y la respuesta puede cambiar la noticia.",
        },
    },
    options=Options,
    languages=("en", "es"),
    lists=_LISTS,
    needs=(Need.PHRASES,),
    basis=(
        Basis("SPJ Code of Ethics", "seek truth and report it"),
        Basis("BBC Editorial Guidelines", "right of reply"),
    ),
)
def reply_missing(article: Article, options: Options) -> Iterable[Finding]:
    """Flags a person or firm accused of wrongdoing in a story that has no answer from them.

    ## What it flags
    `Orme accused Harbour Foods Ltd of bribery`, `Ana Roe is accused of bullying her staff`, `four nurses say that Ana
    Roe slapped them`, `a clerk alleges that Ana Roe kept two sets of books`, in a story that nowhere has a denial, a
    statement, spokesman or lawyer of the accused, `declined to comment`, `did not respond`, or the accused speaking.
    The place is the name.

    ## Why it matters
    Whoever is accused is to be asked and heard: it is fair, it is often the best defence in court, and the answer may
    change the story.

    ## Example
    `Former nurses accused Ana Roe of bullying. Roe ran the hospital for nine years.`

    ## Instead
    `Former nurses accused Ana Roe of bullying. Roe, who ran the hospital for nine years, said that was untrue.`

    ## Limits
    Silent in briefs (a body of fewer than `words` words), in stories of arrests, charges, trials, convictions, rulings
    and fines (not of inquiries and private suits), inside quotation marks, and for what is no grave wrong (lying,
    failing, wasting): behind *accused of* any deed is grave that is not called slight. A denial counts, whoever gives
    it; any other answer unless it is plainly somebody else's (a spokesman for the police, a minister by name). States,
    parties and bodies that nothing tells to be a firm are not looked at. Lists: `accusations`, `wrongdoing`,
    `crime-acts`, `wrongful-acts`, `replies`, `firm-words`. The standard named is that of the story's `jurisdiction`.

    ## Sources
    BBC Editorial Guidelines, *right of reply*; SPJ Code of Ethics; Defamation Act 2013, s 4; Código Deontológico
    (FAPE), on the version of whoever is concerned; Ley Orgánica 2/1984; Directive 2010/13/EU, art. 28.
    """
    language = article.get(story_language)
    cases = article.hits(_CASES, language)
    if any(hit.entry.text("kind") != "open" and not _is_open(hit) for hit in cases):
        return
    from compliance_plugins.legal._accused import accusations, accused, claims

    found, told = accusations(article), claims(article)
    if not (found or told) or sum(len(article[block].split()) for block in article.body) < options.words:
        return
    from compliance_plugins.legal._answers import answered, settled
    from compliance_plugins.legal._law import law
    from compliance_plugins.legal._speaks import speaks

    if settled(article):
        return
    basis = law(article).basis("reply")
    for one in accused(article, found, told):
        if not answered(article, one) and not speaks(article, one):
            yield reply_missing.finding(
                one.span,
                data={"name": one.name},
                confidence=0.7,
                labels=[Label(one.accusation, "accusation")],
                suggestions=[Suggestion("ask", safety=Safety.PLACEHOLDER)],
            )._replace(basis=basis)
