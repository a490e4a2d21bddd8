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
from compliance.language.restriction_credit import required_credit
from compliance.language.restriction_outlets import refused_outlet, some_papers
from compliance.language.restriction_places import (
    Places,
    continued,
    lists,
    place_in_front,
    places_after,
    places_before,
    with_place,
)
from compliance.language.restriction_times import days_after, until_after, until_within
from compliance.lexicon import Entry, Lexicon
from compliance.record import Record

__all__ = ["DeskCode", "Restriction", "desk_codes", "restrictions_in"]


NEAR = 40
"""So many code points either side of a phrase say whether it is a clause of its own."""
SENTENCE = 400
"""A desk's sentence is no longer than this."""


_MARKS = frozenset(':"“«„')
"""What stands between a weak asking for a credit and the credit (``bei Nennung "…"``)."""


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
    index, negations = phrases(lexicon, "restrictions"), words_of("negations")
    found: list[Restriction] = []
    position = floor = 0
    while position < len(words):
        match = index.at(words, position)
        places: tuple[str, ...] = ()
        if match is None and words[position].key in negations:
            if inserted := with_place(index, words, position, lexicon):
                match, places = inserted
            elif refused := refused_outlet(words, position, lexicon, any_case):
                start, end = words[refused.first].start, words[refused.last - 1].end
                if not _inside(start, spoken) and _opens(start, text) and _closes(end, text):
                    found.append(Restriction("outlet-out", start, end))
                    position = floor = refused.last
                    continue
        if match is None or _inside(match.start, spoken) or not _counts(match, words, text, any_case):
            position += 1
            continue
        reading = _Reading(text, words, lexicon, any_case, floor)
        clause, last = _clause(match, places, reading)
        if clause is not None:
            found.append(clause)
            last = _continued(match, last, reading, found)
            floor = last
        position = max(last, position + 1)
    return tuple(found)


class _Reading(Record):
    """What a clause is read in.

    :param floor: the first token behind the clause before.
    """

    text: str
    words: Sequence[Token]
    lexicon: Lexicon
    any_case: bool
    floor: int


def _inside(offset: int, ranges: Sequence[tuple[int, int]]) -> bool:
    index = bisect_left(ranges, (offset, 0)) - 1
    return index >= 0 and offset < ranges[index][1]


def _counts(match: Found, words: Sequence[Token], text: str, any_case: bool) -> bool:
    entry = match.entry
    if entry.flag("alone") and text[match.start - 1 : match.start] == "-":
        return False
    if entry.flag("alone") and not (_opens(match.start, text) and _closes(match.end, text)):
        return False
    if (entry.flag("fields_only") and not any_case) or (entry.flag("opens") and not _opens(match.start, text)):
        return False
    written = text[match.start : match.end]
    if written.isupper() or (match.exact and not entry.phrase.isupper()):
        return True
    if entry.flag("after"):
        return any_case and _closes(match.end, text)
    if any_case and (
        entry.flag("opens") or match.last - match.first > 3 or _closes(match.end, text) or _asks_more(match, words)
    ):
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
    following = words[match.last].key if match.last < len(words) else ""
    if entry.flag("place") and (following in words_of("before_day") or following in words_of("before_days")):
        return True
    return entry.text("kind") == "mandatory-credit" or any(map(entry.flag, ("before", "until", "days")))


def _opens(offset: int, text: str) -> bool:
    before = text[max(0, offset - NEAR) : offset].rstrip()
    return not before or before[-1] in '.;:/|-–—([*,!?)”"]'


def _closes(offset: int, text: str) -> bool:
    after = text[offset : offset + NEAR].lstrip()
    return not after or after[0] in ".;:/|-–—)]*,!"


