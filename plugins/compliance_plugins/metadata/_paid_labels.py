"""Where a story tells its readers that somebody paid for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from re import Pattern, compile, escape
from typing import TYPE_CHECKING

from compliance.article import NOT_PROSE, Article, Role

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon

LIST = "paid-labels"
_LINE = 90
"""A line that is longer than a label and a name is prose: only what it says of the story counts."""
_NEAR = 80
_MARKS = " \t[(*_#«“\"'—–-|:"
_LABELS = ("label", "opening", "by")
_APART = NOT_PROSE | {Role.HEADLINE, Role.CAPTION, Role.CREDIT, Role.COMMENT}


def is_labelled(article: Article) -> bool:
    """Whether a line of the story, its section or a label in its record says that it is paid matter."""
    headlines = (article[block] for block in article.of_role(Role.HEADLINE))
    if any(_says(line, article.lexicon, named=False) for line in headlines):
        return True
    return any(_says(line, article.lexicon, named=True) for line in _lines(article))


def _lines(article: Article) -> Iterator[str]:
    for block in article.blocks:
        if block and block.role not in _APART:
            yield from article[block].split("\n")
    metadata = article.metadata
    yield from (metadata.byline, metadata.section)
    for key, value in metadata.extra.items():
        entry = article.lexicon.find(LIST, key)
        if entry is not None and entry.text("kind") == "key":
            yield from (str(one) for one in (value if isinstance(value, list | tuple) else (value,)))


def _says(line: str, lexicon: Lexicon, *, named: bool) -> bool:
    """Whether a line labels the story: it is a label, it opens or ends with one, or it speaks of the story.

    :param named: whether it may name who paid: in a headline, `presented by …` is news.
    """
    words = line.casefold()
    short = len(words) <= _LINE
    if short and _any(lexicon, "label").search(words):
        return True
    if _opening(lexicon).match(words) or _ending(lexicon).search(words[-_LINE:]):
        return True
    if named and short and _any(lexicon, "by").match(words.lstrip(_MARKS)):
        return True
    return any(
        _any(lexicon, *_LABELS).search(words, max(story.start() - _NEAR, 0), story.end() + _NEAR)
        for story in _any(lexicon, "story").finditer(words)
    )


@lru_cache(maxsize=16)
def _any(lexicon: Lexicon, *kinds: str) -> Pattern[str]:
    """Any phrase of some kinds, in a text of small letters."""
    return compile(_one_of(lexicon, kinds))


@lru_cache(maxsize=4)
def _opening(lexicon: Lexicon) -> Pattern[str]:
    """A label that opens a line and is parted from what follows."""
    return compile(rf"[\s\[(*_«“\"'|–—-]*(?:{_one_of(lexicon, _LABELS)})\s*(?:[\])*_»”|:·•/–—]| - |$)")


@lru_cache(maxsize=4)
def _ending(lexicon: Lexicon) -> Pattern[str]:
    """A label that ends a line and is parted from what stands before."""
    return compile(rf"(?:[\[(|:·•/–—]| - )\s*(?:{_one_of(lexicon, _LABELS)})[\s\])*_.]*$")


def _one_of(lexicon: Lexicon, kinds: tuple[str, ...]) -> str:
    phrases = {entry.phrase.casefold() for entry in lexicon.entries(LIST) if entry.text("kind") in kinds}
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "(?:" + "|".join(rf"(?<![\w#]){escape(phrase)}(?!\w)" for phrase in longest) + ")"
