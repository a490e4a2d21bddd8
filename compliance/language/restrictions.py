"""Decides what an agency's instructions allow: each clause with its territories, channels, days and dates.

Clauses are read where only an agency's desk writes: rights, instructions, credit lines. In text that a reader
may see they count in upper case only, and never inside quotation marks: a sign is no instruction.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from compliance.language.credit_phrases import Found, Token, phrases, quoted, tokens
from compliance.language.credit_words import words as words_of
from compliance.language.restriction_details import (
    days_after,
    places_after,
    places_before,
    required_credit,
    until_after,
)
from compliance.lexicon import Lexicon
from compliance.record import Record

__all__ = ["DeskCode", "Restriction", "desk_codes", "restrictions_in"]


NEAR = 40
"""So many code points either side of a phrase say whether it is a clause of its own."""
SENTENCE = 400
"""A desk's sentence is no longer than this."""


class Restriction(Record):
    """One clause.

    :param kind: what it forbids, as the vocabulary names it (``no-sales``, ``territory-out`` …).
    :param start: first code point of the clause in the text it was read from.
    :param end: one past its last.
    :param territories: ISO 3166-1 codes it is about, sorted.
    :param channels: channels it forbids; for ``product-out`` the products.
    :param days: for how many days after transmission use is allowed.
    :param until: the last day of use, ISO, the year ``XXXX`` where the clause has none.
    :param credit: the words that a mandatory credit must have; ``None`` where it only asks for the credit.
    """

    kind: str
    start: int
    end: int
    territories: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    days: int | None = None
    until: str | None = None
    credit: str | None = None

    def moved(self, by: int) -> Restriction:
        """The same clause, so many code points further on."""
        return self._replace(start=self.start + by, end=self.end + by)


class DeskCode(Record):
    """Wording of the agency's desk that is neither credit nor restriction.

    :param phrase: the wording as the vocabulary names it.
    :param anywhere: nothing but a desk writes it, so that it counts in the middle of a text too.
    """

    phrase: str
    start: int
    end: int
    anywhere: bool = False


@lru_cache(maxsize=256)
def restrictions_in(text: str, lexicon: Lexicon, *, any_case: bool = False) -> tuple[Restriction, ...]:
    """The clauses of a text, in order; offsets are code points in the text.

    :param any_case: the text is rights or instructions, which no reader sees: capitals do not matter.
    """
    if len(text) < 4:
        return ()
    words = tokens(text)
    spoken = quoted(text)
    index = phrases(lexicon, "restrictions")
    found: list[Restriction] = []
    position = 0
    while position < len(words):
        match = index.at(words, position)
        if match is None or _inside(match.start, spoken) or not _counts(match, words, text, any_case):
            position += 1
            continue
        clause, last = _clause(match, words, text, lexicon, any_case)
        if clause is not None:
            found.append(clause)
        position = max(last, position + 1)
    return tuple(found)


def _inside(offset: int, ranges: Sequence[tuple[int, int]]) -> bool:
    index = bisect_left(ranges, (offset, 0)) - 1
    return index >= 0 and offset < ranges[index][1]


def _counts(match: Found, words: Sequence[Token], text: str, any_case: bool) -> bool:
    entry = match.entry
    if entry.flag("alone") and text[match.start - 1 : match.start] == "-":
        return False
    if entry.flag("alone") and not (_opens(match.start, text) and _closes(match.end, text)):
        return False
    if entry.flag("fields_only") and not any_case:
        return False
    written = text[match.start : match.end]
    if written.isupper() or (match.exact and not entry.phrase.isupper()):
        return True
    if entry.flag("after"):
        return False
    if any_case and (match.last - match.first > 3 or _closes(match.end, text) or _asks_more(match, words)):
        return True
    if not entry.flag("capital") or not written[:1].isupper():
        return False
    if entry.text("kind") == "mandatory-credit":
        return _opens(match.start, text)
    return _opens(match.start, text) and _closes(match.end, text)


def _asks_more(match: Found, words: Sequence[Token]) -> bool:
    """Whether the phrase takes a detail, so that it need not end its clause."""
    entry = match.entry
    if entry.flag("place") and match.last < len(words) and words[match.last].key in words_of("places"):
        return True
    return entry.text("kind") == "mandatory-credit" or any(map(entry.flag, ("before", "until", "days")))


def _opens(offset: int, text: str) -> bool:
    before = text[max(0, offset - NEAR) : offset].rstrip()
    return not before or before[-1] in '.;:/|-–—([*,!?)”"]'


def _closes(offset: int, text: str) -> bool:
    after = text[offset : offset + NEAR].lstrip()
    return not after or after[0] in ".;:/|-–—)]*,!"


def _clause(
    match: Found, words: Sequence[Token], text: str, lexicon: Lexicon, any_case: bool
) -> tuple[Restriction | None, int]:
    """The clause that a phrase opens with its details, and the token after it; ``None`` where it is none."""
    entry, kind = match.entry, match.entry.text("kind")
    start, end, last = match.start, match.end, match.last
    if entry.flag("after"):
        place = places_before(words, match, lexicon)
        return (Restriction(place.kind, place.start, end, place.codes), last) if place else (None, last)
    if entry.flag("before"):
        places = places_after(words, last, lexicon)
        return (Restriction(kind, start, places.end, places.codes), places.last) if places else (None, last)
    if kind == "mandatory-credit":
        asked = required_credit(text, words, match, lexicon, any_case)
        return Restriction(kind, start, asked.end, credit=asked.text), asked.last
    channels = entry.texts("channels") or entry.texts("products")
    clause = Restriction(kind, start, end, channels=channels)
    if entry.flag("place") and (places := places_after(words, last, lexicon, link=True)):
        return clause._replace(territories=places.codes, end=places.end), places.last
    if until := until_after(words, last, lexicon):
        return clause._replace(until=until.value, end=until.end), until.last
    if counted := days_after(words, last, lexicon):
        return clause._replace(days=counted.days, end=counted.end), counted.last
    if kind == "use-until":
        return None, last
    return clause, last


@lru_cache(maxsize=256)
def desk_codes(text: str, lexicon: Lexicon) -> tuple[DeskCode, ...]:
    """The desk's own wording in a text, in order; offsets are code points in the text."""
    if len(text) < 3:
        return ()
    words = tokens(text)
    spoken = quoted(text)
    index = phrases(lexicon, "desk-codes")
    found: list[DeskCode] = []
    position = 0
    while position < len(words):
        match = index.at(words, position)
        if match is None or not match.exact or _inside(match.start, spoken):
            position += 1
            continue
        code = _code(match, words, text)
        if code is not None:
            found.append(code)
        position = match.last
    return tuple(found)


def _code(match: Found, words: Sequence[Token], text: str) -> DeskCode | None:
    entry, start, end = match.entry, match.start, match.end
    follows = text[end : end + 1]
    if (entry.flag("colon") and follows != ":") or (entry.flag("period") and follows != "."):
        return None
    opener = entry.text("from")
    if opener:
        before = text.rfind(opener, max(0, start - 80), start)
        if before < 0:
            return None
        start = before
    if follows in (":", "."):
        end += 1
    if entry.text("to") == "sentence":
        stop = min(
            (p for p in (text.find(sign, end, end + SENTENCE) for sign in (". ", ".\n", ")", "/")) if p >= 0),
            default=min(len(text), end + SENTENCE),
        )
        end = min(stop + 1, len(text)) if text[stop : stop + 1] == "." else stop
        if end == len(text):
            end = len(text.rstrip())
    return DeskCode(entry.canonical, start, end, entry.flag("anywhere"))
