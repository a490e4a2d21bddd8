"""What rules that count have in common: their limits, and the stretches of a story in which they count."""

from __future__ import annotations

from collections.abc import Iterator
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


def stretches(article: Article, rule: CompiledRule) -> Iterator[Span]:
    """What a rule counts in: the story, each block that it reads, or each sentence of those."""
    if rule.data["within"] == "story":
        yield Span(0, len(article.text))
        return
    read = [block for block in blocks(article, rule.scope.roles) if block]
    if rule.data["within"] == "block":
        yield from (block.span for block in read)
        return
    spans = {block.span for block in read}
    for start, end, block in article.get(sentences):
        if block.span in spans:
            yield Span(start, end)
