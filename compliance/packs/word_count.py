"""Counts words: letters and figures, and what joins them (``it's``, ``1,200``, ``and/or``, ``A.B``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from compliance.article import Article, Span

_JOINING = "'.,/&-"
_SIGNS = "‘“”–—…«»€•"
"""Signs of print that are no letters, and are written in more than a byte."""


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"[^\W_]+(?:[’{_JOINING}][^\W_]+)*")


def count(article: Article, part: Span) -> int:
    """How many words a part has."""
    letters = article.get(_story)
    if letters is None:
        return sum(1 for _ in _found(article, part))
    return letters.count(b"b", *part) + letters.startswith(b"a", *part)


def start(article: Article, part: Span, number: int) -> int:
    """Where the word of that number begins, counted from 0.

    :raises IndexError: the part has no more than so many words.
    """
    kinds, letters = article.get(_kinds), article.get(_story)
    if kinds is None or letters is None:
        return [match.start() for match in _found(article, part)][number]
    first = part.start + kinds.startswith(b"-", *part)  # what joins two letters begins no word
    return part.end - len(letters[first : part.end].split(None, number)[number])


def _found(article: Article, part: Span) -> Iterator[re.Match[str]]:
    return _word().finditer(article.text, part.start, part.end)


def _story(article: Article) -> bytes | None:
    """A story as words, ``baaa baa``, a byte each code point; ``None`` where it has letters of other scripts."""
    kinds = article.get(_kinds)
    if kinds is None:
        return None
    # twice, for a sign before and behind a single letter
    return kinds.replace(b"a-a", b"aaa").replace(b"a-a", b"aaa").replace(b"-", b" ").replace(b" a", b" b")


def _kinds(article: Article) -> bytes | None:
    """A story as letters, joining signs and spaces, a byte each; ``None`` where it has letters of other scripts."""
    text = article.text.replace("’", "'")
    for sign in () if text.isascii() else _SIGNS:
        text = text.replace(sign, " ")
    try:
        return text.encode("latin-1").translate(_table())
    except UnicodeEncodeError:
        return None


@cache
def _table() -> bytes:
    signs = (chr(code) for code in range(256))
    return bytes(ord("a" if sign.isalnum() else "-" if sign in _JOINING else " ") for sign in signs)
