"""Decides whether a story has one of a list's phrases anywhere: an answer, a word that somebody may be named."""

from __future__ import annotations

from functools import cache
from re import IGNORECASE, Pattern, compile, escape

from compliance.article import Article
from compliance.language.detect import story_language


def says(article: Article, name: str, *kinds: str) -> bool:
    """Whether a story has a phrase of a list.

    :param kinds: only phrases of these kinds; without any, all.
    """
    entries = article.lexicon.entries(name, article.get(story_language))
    phrases = tuple(entry.phrase for entry in entries if not kinds or entry.text("kind") in kinds)
    return _any_of(phrases).search(article.text) is not None


@cache
def _any_of(phrases: tuple[str, ...]) -> Pattern[str]:
    return compile(rf"(?<!\w)(?:{'|'.join(map(escape, phrases))})(?!\w)", IGNORECASE)
