"""How long a part of a story may be, or must be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.language.sentences import sentences
from compliance.packs.limits import limits, stretches
from compliance.packs.report import finding
from compliance.packs.scope import blocks, placed, reads

if TYPE_CHECKING:
    from compliance.finding import Finding
    from compliance.packs.compiled import CompiledRule
    from compliance.packs.rules import LimitOptions

_SHOWN = 60
"""Code points of a part that a message shows."""


@cache
def _words() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+(?:['’.,/&-][^\W_]+)*")


def check(article: Article, rule: CompiledRule, options: LimitOptions) -> Iterator[Finding]:
    """Each part, each of its sentences, or all parts together, that are longer or shorter than asked.

    What is too much is marked, a sentence as a whole; of what is too short, all. A sentence inside a quotation is
    somebody else's and left alone.
    """
    if not reads(article, rule):
        return
    most, least = limits(rule, options)
    within = rule.data["within"]
    for parts in _measured(article, rule, options):
        starts = [at for part in parts for at in _units(article, part, rule.data["unit"])]
        whole = Span(parts[0].start, parts[-1].end)
        if most is not None and len(starts) > most:
            span = whole if within == "sentence" else Span(starts[most], whole.end)
            limit = most
        elif least is not None and len(starts) < least:
            span, limit = whole, least
        else:
            continue
        shown = article[whole][:_SHOWN].strip()
        yield finding(rule, span, {"matched": shown, "count": len(starts), "limit": limit})


def _measured(article: Article, rule: CompiledRule, options: LimitOptions) -> Iterator[list[Span]]:
    """What is measured together: one part, one sentence, or all parts."""
    if rule.data["within"] == "story":
        together = [block.span for block in blocks(article, rule.scope.roles) if block]
        if together:
            yield together
        return
    for span in stretches(article, rule):
        if rule.data["within"] == "block" or placed(article, rule, span, options.exceptions) is not None:
            yield [span]


def _units(article: Article, part: Span, unit: str) -> Sequence[int]:
    """Where each unit of a part begins."""
    if unit == "characters":
        return range(part.start, part.end)
    if unit == "words":
        return [match.start() for match in _words().finditer(article.text, part.start, part.end)]
    starts = article.get(_sentence_starts)
    return starts[bisect_left(starts, part.start) : bisect_left(starts, part.end)]


def _sentence_starts(article: Article) -> tuple[int, ...]:
    return tuple(sentence.start for sentence in article.get(sentences))
