"""How long a part of a story may be, or must be."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.language.sentences import sentences
from compliance.packs import word_count
from compliance.packs.limits import limits, stretches
from compliance.packs.report import finding
from compliance.packs.scope import blocks, placed, reads

if TYPE_CHECKING:
    from compliance.finding import Finding
    from compliance.packs.compiled import CompiledRule
    from compliance.packs.rules import LimitOptions

_SHOWN = 60
"""Code points of a part that a message shows."""


def check(article: Article, rule: CompiledRule, options: LimitOptions) -> Iterator[Finding]:
    """Each part, each of its sentences, or all parts together, that are longer or shorter than asked.

    What is too much is marked, a sentence as a whole; of what is too short, all. A sentence inside a quotation is
    somebody else's and left alone.
    """
    if not reads(article, rule):
        return
    most, least = limits(rule, options)
    within = rule.data["within"]
    unit = rule.data["unit"]
    for parts in _measured(article, rule, most if least is None else None):
        count = sum(_count(article, part, unit) for part in parts)
        whole = Span(parts[0].start, parts[-1].end)
        if most is not None and count > most:
            span, limit = whole if within == "sentence" else _beyond(article, parts, unit, most), most
        elif least is not None and count < least:
            span, limit = whole, least
        else:
            continue
        if within != "sentence" or placed(article, rule, whole, options.exceptions) is not None:
            shown = article[whole][:_SHOWN].strip()
            yield finding(rule, span, {"matched": shown, "count": count, "limit": limit})


def _measured(article: Article, rule: CompiledRule, most: int | None) -> Iterator[list[Span]]:
    """What is measured together: one part, one sentence, or all parts.

    :param most: leave out what cannot have more units than that, as most parts cannot; ``None``: leave out nothing.
    """
    if rule.data["within"] == "story":
        together = [block.span for block in blocks(article, rule.scope.roles) if block]
        if together:
            yield together
        return
    unit = rule.data["unit"]
    if most is None or unit == "sentences":
        yield from ([span] for span in stretches(article, rule))
    elif unit == "characters":
        yield from ([span] for span in stretches(article, rule, most))
    else:

        def may_exceed(part: Span) -> bool:
            return word_count.count(article, part) > most

        # behind each word but the last stands something
        for span in stretches(article, rule, 2 * most, may_exceed):
            if rule.data["within"] == "block" or may_exceed(span):
                yield [span]


def _count(article: Article, part: Span, unit: str) -> int:
    """How many units a part has; counted far more often than any of them is looked at."""
    if unit == "characters":
        return part.end - part.start
    if unit == "words":
        return word_count.count(article, part)
    return len(_sentences_in(article, part))


def _beyond(article: Article, parts: list[Span], unit: str, most: int) -> Span:
    """What is too much: from the first unit over the limit to the end."""
    left, (*before, last) = most, parts
    for part in before:
        inside = _count(article, part, unit)
        if inside > left:
            return Span(_start(article, part, unit, left), last.end)
        left -= inside
    return Span(_start(article, last, unit, left), last.end)


def _start(article: Article, part: Span, unit: str, number: int) -> int:
    """Where the unit of that number begins, counted from 0."""
    if unit == "characters":
        return part.start + number
    if unit == "words":
        return word_count.start(article, part, number)
    return _sentences_in(article, part)[number]


def _sentences_in(article: Article, part: Span) -> Sequence[int]:
    starts = article.get(_sentence_starts)
    return starts[bisect_left(starts, part.start) : bisect_left(starts, part.end)]


def _sentence_starts(article: Article) -> tuple[int, ...]:
    return tuple(sentence.start for sentence in article.get(sentences))
