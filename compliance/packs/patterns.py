"""Runs patterns of packs over the blocks that a rule reads; one that takes too long is stopped.

A pattern sees one block at a time, so that ``^`` and ``$`` mean its ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING, Any

from compliance.article import Article, Block, Span
from compliance.errors import RuleTimeout
from compliance.packs.scope import blocks, placed, reads

if TYPE_CHECKING:
    from compliance.packs.compiled import CompiledRule
    from compliance.packs.rules import PackOptions

SECONDS = 1.0
"""What one pattern may take for one story."""


@lru_cache(maxsize=4096)
def compiled(pattern: str, ignore_case: bool) -> Any:
    """The pattern, ready to run."""
    import regex

    return regex.compile(pattern, regex.IGNORECASE if ignore_case else 0)


def found(
    article: Article, rule: CompiledRule, pattern: str, ignore_case: bool, options: PackOptions
) -> Iterator[tuple[Block, Span, Any]]:
    """Block, place and match of everything that a pattern matches where the rule reads; empty matches are left out.

    :raises RuleTimeout: it took over :data:`SECONDS`.
    """
    if not reads(article, rule):
        return
    ready, end = compiled(pattern, ignore_case), perf_counter() + SECONDS
    for block in blocks(article, rule):
        for match in _matches(ready, article[block], end):
            span = Span(block.start + match.start(), block.start + match.end())
            if span.start < span.end and placed(article, rule, span, options) is not None:
                yield block, span, match


def _matches(ready: Any, text: str, end: float) -> Iterator[Any]:
    left = end - perf_counter()
    try:
        if left > 0:
            yield from ready.finditer(text, timeout=left, concurrent=True)
            return
    except TimeoutError as error:
        raise RuleTimeout(SECONDS) from error
    raise RuleTimeout(SECONDS)
