"""Runs patterns of packs over the blocks that a rule reads; one that takes too long is stopped.

A pattern sees one block at a time, so that ``^`` and ``$`` mean its ends.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING, Any

from compliance.article import Article, Block, Span
from compliance.errors import RuleTimeout
from compliance.folding import lower
from compliance.packs.scope import blocks, placed, reads

if TYPE_CHECKING:
    from compliance.packs.compiled import CompiledRule, Pattern

SECONDS = 1.0
"""What one pattern may take for one story."""


@lru_cache(maxsize=4096)
def compiled(pattern: str, ignore_case: bool) -> Any:
    """The pattern, ready to run."""
    import regex

    return regex.compile(pattern, regex.IGNORECASE if ignore_case else 0)


def found(
    article: Article, rule: CompiledRule, group: str, exceptions: Sequence[str]
) -> Iterator[tuple[Block, Span, Any]]:
    """Block, place and match of everything that a pattern of a rule matches where it reads; empty matches are left out.

    :param group: the pattern's name in the rule.
    :raises RuleTimeout: it took over :data:`SECONDS`.
    """
    if not reads(article, rule):
        return
    where = _near(article, rule, group, blocks(article, rule.scope.roles))
    for block, span, match in _matches(article, rule.patterns[group], where):
        if placed(article, rule, span, exceptions) is not None:
            yield block, span, match


def anywhere(article: Article, rule: CompiledRule, group: str) -> Iterator[Span]:
    """The places of everything that a pattern matches in what readers read.

    :raises RuleTimeout: it took over :data:`SECONDS`.
    """
    where = _near(article, rule, group, article.prose)
    for _, span, _ in _matches(article, rule.patterns[group], where):
        yield span


def _near(article: Article, rule: CompiledRule, group: str, where: Sequence[Block]) -> Iterable[Block]:
    """The blocks in which the pattern may match: those with one of the literals that any match contains."""
    pattern = rule.patterns[group]
    if pattern.awaited:
        starts = article.near(rule.group(group))
        if starts is not None:
            return [block for block in where if _any_between(starts, block.start, block.end)]
    elif pattern.literals and not article.scan.odd:
        text = article.get(_small)
        words = [word for word in pattern.literals if word in text]
        return [block for block in where if any(text.find(word, *block.span) >= 0 for word in words)]
    return where


def _small(article: Article) -> str:
    return lower(article.text)


def _any_between(starts: Sequence[int], low: int, high: int) -> bool:
    at = bisect_left(starts, low)
    return at < len(starts) and starts[at] < high


def _matches(article: Article, pattern: Pattern, where: Iterable[Block]) -> Iterator[tuple[Block, Span, Any]]:
    ready, end = compiled(pattern.pattern, pattern.ignore_case), perf_counter() + SECONDS
    for block in where:
        for match in _in_time(ready, article[block], end):
            span = Span(block.start + match.start(), block.start + match.end())
            if span.start < span.end:
                yield block, span, match


def _in_time(ready: Any, text: str, end: float) -> Iterator[Any]:
    left = end - perf_counter()
    try:
        if left > 0:
            yield from ready.finditer(text, timeout=left, concurrent=True)
            return
    except TimeoutError as error:
        raise RuleTimeout(SECONDS) from error
    raise RuleTimeout(SECONDS)
