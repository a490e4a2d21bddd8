"""Decides where a story's dateline stands and what it says, and which day the story reports.

``Moscow, Apr 18 (EFE).-``, ``MADRID, 29 May. (EUROPA PRESS) -``, ``BEIRUT/THE HAGUE, March 7 (Reuters) -``,
``LA CROSSE, Wis. (AP) —``, ``WASHINGTON —``, ``MOSCOW, April 18. /TASS/.``, ``(ANSA) - ROMA, 18 APR -``,
``(AP) —``: place, day and agency, each of which may be missing, and the sign that closes them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Role, Span
from compliance.record import Record

if TYPE_CHECKING:
    import re

    from compliance.article import Article
    from compliance.lexicon import Lexicon

_REACH = 140
_LATEST_DASH = 70
"""Without an agency the sign that closes a dateline begins here at the latest: a space and a stop may be in front."""
_PLACE_WORDS = 7


class Dateline(Record):
    """A dateline; offsets are those of the text it was found in.

    :param span: place to closing sign, the space behind it not.
    :param place: the place or places; empty span where none is given.
    :param places: their names.
    :param agency: where the agency's name stands, brackets excluded; ``None`` without one.
    :param day: the day of the month, where given.
    :param month: the month, 1 to 12.
    :param year: the year, where written.
    :param date_span: where day, month and year stand.
    :param weekday: 0 for Monday, where one is written.
    """

    span: Span
    place: Span
    places: tuple[str, ...]
    agency: Span | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    date_span: Span | None = None
    weekday: int | None = None

    @property
    def start(self) -> int:
        """First code point."""
        return self.span.start

    @property
    def end(self) -> int:
        """One past the closing sign."""
        return self.span.end

    def moved(self, offset: int) -> Dateline:
        """The same dateline in a text in which this one starts at an offset."""

        def by(span: Span | None) -> Span | None:
            return None if span is None else Span(span.start + offset, span.end + offset)

        return self._replace(
            span=Span(self.span.start + offset, self.span.end + offset),
            place=Span(self.place.start + offset, self.place.end + offset),
            agency=by(self.agency),
            date_span=by(self.date_span),
        )


def find_dateline(text: str, lexicon: Lexicon) -> Dateline | None:
    """The dateline that a text opens with, if it does.

    :param lexicon: its lists ``agencies``, ``months`` and ``weekdays`` are used where they exist.
    """
    start = len(text) - len(text.lstrip()) if text[:1].isspace() else 0
    head = text[start : start + _REACH]
    bracketed = "(" in head or "/" in head
    near = head[: _LATEST_DASH + 3]
    # asked of the opening paragraphs of every story: one by one, which costs less than to go through a list
    dashed = " -" in near or ".-" in near or "_" in near
    dashed = dashed or (not near.isascii() and ("–" in near or "—" in near or "―" in near))
    if not (bracketed or dashed) or "\n\n" in head[:8]:
        return None
    head = head.partition("\n\n")[0]
    found = _bracketed(head, lexicon) if bracketed else None
    if found is None and dashed:
        found = _bare(head, lexicon)
    return found.moved(start) if found is not None and start else found


def read_dateline(text: str, lexicon: Lexicon) -> Dateline | None:
    """The dateline of a text that is known to be one, its closing sign there or not."""
    found = find_dateline(text, lexicon)
    if found is not None:
        return found
    bare = text.strip().rstrip(".-–—_ ")
    start = text.find(bare)
    found = _place_and_date(bare, 0, len(bare), lexicon, Span(0, len(bare)), None, True) if bare else None
    return found.moved(start) if found is not None else None


def dateline(article: Article) -> Dateline | None:
    """The story's dateline."""
    role = Role.DATELINE
    for block in article.blocks:
        if block.role is role and block:
            found = read_dateline(article[block], article.lexicon)
            return found.moved(block.start) if found is not None else None
    return None


# -- the parts ---------------------------------------------------------------------------------------------


