"""Decides whether a story itself says that somebody may be named in it."""

from __future__ import annotations

from functools import cache
from re import IGNORECASE, Pattern, compile, escape

from compliance.article import Article

_LIST = "naming-allowed"


def is_allowed(article: Article, *kinds: str) -> bool:
    """Whether a story says that naming is allowed, for one of these reasons.

    :param kinds: ``lifted``, ``adult``, ``waived``, ``changed``, ``dead``, ``missing``.
    """
    phrases = tuple(entry.phrase for entry in article.lexicon.entries(_LIST) if entry.text("kind") in kinds)
    return _any_of(phrases).search(article.text) is not None


@cache
def _any_of(phrases: tuple[str, ...]) -> Pattern[str]:
    return compile(rf"(?<!\w)(?:{'|'.join(map(escape, phrases))})(?!\w)", IGNORECASE)
