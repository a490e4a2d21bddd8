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
    return letters.count(b" a", *part) + letters.startswith(b"a", *part)


def most(article: Article, part: Span) -> int:
    """How many words a part has at most, told in half the time: behind each but the last stands a sign."""
    letters = article.get(_story)
    if letters is None:
        return (part.end - part.start + 1) // 2
    return letters.count(b" ", *part) + 1


def start(article: Article, part: Span, number: int) -> int:
    """Where the word of that number begins, counted from 0.

    :raises IndexError: the part has no more than so many words.
    """
    letters = _letters(article, part)
    if letters is None:
        return [match.start() for match in _found(article, part)][number]
    return part.end - len(letters.split(None, number)[number])


def _found(article: Article, part: Span) -> Iterator[re.Match[str]]:
    return _word().finditer(article.text, part.start, part.end)


def _letters(article: Article, part: Span) -> bytes | None:
    """A part with what joins letters as a letter, all else a space; ``None`` where it has letters of other scripts."""
    kinds = article.get(_kinds)
    return None if kinds is None else _joined(kinds[part.start : part.end])


def _story(article: Article) -> bytes | None:
    """The same of the whole story; a part of it has as many words, though it may begin with what joins two letters."""
    kinds = article.get(_kinds)
    return None if kinds is None else _joined(kinds)


def _joined(kinds: bytes) -> bytes:
    # twice, for a sign before and behind a single letter
    return kinds.replace(b"a-a", b"aaa").replace(b"a-a", b"aaa").replace(b"-", b" ")


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
