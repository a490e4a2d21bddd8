"""Finds what a rule looks for, be it phrases or a pattern."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from compliance.article import NOT_PROSE, Article, Span
from compliance.packs import patterns, scope

if TYPE_CHECKING:
    from compliance.packs.compiled import CompiledRule


def places(article: Article, rule: CompiledRule, group: str, exceptions: Sequence[str]) -> Iterator[Span]:
    """The places of a group where the rule reads, in order.

    :raises RuleTimeout: a pattern took too long.
    """
    if group in rule.patterns:
        for _, span, _ in patterns.found(article, rule, group, exceptions):
            yield span
    else:
        for hit in scope.found(article, rule, group, exceptions):
            yield Span(hit.start, hit.end)


def anywhere(article: Article, rule: CompiledRule, group: str) -> Iterator[Span]:
    """The places of a group in all that readers read, quotations and names too, in order.

    :raises RuleTimeout: a pattern took too long.
    """
    if group in rule.patterns:
        yield from patterns.anywhere(article, rule, group)
        return
    for hit in article.hits(rule.group(group)):
        block = article.block_at(hit.start)
        if block is not None and block.role not in NOT_PROSE:
            yield Span(hit.start, hit.end)
