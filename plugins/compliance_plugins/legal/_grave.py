"""Decides whether what somebody is accused of is grave enough that they must be asked."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.language.detect import story_language
from compliance_plugins.legal._frames import frame_words, words_in

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon
    from compliance.scanner import Hit

_LIST = "wrongdoing"
_REACH = 300


def is_grave(article: Article, hit: Hit, end: int) -> bool:
    """Whether words that accuse, or those behind them, tell of a grave wrong.

    :param end: how far they may stand behind, in code points of the text; never more than 300 from the hit.
    """
    if hit.entry.flag("grave"):
        return True
    said = words_in(article[Span(hit.start, max(hit.start, min(end, hit.start + _REACH)))])
    if not _words(article, "").isdisjoint(said):
        return True
    return hit.entry.flag("deed") and _is_deed(article, said)


def _is_deed(article: Article, said: list[str]) -> bool:
    """Whether a deed that is not slight stands behind *of*: ``accused Roe of altering …``, ``acusa a Roe de atar``."""
    owner, slight = frame_words(article, "owner"), _words(article, "slight")
    ends = tuple(frame_words(article, "deed")) or ("\n",)
    deed = next((_bare(article, word) for of, word in pairwise(said) if of in owner), "")
    return deed.endswith(ends) and deed not in slight


def _bare(article: Article, word: str) -> str:
    """A verb without the pronouns that are written on to it: ``atarlo`` is ``atar``."""
    ends = tuple(frame_words(article, "deed"))
    for pronoun in frame_words(article, "enclitic"):
        if word.endswith(pronoun) and word.removesuffix(pronoun).endswith(ends):
            return word.removesuffix(pronoun)
    return word


def _words(article: Article, kind: str) -> frozenset[str]:
    return _listed(article.lexicon, article.get(story_language), kind)


@lru_cache(maxsize=16)
def _listed(lexicon: Lexicon, language: str | None, kind: str) -> frozenset[str]:
    return frozenset(entry.phrase for entry in lexicon.entries(_LIST, language) if entry.text("kind") == kind)
