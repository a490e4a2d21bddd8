"""Verbs of saying that take a side."""

from __future__ import annotations

from collections.abc import Iterable

from compliance.article import BODY, Article, Role, Span
from compliance.finding import Basis, Edit, Finding, Kind, Severity, Suggestion
from compliance.language.detect import story_language
from compliance.language.quotation_frames import frames
from compliance.language.quotations import quotations
from compliance.language.reports import quoted_around
from compliance.lexicon import Entry
from compliance.rule import Need, rule
from compliance.scanner import Hit

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
    `claimed`, `admitted`, `insisted`, `boasted`, `denied` … where they report speech: beside a quotation, or before
    a clause (`claimed that`, `insists he`).

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
        if block is None or block.role not in _ROLES or _other_sense(article, hit):
            continue
        if not _reports(article, hit) or quoted_around(article, hit.start, hit.end):
            continue
        neutral = hit.entry.text("neutral")
        edit = Edit(Span(hit.start, hit.end), neutral)
        yield loaded_verb.finding(
            Span(hit.start, hit.end),
            data={"verb": article.text[hit.start : hit.end], "neutral": neutral},
            suggestions=[Suggestion("neutral", () if hit.entry.flag("clause_only") else (edit,))],
        )


def _other_sense(article: Article, hit: Hit) -> bool:
    after = article.text[hit.end : hit.end + 30].lower().lstrip()
    if any(after.startswith(word) and not after[len(word) : len(word) + 1].isalpha() for word in _texts(hit.entry)):
        return True
    before = article.text[max(hit.start - 20, 0) : hit.start].lower().split()[-1:]
    return bool(before) and before[0] in hit.entry.texts("not_after")


def _texts(entry: Entry) -> tuple[str, ...]:
    return entry.texts("not_before")


def _reports(article: Article, hit: Hit) -> bool:
    if _beside_quotation(article, hit):
        return True
    return not hit.entry.flag("quotation_only") and _before_clause(article, hit)


def _beside_quotation(article: Article, hit: Hit) -> bool:
    cues = article.get(cue_offsets)
    return hit.start in cues or hit.end - 1 in cues


def cue_offsets(article: Article) -> frozenset[int]:
    """Every offset at which a quotation's verb of saying stands."""
    return frozenset(
        offset
        for quotation in article.get(quotations)
        if quotation.cue is not None
        for offset in range(quotation.cue.start, quotation.cue.end)
    )


def _before_clause(article: Article, hit: Hit) -> bool:
    words = frames(article.get(story_language))
    after = article.text[hit.end : hit.end + 24].split()
    if not after or article.text[hit.end : hit.end + 1] != " ":
        return False
    first = after[0].lower().strip(",.;:")
    if first in words.breaks & words.relatives:
        return True
    if first in words.pronouns - words.relatives:
        # "claiming it as their own": an object, unless a verb follows
        return len(after) > 1 and (len(first) > 2 or after[1].lower() in words.ends)
    return False
