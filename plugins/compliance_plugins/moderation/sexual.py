"""Which words are sexually explicit."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Severity
from compliance.rule import Need, rule
from compliance_plugins.moderation._options import Options


@rule(
    "moderation/sexual",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "“{words}” is sexually explicit",
            "advance": "“{words}” is a sexual advance",
            "quoted": "the explicit word “{words}”, in a quotation",
            "discussed": "the explicit word “{words}”, spoken of",
            "classifier": "a classifier takes “{words}” for sexual",
        },
        "es": {
            "message": "«{words}» es sexualmente explícito",
            "advance": "«{words}» es una insinuación sexual",
            "quoted": "la palabra explícita «{words}», en una cita",
            "discussed": "la palabra explícita «{words}», de la que se habla",
            "classifier": "un clasificador toma «{words}» por sexual",
            "why": "A casi todos los medios los leen menores, y la publicidad huye de esas palabras.",
        },
    },
    options=Options,
    lists=("moderation-words", "moderation-hidden"),
    needs=(Need.COMMENTS_OR_PHRASES,),
    basis=(Basis("Ofcom, offensive language research", "2021"),),
)
def sexual(article: Article, options: Options) -> Iterable[Finding]:
    """Flags explicit sexual words, and advances to other readers.

    ## What it flags
    In readers' comments and in stories: words for sexual acts that have no other sense; in comments also
    advances and requests for pictures.

    ## Why it matters
    Most houses are read by children, and advertisers leave pages with such words.

    ## Example
    `Send nudes.`

    ## Instead
    Remove the comment; in a story, use the plain or the medical word.

    ## Limits
    Words of medicine and law (`penis`, `rape`, `sexual abuse`) are not meant. A score of 0 to 1 stands in the
    finding's data: from 0.85 it is an error, from 0.6 a warning, else a note.

    ## Sources
    Ofcom, research on offensive language (2021); community rules of the BBC.
    """
    from compliance_plugins.moderation._findings import findings

    return findings(sexual, article, options)
