"""Verbs of saying that take a side."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import BODY, Article, Role, Span
from compliance.finding import Basis, Edit, Finding, Kind, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.language.reports import quoted_around
from compliance.rule import Need, rule
from compliance_plugins.quotes._senses import other_sense, reports

_LIST = "loaded-verbs"
_ROLES = BODY | {Role.HEADLINE, Role.STANDFIRST, Role.CAPTION}


@rule(
    "quotes/loaded-verb",
    kind=Kind.REVIEW,
    severity=Severity.NOTE,
    messages={
        "en": {
            "message": "“{verb}” takes a side on what was said",
            "neutral": "write “{neutral}”",
        },
        "es": {
            "message": "«{verb}» toma partido sobre lo dicho",
            "neutral": "escribir «{neutral}»",
            "why": "El verbo toma partido: «reconoció» da por culpable, «pretendió» pone en duda, «insistió» oye una "
            "disputa.",
        },
    },
    languages=("en", "es"),
    lists=(_LIST,),
    needs=(Need.PHRASES,),
    basis=(
        Basis("Reuters Handbook of Journalism", "attribution: loaded words"),
        Basis("BBC News Style Guide", "claim, admit"),
    ),
)
def loaded_verb(article: Article, options: object) -> Iterable[Finding]:
    """Flags verbs of saying that judge what was said or who said it, and offers a neutral one.

    ## What it flags
    `claimed`, `admitted`, `insisted`, `boasted`, `denied` … where they report speech: beside a quotation, before a
    clause (`claimed that`, `insists he`, `claimed the road was safe`) or behind one (`the road is late, she admitted`).

    ## Why it matters
    `Claimed` doubts, `admitted` finds guilty, `insisted` hears a quarrel. Readers should hear the words first.

    ## Example
    `The mayor claimed that the bridge was safe.`

    ## Instead
    `The mayor said that the bridge was safe.`

    ## Limits
    Inside quotations the words are the speaker's. Other senses are left alone: `claimed asylum`, `claimed
    responsibility`, `admitted to hospital`, `insisted on`, `conceded a goal`; the vocabulary list `loaded-verbs`
    has them, and a house may extend it.

    ## Sources
    Reuters Handbook of Journalism and BBC News Style Guide, on verbs of attribution.
    """
    for hit in article.hits(_LIST, article.get(story_language)):
        block = article.block_at(hit.start)
        if block is None or block.role not in _ROLES or other_sense(article, hit):
            continue
        if not reports(article, hit) or quoted_around(article, hit.start, hit.end):
            continue
        neutral = hit.entry.text("neutral")
        edit = Edit(Span(hit.start, hit.end), neutral)
        yield loaded_verb.finding(
            Span(hit.start, hit.end),
            data={"verb": article.text[hit.start : hit.end], "neutral": neutral},
            suggestions=[Suggestion("neutral", () if hit.entry.flag("clause_only") else (edit,))],
        )
