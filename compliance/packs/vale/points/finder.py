"""Finds the next match of a pattern; for one that is nothing but words, without any machinery of patterns.

Most tokens of most styles are words. To look for one with ``str.find`` takes a fiftieth of the time of a pattern, and
to compile it takes none.
"""

from __future__ import annotations

import re
from functools import lru_cache

from compliance.folding import lower
from compliance.packs.vale.search import Search

Found = tuple[int, int]
_WORDS = re.compile(r"\\b\(\?:\(\?(i?)m:(\w(?:[\w '-]*\w)?)\)\)\\b\Z", re.ASCII)
"""A token of plain words, as :func:`compliance.packs.vale.points.patterns.words` writes it."""
_LONG_S = "ſ"
"""The one letter that is an ASCII letter when capitals do not count, and that no lowering makes one."""


def found(pattern: str, text: str, start: int, search: Search) -> Found | None:
    """Where the next match begins and ends.

    :raises RuleTimeout: the rule is over its time.
    """
    words = _words(pattern)
    if words is not None and (not words[1] or _LONG_S not in text):
        return _found(words[0], _small(text) if words[1] else text, start)
    match = search.first(pattern, text, start)
    return match.span() if match else None


@lru_cache(maxsize=65536)
def _words(pattern: str) -> tuple[str, bool] | None:
    """The words that a pattern is, and whether their capitals do not count; ``None`` for any other pattern."""
    plain = _WORDS.match(pattern)
    if not plain:
        return None
    return (plain[2].lower(), True) if plain[1] else (plain[2], False)


@lru_cache(maxsize=256)
def _small(text: str) -> str:
    return lower(text)


def _found(words: str, text: str, start: int) -> Found | None:
    """The next place of words that no further letter, figure or underscore touches."""
    at = text.find(words, start)
    while at >= 0:
        end = at + len(words)
        if not (_joins(text, at - 1) or _joins(text, end)):
            return at, end
        at = text.find(words, at + 1)
    return None


def _joins(text: str, at: int) -> bool:
    """Whether a character belongs to the word beside it."""
    if not 0 <= at < len(text):
        return False
    sign = text[at]
    return sign.isalnum() or sign == "_" if sign.isascii() else _is_letter(sign)


@lru_cache(maxsize=4096)
def _is_letter(sign: str) -> bool:
    """Whether a character outside ASCII belongs to words, as patterns have it."""
    import regex

    return regex.match(r"\w", sign) is not None
