"""What rules that count have in common: their limits, and the stretches of a story in which they count."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.language.sentences import sentences
from compliance.packs.scope import blocks

if TYPE_CHECKING:
    from compliance.packs.compiled import CompiledRule
    from compliance.packs.rules import LimitOptions


def limits(rule: CompiledRule, options: LimitOptions) -> tuple[int | None, int | None]:
    """At most and at least how many: the house's limits, else the pack's."""
    own = rule.data
    return (
        own["max"] if options.max is None else options.max,
        own["min"] if options.min is None else options.min,
    )


def stretches(
    article: Article, rule: CompiledRule, longer: int = 0, worth: Callable[[Span], bool] = bool
) -> Iterator[Span]:
    """What a rule counts in: the story, each block that it reads, or each sentence of those.

    :param longer: leave out a block or sentence that has no more code points than that.
    :param worth: whether it is worth to count in a block, or to read its sentences.
    """
    if rule.data["within"] == "story":
        yield Span(0, len(article.text))
        return
    spans = [block.span for block in blocks(article, rule.scope.roles) if block.end - block.start > longer]
    spans = [span for span in spans if worth(span)]
    if rule.data["within"] == "block":
        yield from spans
        return
    inside = frozenset(spans)
    for start, end, block in article.get(sentences) if inside else ():
        if end - start > longer and block.span in inside:
            yield Span(start, end)
