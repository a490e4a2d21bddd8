"""Decides whether a story has one of a list's phrases anywhere: an answer, a word that somebody may be named."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from re import Pattern, compile, escape

from compliance.article import Article, Span
from compliance.language.detect import story_language
from compliance.lexicon import Lexicon


def says(article: Article, name: str, *kinds: str) -> bool:
    """Whether a story has a phrase of a list.

    :param kinds: only phrases of these kinds; without any, all.
    """
    return _any_of(article.lexicon, article.get(story_language), name, kinds).search(article.scan.small) is not None


def places(article: Article, name: str, *kinds: str) -> Iterator[Span]:
    """Where a story has phrases of a list.

    :param kinds: only phrases of these kinds; without any, all.
    """
    for match in _any_of(article.lexicon, article.get(story_language), name, kinds).finditer(article.scan.small):
        yield Span(*match.span())


@lru_cache(maxsize=32)
def _any_of(lexicon: Lexicon, language: str | None, name: str, kinds: tuple[str, ...]) -> Pattern[str]:
    entries = lexicon.entries(name, language)
    phrases = [escape(entry.phrase.lower()) for entry in entries if not kinds or entry.text("kind") in kinds]
    return compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)")
