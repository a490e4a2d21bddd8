"""Runs patterns of packs over the blocks that a rule reads; one that takes too long is stopped.

A pattern sees one block at a time, so that ``^`` and ``$`` mean its ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
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


_Begun = list[tuple[Block, int]]
"""Blocks, and where in each the first match may begin, in code points of the block."""


def _matches(
    article: Article, rule: CompiledRule, group: str, roles: Sequence[str]
) -> Iterable[tuple[Block, Span, Any]]:
    begun = _begun(article, rule, group, roles)
    return _run(article, rule.patterns[group], begun) if begun else ()


def _run(article: Article, pattern: Pattern, begun: _Begun) -> Iterator[tuple[Block, Span, Any]]:
    ready, share = compiled(pattern.pattern, pattern.ignore_case), Share(article.get(budget), SECONDS)
    try:
        for block, begin in begun:
            first = block.start
            for match in ready.finditer(article[block], begin, timeout=share.left(), concurrent=True):
                start, end = match.span()
                if start < end:
                    yield block, Span(first + start, first + end), match
    except TimeoutError as error:
        raise share.over() from error
    finally:
        share.end()


def _begun(article: Article, rule: CompiledRule, group: str, roles: Sequence[str]) -> _Begun:
    """The blocks with one of these roles that have one of the literals that any match contains."""
    pattern = rule.patterns[group]
    if not pattern.literals or article.scan.odd:
        return [(block, 0) for block in blocks(article, roles)]
    found = _awaited(article, rule, group, roles) if pattern.awaited else _sought(article, pattern, roles)
    ahead = pattern.ahead
    if ahead is None:
        return [(block, 0) for block, _ in found]
    return [(block, max(at - block.start - ahead, 0)) for block, at in found]


def _awaited(article: Article, rule: CompiledRule, group: str, roles: Sequence[str]) -> _Begun:
    """The blocks in which the scanner has found one of a pattern's literals, and the first place in each."""
    found, after = [], 0
    for at in article.near(rule.group(group)) or ():
        if at < after:
            continue
        block = article.block_at(at)
        if block is not None and at < block.end and of_role(block, roles):
            found.append((block, at))
            after = block.end
    return found


def _sought(article: Article, pattern: Pattern, roles: Sequence[str]) -> _Begun:
    """The blocks that have one of a pattern's literals, and the first place in each."""
    some = blocks(article, roles)
    text = article.text if pattern.exact else article.scan.small
    words = tuple([word for word in pattern.literals if word in text]) if some else ()
    if not words:
        return []
    search = _any_of(words).search
    return [(block, match.start()) for block in some if (match := search(text, *block.span)) is not None]


@lru_cache(maxsize=4096)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds the first place of any of these words."""
    single = all(len(word) == 1 for word in words)
    return re.compile(f"[{re.escape(''.join(words))}]" if single else "|".join(map(re.escape, words)))
