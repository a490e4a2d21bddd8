"""Decides which words of a story are its writer's own: neither quoted, nor a name, nor part of an address."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from compliance.article import NOT_PROSE, Article, Block, Role
from compliance.language.detect import story_language
from compliance.language.locale import locale_data
from compliance.language.quotations import quotations
from compliance.language.sentences import last_start

_NOT_OWN = NOT_PROSE | {Role.BYLINE, Role.DATELINE, Role.CREDIT, Role.SIGN_OFF, Role.QUOTE, Role.COMMENT}
_OPENING = "“«\"'‘(—–:•-"
_STOPS = ".!?…"
_FAR, _SENTENCE = 40, 400
_HYPHENS = frozenset("-_")
_JOINS = _HYPHENS | frozenset("'’")
_TIES = frozenset("@#/_\\")


def own_block(article: Article, start: int, end: int) -> Block | None:
    """The block that a place stands in; ``None`` where the words there are somebody else's.

    :param start: first code point in ``Article.text``.
    :param end: one past the last.
    """
    block = article.block_at(start)
    if block is None or block.role in _NOT_OWN or is_quoted(article, start, end):
        return None
    return block


def is_quoted(article: Article, start: int, end: int) -> bool:
    """Whether a place stands between quotation marks, or between dashes that open speech."""
    starts = article.get(_quotation_starts)
    last = bisect_right(starts, start) - 1
    return last >= 0 and end <= article.get(quotations)[last].span.end


def _quotation_starts(article: Article) -> tuple[int, ...]:
    return tuple(quotation.span.start for quotation in article.get(quotations))


def starts_of(text: str, word: str) -> Iterator[int]:
    """Where a word stands by itself, in these letters; one behind an apostrophe or beside a hyphen is another."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        before, after = text[at - 1 : at], text[end : end + 1]
        if not (before.isalnum() or before in _JOINS or after.isalnum() or after in _HYPHENS):
            yield at
        at = text.find(word, end)


def is_address(text: str, start: int, end: int) -> bool:
    """Whether a word is part of a web address, a handle or a file's name."""
    before, after = text[start - 1 : start], text[end : end + 2]
    if before in _TIES or after[:1] in _TIES:
        return True
    dotted = before == "." and text[start - 2 : start - 1].isalnum()
    return dotted or (after[:1] == "." and after[1:].isalnum())


def opens_sentence(article: Article, block: Block, at: int) -> bool:
    """Whether a sentence, or a part that begins like one, starts at a place."""
    low = max(block.start, at - _SENTENCE)
    before = article.text[low:at].rstrip()
    if not before or before[-1] in _OPENING:
        return True
    if before[-1].isalnum():
        return False
    if before[-1] in _STOPS and len(before) == at - low:
        return True
    start = last_start(article.text, low, at + 1, article.get(story_language))
    return not any(sign.isalnum() for sign in article.text[start:at])


def is_small_word(article: Article, word: str) -> bool:
    """Whether a word is one of those that a sentence may begin with before a name (In Kiev), and is no part of it."""
    words = locale_data(article.get(story_language) or "en", "language").get("stop_words", ())
    return word.lower() in words


def word_before(text: str, start: int, low: int) -> str:
    """The word directly before a place, nothing but white space between; empty where there is none.

    :param low: where the block begins.
    """
    before = text[max(low, start - _FAR) : start].rpartition("\n")[2]
    said = before.split()
    word = said[-1].lstrip("“‘«(\"'") if said and before[-1:].isspace() else ""
    return word if word[-1:].isalnum() else ""


def word_after(text: str, end: int, high: int) -> str:
    """The word directly after a place, nothing but white space between, without the signs behind it; empty where there
    is none.

    :param high: where the block ends.
    """
    after = text[end : min(high, end + _FAR)].partition("\n")[0]
    said = after.split()
    return said[0].rstrip(".,;:!?)”’»'\"") if said and after[:1].isspace() and said[0][:1].isalnum() else ""
