"""Which words for days are counted from the day of reading, and which of them mean one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from compliance.article import Article, Block, Role, Span
from compliance.language.dates import DateMention
from compliance.language.dates_grammar import Grammar
from compliance.language.dates_tense import UNKNOWN, direction
from compliance.language.detect import story_language
from compliance.language.locale import locale_data

_APART = frozenset({Role.DATELINE, Role.COMMENT, Role.BYLINE, Role.CREDIT})


def counts(article: Article, mention: DateMention) -> bool:
    """Whether a date is one that readers count from the day they read it."""
    written = mention.written
    block = article.block_at(mention.span.start)
    if block is None or block.role in _APART or written.from_text:
        return False
    if mention.kind == "weekday":
        return written.shift in (None, 0) and not written.unit
    if mention.kind != "relative":
        return mention.kind == "day" and mention.day is not None
    return written.kind == "word" and written.shift is not None and not _in_name(article.text, mention.span, block)


def _in_name(text: str, span: Span, block: Block) -> bool:
    """Whether a word is part of a name: `the Today programme`, `USA Today`."""
    if not text[span.start].isupper():
        return False
    before = text[max(block.start, span.start - 3) : span.start].rstrip(" \n\"“«‘'¡¿")
    return bool(before) and before[-1] not in ".!?:;—–-)"


def is_word(mention: DateMention) -> bool:
    """Whether a date is a word such as `today`."""
    return mention.kind == "relative"


def concrete(article: Article, mention: DateMention, words: Grammar) -> bool:
    """Whether one day is meant: not `today` for nowadays, no weekday of which nothing says if it is past or to come."""
    way, strong = direction(article.text, mention.span.start, mention.span.end, words)
    if not is_word(mention):
        return way != UNKNOWN
    data = locale_data(article.get(story_language) or "", "editions")
    if mention.written.shift or article[mention.span].lower() not in data.get("nowadays", ()):
        return True
    if _nowadays(article.text, mention.span, data):
        return False
    if strong and way != UNKNOWN:
        return True
    doubtful = _stands_behind(article.text, mention.span, data.get("doubtful", ()))
    return not doubtful and _at_the_top(article, mention.span, int(data.get("opening", 0)))


def _at_the_top(article: Article, span: Span, paragraphs: int) -> bool:
    """Whether a place is in the headline or one of the first paragraphs."""
    body = article.body
    if not body:
        return True
    return span.start < (body[min(paragraphs, len(body)) - 1].end if paragraphs else body[0].start)


def _nowadays(text: str, span: Span, data: Mapping[str, Any]) -> bool:
    """Whether a word beside `today` makes it mean these times (the children of today, la hoy ministra)."""
    after = text[span.end - 2 : span.end + 8]
    return _stands_behind(text, span, data.get("before", ())) or any(word in after for word in data.get("after", ()))


def _stands_behind(text: str, span: Span, words: Iterable[str]) -> bool:
    before = text[max(0, span.start - 12) : span.start].rstrip().lower()
    return before.endswith(tuple(f" {word}" for word in words))
