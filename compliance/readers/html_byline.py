"""Decides what of an element that holds a byline is the byline, and which day stands beside it.

Pages put into one element the author, the day, and buttons that follow, mail and print; readers see who wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from compliance.language.full_dates import full_date
from compliance.readers.html_node import Node, names
from compliance.readers.html_select import is_furniture
from compliance.readers.html_text import Flow, gather, is_hidden, shown_text
from compliance.readers.layout import split, words
from compliance.readers.structure import begins_byline

if TYPE_CHECKING:
    from compliance.lexicon import Lexicon
    from compliance.readers.normalise import Piece

BYLINE_WORDS = names("byline author authors autor autores firma contributor")
DATE_WORDS = names("date day time timestamp published posted updated pubdate datetime fecha datum")
_BUTTON_WORDS = names(
    "print email mail follow twitter facebook rss feed comment comments avatar photo flyout bio tools icon links more "
    "views pageviews"
)
_ELSEWHERE = ("twitter.com/", "facebook.com/", "mailto:", "#comment")
_SEPARATORS = " \xa0|·•–—-,:;/\n"
LONGEST = 120
"""A longer text is no byline."""
AFTER_NAME = 30
LONGEST_DATE = 80
"""A longer text that holds a day tells a story; a byline with its buttons may be longer."""


def is_byline(node: Node) -> bool:
    """Whether an element says that it holds the author."""
    known = node.words
    if not known.isdisjoint(BYLINE_WORDS) or {"by", "line"} <= known:
        return True
    return "author" in (node.raw("rel"), node.raw("itemprop"))


def is_date(node: Node) -> bool:
    """Whether an element says that it holds a day."""
    return node.name == "time" or not node.words.isdisjoint(DATE_WORDS) or "date" in node.raw("itemprop").lower()


def byline_pieces(node: Node, source: str, lexicon: Lexicon) -> list[Piece]:
    """The words of an element's byline; none where it holds no such thing."""
    pieces = _without_day(node, source, lexicon)
    inner = _inner_byline(node, source)
    if inner is not None:
        short = _without_day(inner, source, lexicon)
        # a post or the agency may follow the author's name, but no more
        if len(words(pieces)) > len(words(short)) + AFTER_NAME:
            pieces = short
    return pieces if 3 <= len(words(pieces).strip()) <= LONGEST else []


def _without_day(node: Node, source: str, lexicon: Lexicon) -> list[Piece]:
    flow = Flow(source)
    gather(node, flow, without=frozenset(child for child in node.walk() if _is_beside(child)))
    pieces = flow.take()
    text = words(pieces)
    found = full_date(text, lexicon)
    at = found.span.start if found is not None else _figures(text)
    return split(pieces, _end_before(text, at))[0]


def _inner_byline(node: Node, source: str) -> Node | None:
    """The first element inside that is called a byline, where it begins as bylines do."""
    for child in node.walk():
        if child.name in ("p", "span", "div", "li") and not child.words.isdisjoint(BYLINE_WORDS):
            return child if not is_hidden(child) and begins_byline(shown_text(child, source)) else None
    return None


def _is_beside(node: Node) -> bool:
    if not node.words.isdisjoint(_BUTTON_WORDS) or (is_date(node) and not is_byline(node)) or is_furniture(node):
        return True
    return node.name == "a" and any(part in node.raw("href") for part in _ELSEWHERE)


def _figures(text: str) -> int:
    """Where a day in figures alone ends a byline, which is cut off though nobody can tell the day from the month."""
    match = _day_in_figures().search(text)
    return match.start() if match else len(text)


@cache
def _day_in_figures() -> re.Pattern[str]:
    return re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b")


def _end_before(text: str, at: int) -> int:
    """Where what stands before a day ends: a word that leads to it (``on``, ``Posted``) and marks are the day's."""
    kept = text[:at].rstrip(_SEPARATORS)
    head, _, last = kept.rpartition(" ")
    while head and (last.islower() or last.istitle()) and last.strip(".:").lower() in _leading_words():
        kept = head.rstrip(_SEPARATORS)
        head, _, last = kept.rpartition(" ")
    return len(kept)


def _leading_words() -> frozenset[str]:
    from compliance.language.locale import languages, locale_data

    lists = (locale_data(tongue, "structure").get("before_day", ()) for tongue in languages())
    return frozenset(word for words in lists for word in words)


def visible_day(nodes: Iterable[Node], source: str, lexicon: Lexicon) -> tuple[Node, date] | None:
    """The first day that is written in full in elements that should hold one."""
    for node in nodes:
        text = shown_text(node, source)
        found = full_date(text, lexicon) if len(text) <= LONGEST_DATE or is_byline(node) else None
        if found is not None:
            return node, found.day
    return None


def own_line(node: Node, source: str) -> Node:
    """The paragraph that holds a day and little else, else the element itself."""
    above = node.parent
    short = above is not None and above.name in ("p", "div") and len(shown_text(above, source)) <= LONGEST_DATE
    return above if short and above is not None else node