def _bracketed(head: str, lexicon: Lexicon) -> Dateline | None:
    """A dateline with an agency in brackets or slashes."""
    match = _agency_pattern()(head)
    while match is not None:
        agency = Span(*match.span(1) if match[1] else match.span(2))
        name = head[agency.start : agency.end]
        known = "agencies" in lexicon and lexicon.find("agencies", name.strip()) is not None
        close = _closer()(head, match.end())
        dash = close is not None and bool(close[0].strip(" ."))
        if known or (dash and _looks_like_agency(name)):
            break
        # brackets behind a place may name its country or province: "Valdeoro (España), 6 nov (EFE).-"
        match = _agency_pattern()(head, match.end()) if head[: match.start()].strip() else None
    if match is None:
        return None
    front = head[: match.start()].rstrip()
    if not front:
        return _agency_first(head, match.end(), close, agency, lexicon) if dash else None
    end = match.end() + (len(close[0].rstrip()) if close is not None else 0)
    found = _place_and_date(head, 0, len(front), lexicon, Span(0, end), agency, False)
    if found is None or (not dash and found.day is None and not known):
        return None
    if not dash and found.day is None and not (close and close[0].strip()):
        return None
    return found


def _agency_first(
    head: str, after: int, close: re.Match[str] | None, agency: Span, lexicon: Lexicon
) -> Dateline | None:
    """``(AP) — The …``, and ``(ANSA) - ROMA, 18 APR - …``."""
    first_end = after + (len(close[0].rstrip()) if close is not None else 0)
    start = after + (len(close[0]) if close is not None else 0)
    second = _dash()(head, start)
    if second is not None:
        found = _place_and_date(head, start, second.start(), lexicon, Span(0, second.end()), agency, False)
        if found is not None and (found.day is not None or head[found.place.start : found.place.end].isupper()):
            return found
    return Dateline(Span(0, first_end), Span(0, 0), (), agency)


def _bare(head: str, lexicon: Lexicon) -> Dateline | None:
    """A dateline without an agency: a place in capitals or with a date, or closed by ``.-``."""
    match = _dash()(head)
    if match is None or match.start() > _LATEST_DASH:
        return None
    front = head[: match.start()].rstrip(" .")
    if not front or "(" in front or ":" in front:
        return None
    found = _place_and_date(head, 0, len(front), lexicon, Span(0, match.end()), None, False)
    if found is None:
        return None
    place = head[found.place.start : found.place.end]
    if not found.places or (found.date_span is not None and "," not in head[found.place.end : found.date_span.start]):
        return None
    letters = [c for c in place.partition(",")[0] if c.isalpha()]
    if len(letters) < 3 or place.strip(". ").upper() in _no_places(lexicon):
        return None
    if len(found.places) == 1 and "agencies" in lexicon and lexicon.find("agencies", found.places[0]) is not None:
        found = found._replace(agency=found.place, place=Span(0, 0), places=())
    capitals = all(c.isupper() for c in letters)
    tight = match[0].startswith(".")
    if not capitals and not tight and found.day is None:
        return None
    rest = head[match.end() :].lstrip()
    if not rest or _opens_with_date(rest, lexicon):
        return None
    if capitals and found.day is None and not tight and (rest[0].islower() or rest[0].isdecimal()):
        return None
    return found


def _opens_with_date(rest: str, lexicon: Lexicon) -> bool:
    """A picture agency's caption header: ``LONDON, ENGLAND - APRIL 16: …``, ``MADRID, SPAIN - 2019/04/03: …``."""
    word = rest.split(None, 1)[0].strip(".,:")
    return word[:4].isdecimal() or (_month(word, lexicon) is not None and ":" in rest[:20])


def _no_places(lexicon: Lexicon) -> frozenset[str]:
    return _words_that_are_no_place()


@cache
def _words_that_are_no_place() -> frozenset[str]:
    from compliance.language.locale import languages, locale_data

    words = (word for tongue in languages() for word in locale_data(tongue, "dates").get("no_places", ()))
    return frozenset(word.upper() for word in words)


