"""Which comments advertise."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import Article
from compliance.finding import Basis, Finding, Kind, Severity
from compliance.rule import Need, rule
from compliance_plugins.moderation._options import Options


@rule(
    "moderation/spam",
    kind=Kind.REVIEW,
    severity=Severity.WARNING,
    messages={
        "en": {
            "message": "“{words}” advertises",
            "flood": "“{word}”, {times} times: the comment floods",
            "classifier": "a classifier takes “{words}” for spam",
        },
        "es": {
            "message": "«{words}» es publicidad",
            "flood": "«{word}», {times} veces: el comentario inunda",
            "classifier": "un clasificador toma «{words}» por correo basura",
            "why": "Los lectores y los buscadores dejan las páginas que lo llevan, y mucho es estafa.",
        },
    },
    options=Options,
    lists=("moderation-words", "moderation-hidden"),
    needs=(Need.COMMENTS_OR_PHRASES,),
    basis=(Basis("The Guardian community standards", "commercial posts"),),
)
def spam(article: Article, options: Options) -> Iterable[Finding]:
    """Flags comments that advertise or flood.

    ## What it flags
    In readers' comments: the phrases of advertising (`earn $900 a week from home`, `amarres de amor`) with a
    link, a number or a second such phrase, and one word again and again.

    ## Why it matters
    Readers and search engines leave pages that carry it, and much of it is fraud.

    ## Example
    `Earn money from home, WhatsApp +44 7700 900123.`

    ## Instead
    Remove the comment and block its author.

    ## Limits
    A link alone is no spam. What is new in the trade passes until the list `moderation-language` has it. A
    score of 0 to 1 stands in the finding's data: from 0.85 it is an error, from 0.6 a warning, else a note.

    ## Sources
    Community rules of The Guardian and of El País.
    """
    from compliance_plugins.moderation._findings import findings

    return findings(spam, article, options)