def _clause(match: Found, inside: tuple[str, ...], reading: _Reading) -> tuple[Restriction | None, int]:
    """The clause that a phrase opens with its details, and the token after it; ``None`` where it is none.

    :param inside: the countries that stand inside the phrase.
    """
    entry, kind = match.entry, match.entry.text("kind")
    words, lexicon = reading.words, reading.lexicon
    if kind == "mandatory-credit":
        if entry.flag("quoted") and not (match.last < len(words) and words[match.last].text in _MARKS):
            return None, match.last
        asked = required_credit(reading.text, words, match, lexicon, reading.any_case)
        return Restriction(kind, match.start, asked.end, credit=asked.text), asked.last
    if entry.flag("after") or entry.flag("before"):
        within = Places(inside, match.start, match.end, match.last) if inside else None
        places = within or _places_of(match, reading)
        if places is None:
            return None, match.last
        kind = kind if places.codes else "outlet-out"
        clause = Restriction(kind, min(match.start, places.start), places.end, places.codes)
        return _limited(clause, entry, places.last, reading)
    clause = Restriction(kind, match.start, match.end, inside, entry.texts("channels") or entry.texts("products"))
    if not inside and entry.flag("front") and (front := place_in_front(words, match, reading.floor, lexicon)):
        clause = clause._replace(start=front.start, territories=front.codes)
    elif kind == "product-out" and (first := some_papers(words, match, reading.floor)) is not None:
        clause = Restriction("outlet-out", words[first].start, match.end)
    clause, last = _limited(clause, entry, match.last, reading)
    needs_time = kind == "use-until" and clause.until is None and clause.days is None
    return (None if needs_time else clause), last


def _places_of(match: Found, reading: _Reading) -> Places | None:
    """The countries of a phrase that says nothing without one: ``JAPAN OUT``, ``NO USE IN JAPAN``, ``OUT: JAPAN``."""
    words, last, lexicon = reading.words, match.last, reading.lexicon
    if match.entry.flag("before"):
        return places_after(words, last, lexicon)
    following = words[last] if last < len(words) else None
    timed = days_after(words, last, lexicon) or until_after(words, last, lexicon)
    if following is not None and following.key in words_of("not_after_out") and not timed:
        return None
    before = places_before(words, match, reading.floor, lexicon, reading.any_case)
    if before is None and reading.any_case and following is not None and following.text == ":":
        return places_after(words, last + 1, lexicon)
    return before


def _limited(clause: Restriction, entry: Entry, last: int, reading: _Reading) -> tuple[Restriction, int]:
    """A clause with the countries, the days and the last day that stand behind it, in any order."""
    words, lexicon = reading.words, reading.lexicon
    for _ in range(3):
        if entry.flag("place") and not clause.territories and (places := places_after(words, last, lexicon, link=True)):
            clause, last = clause._replace(territories=places.codes, end=places.end), places.last
        elif clause.until is None and (until := until_after(words, last, lexicon, led=entry.flag("until"))):
            clause, last = clause._replace(until=until.value, end=until.end), until.last
        elif clause.days is None and (counted := days_after(words, last, lexicon)):
            clause, last = clause._replace(days=counted.days, end=counted.end), counted.last
        else:
            break
    if entry.flag("far") and clause.until is None and (until := until_within(words, last, lexicon)):
        clause = clause._replace(until=until.value)  # what stands between may be a clause of its own
    return clause, last


def _continued(match: Found, last: int, reading: _Reading, found: list[Restriction]) -> int:
    """Add what a list goes on to forbid under the same first word (``NO ARCHIVES OR SALES``); the token after it."""
    words = reading.words
    index = phrases(reading.lexicon, "restrictions")
    head = words[match.first]
    if head.key not in words_of("negations"):
        return last
    while last + 1 < len(words) and lists(words[last]) and index.at(words, last + 1) is None:
        more = continued(index, words, head, last + 1)
        if more is None:
            break
        added, after = _clause(more, (), reading)
        if added is None:
            break
        found.append(added)
        last = after
    return last


def apart_in(text: str, lexicon: Lexicon) -> tuple[Restriction, ...]:
    """The clauses that show a desk's hand anywhere in a caption, its head too: ``(UK OUT FOR 28 DAYS) The mayor …``.

    They stand between signs or are too long to be chance; a country that is OUT (of a cup, say) stands in brackets.
    """
    return tuple(clause for clause in restrictions_in(text, lexicon) if _apart(clause, text))


def _apart(clause: Restriction, text: str) -> bool:
    before, after = text[: clause.start].rstrip()[-1:], text[clause.end :].lstrip()[:1]
    if text.endswith("OUT", clause.start, clause.end) or clause.territories or clause.kind == "outlet-out":
        return bool(before) and before in "([*-" and bool(after) and after in ")]*-,;/"
    quoted_credit = clause.credit is not None and text[clause.end - 1] in _CLOSED
    if quoted_credit or text.count(" ", clause.start, clause.end) >= _LONG:
        return True
    return (not before or before in ".!?;:/|()[]*+-–—") and (not after or after in ".;:/|()[]*+-–—,")


_LONG = 5
"""A clause with so many spaces or more is no chance."""
_CLOSED = frozenset('"”»“')


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