def _place_and_date(
    head: str, start: int, end: int, lexicon: Lexicon, span: Span, agency: Span | None, loose: bool
) -> Dateline | None:
    """Part what stands before the agency into place, weekday and date; ``None`` where it is neither."""
    cut, day, month, year, weekday, date_start = end, None, None, None, None, None
    pieces = head[start:end].split()
    index = len(pieces)
    while index > 0:
        word = pieces[index - 1].strip(".,")
        number = word.rstrip("ºª°stndrh") if word[:1].isdecimal() else ""
        if number.isdecimal() and len(number) == 4 and year is None and 1900 <= int(number) < 2200:
            year = int(number)
        elif number.isdecimal() and len(number) < 3 and day is None and 0 < int(number) < 32:
            day = int(number)
        elif (
            month is None
            and (found := _month(word, lexicon)) is not None
            and (day is not None or _number_before(pieces, index))
        ):
            month = found
        elif weekday is None and index > 1 and (at := _weekday(word, lexicon)) is not None and not word.isupper():
            weekday = at
        elif not (word.lower() in ("de", "del", "of", "the") and date_start is not None):
            break
        index -= 1
        # nothing but space stands behind it: so its last place is its own
        cut = date_start = head.rfind(pieces[index], start, cut)
    if year is not None and day is None and not loose:
        return None
    place_end = cut if date_start is None else len(head[:cut].rstrip(" ,.;"))
    place = Span(start, max(start, place_end if date_start is not None else len(head[:end].rstrip(" ,"))))
    words = head[place.start : place.end].split()
    if len(words) > _PLACE_WORDS or not (words or date_start is not None) or not _reads_as_place(words):
        return None
    date_span = None
    if day is not None and date_start is not None:
        date_span = Span(date_start, len(head[:end].rstrip().rstrip(" ,.")))
        if weekday is not None:
            date_span = Span(date_start, date_span.end)
    towns = _in_brackets().sub("", head[place.start : place.end]).partition(",")[0]
    names = tuple(n.strip(" .") for n in towns.split("/") if n.strip())
    return Dateline(span, place, names, agency, day, month, year, date_span, weekday)


def _number_before(pieces: list[str], index: int) -> bool:
    """Whether the word before a month is its day (``18 de abril``)."""
    near = [piece.strip(".,º") for piece in pieces[max(0, index - 3) : index - 1]]
    return any(word.isdecimal() and len(word) < 3 for word in near)


def _reads_as_place(words: list[str]) -> bool:
    """Each word has a capital or is a small word inside a name (``Rio de Janeiro``)."""
    for position, word in enumerate(words):
        bare = word.strip(".,/'’-()")
        if not bare:
            continue
        if bare[0].isdecimal() or not (bare[0].isupper() or bare[0] in "'’¿" or (position and len(bare) <= 4)):
            return False
        if any(c in word for c in ':;!?"“”«»'):
            return False
    return not words or not words[-1].strip(".,").islower()


def _looks_like_agency(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    if not letters or len(name) > 30 or any(c.isdecimal() for c in name):
        return False
    return all(c.isupper() for c in letters) or (len(letters) <= 5 and " " not in name)


def _month(word: str, lexicon: Lexicon) -> int | None:
    entry = lexicon.find("months", word) if "months" in lexicon else None
    value = entry.data.get("month") if entry is not None else None
    return value if isinstance(value, int) else None


def _weekday(word: str, lexicon: Lexicon) -> int | None:
    entry = lexicon.find("weekdays", word) if "weekdays" in lexicon else None
    value = entry.data.get("day") if entry is not None else None
    return value if isinstance(value, int) else None


@cache
def _agency_pattern():  # type: ignore[no-untyped-def]  # the bound method of a pattern
    import re

    return re.compile(r"\(([^()\n]{2,40})\)|/([A-Z][\w -]{2,24})/(?=\.| --?[ \n])").search


@cache
def _in_brackets():  # type: ignore[no-untyped-def]  # a pattern
    import re

    return re.compile(r" ?\([^()]*\)")


@cache
def _closer():  # type: ignore[no-untyped-def]  # the bound method of a pattern
    import re

    return re.compile(r"[ .]{0,2}(?:--?|[–—_―])?(?:[ \n]+|$)|\.").match


@cache
def _dash():  # type: ignore[no-untyped-def]  # the bound method of a pattern
    import re

    # every branch begins with a sign of its own, which the engine looks for; what must stand before it is asked next
    after_a_word = r" (?<=[\w.)] )(?:\.[-–—]+|\. ?—)|\.(?<=[\w.)]\.)(?:[-–—]+| ?—)"
    after_a_gap = r"-(?<=[ .]-)-?|–(?<=[ .]–)|—(?<=[ .]—)|_(?<=[ .]_)|―(?<=[ .]―)"
    return re.compile(rf"(?:{after_a_word}|{after_a_gap})(?=[ \n]|$)").search
