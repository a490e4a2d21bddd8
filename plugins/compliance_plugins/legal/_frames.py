"""Reads the small words around a word of guilt, and the words beside a place."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.language.detect import story_language

if TYPE_CHECKING:
    import re

    from compliance.lexicon import Lexicon

_FRAMES = "guilt-frames"


def frame_words(article: Article, kind: str) -> frozenset[str]:
    """Small words around a word of guilt, in the story's language.

    :param kind: as the list ``guilt-frames`` names it; ``noun``: the nouns of guilt themselves.
    """
    return _frames(article.lexicon, article.get(story_language)).get(kind, frozenset())


@lru_cache(maxsize=8)
def _frames(lexicon: Lexicon, language: str | None) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for entry in lexicon.entries(_FRAMES, language):
        found.setdefault(entry.text("kind"), set()).add(entry.phrase)
    found["noun"] = {entry.phrase for entry in lexicon.entries("crime-labels", language)}
    return {kind: frozenset(words) for kind, words in found.items()}


def words_of(article: Article, place: Span) -> frozenset[str]:
    """The words of a stretch, without capitals."""
    return frozenset(words_in(article[place]))


def words_in(text: str) -> list[str]:
    """The words of a text, without capitals."""
    return _words().findall(text.lower())


@cache
def _words() -> re.Pattern[str]:
    import re

    return re.compile(r"\w+(?:-\w+)*")


def word_before(text: str, start: int) -> str:
    """The word before a place, without capitals."""
    return (text[max(start - 24, 0) : start].split() or [""])[-1].lower()


def word_after(text: str, end: int) -> str:
    """The word behind a place, without capitals; empty where a sign comes first."""
    following = text[end : end + 24]
    return following.split()[0].strip(".,;:!?)»”").lower() if following[:1] == " " and following.strip() else ""
