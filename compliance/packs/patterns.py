"""Runs patterns of packs over the blocks that a rule reads; one that takes too long is stopped.

A pattern sees one block at a time, so that ``^`` and ``$`` mean its ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from compliance.article import Article, Block, Span
from compliance.packs.budget import SECONDS, Share, budget
from compliance.packs.scope import blocks, of_role, placed, reads

if TYPE_CHECKING:
    from compliance.packs.compiled import CompiledRule, Pattern


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
    :raises RuleTimeout: it took too long, or all patterns together did.
    """
    if not reads(article, rule):
        return
    for block, span, match in _matches(article, rule, group, rule.scope.roles):
        if placed(article, rule, span, exceptions) is not None:
            yield block, span, match


def anywhere(article: Article, rule: CompiledRule, group: str) -> Iterator[Span]:
    """The places of everything that a pattern matches in what readers read.

    :raises RuleTimeout: it took too long, or all patterns together did.
    """
    for _, span, _ in _matches(article, rule, group, ()):
        yield span


def _matches(
    article: Article, rule: CompiledRule, group: str, roles: Sequence[str]
) -> Iterator[tuple[Block, Span, Any]]:
    pattern, share = rule.patterns[group], Share(article.get(budget), SECONDS)
    try:
        for block, begin in _begun(article, rule, group, roles):
            ready = compiled(pattern.pattern, pattern.ignore_case)
            for match in _in_time(ready, article[block], begin, share):
                span = Span(block.start + match.start(), block.start + match.end())
                if span.start < span.end:
                    yield block, span, match
    finally:
        share.end()


def _begun(article: Article, rule: CompiledRule, group: str, roles: Sequence[str]) -> Iterator[tuple[Block, int]]:
    """The blocks with one of the literals that any match contains, and where in each the first match may begin."""
    pattern = rule.patterns[group]
    if not pattern.literals or article.scan.odd:
        yield from ((block, 0) for block in blocks(article, roles))
        return
    for block, at in _awaited(article, rule, group, roles) if pattern.awaited else _sought(article, pattern, roles):
        yield block, 0 if pattern.ahead is None else max(at - block.start - pattern.ahead, 0)


def _awaited(article: Article, rule: CompiledRule, group: str, roles: Sequence[str]) -> Iterator[tuple[Block, int]]:
    """The blocks in which the scanner has found one of a pattern's literals, and the first place in each."""
    after = 0
    for at in article.near(rule.group(group)) or ():
        if at < after:
            continue
        block = article.block_at(at)
        if block is not None and at < block.end and of_role(block, roles):
            yield block, at
            after = block.end


def _sought(article: Article, pattern: Pattern, roles: Sequence[str]) -> Iterator[tuple[Block, int]]:
    """The blocks that have one of a pattern's literals, and the first place in each."""
    text = article.text if pattern.exact else article.scan.small
    words = tuple(word for word in pattern.literals if word in text)
    for block in blocks(article, roles) if words else ():
        found = _any_of(words).search(text, *block.span)
        if found is not None:
            yield block, found.start()


@lru_cache(maxsize=4096)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds the first place of any of these words."""
    single = all(len(word) == 1 for word in words)
    return re.compile(f"[{re.escape(''.join(words))}]" if single else "|".join(map(re.escape, words)))


def _in_time(ready: Any, text: str, begin: int, share: Share) -> Iterator[Any]:
    try:
        yield from ready.finditer(text, begin, timeout=share.left(), concurrent=True)
    except TimeoutError as error:
        raise share.over() from error
