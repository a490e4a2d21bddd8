"""Reads what stands beside a restriction's words: countries, days, a last day of use, the credit asked for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from compliance.language.credit_phrases import Found, Token, phrases, tokens
from compliance.language.credit_words import words as words_of
from compliance.lexicon import Entry, Lexicon
from compliance.record import Record

_SIGNS = frozenset(",/&;-")
LONGEST_CREDIT = 300
"""Quotation marks hold a credit of so many code points at most."""
LONGEST_UNMARKED = 9
"""Without a colon, so many words and signs at most are a credit; more are the next sentence."""
_DASHES = frozenset("-–—")


class Places(Record):
    """Countries that a clause names: ISO codes, and what it takes in text and tokens."""

    codes: tuple[str, ...]
    start: int
    end: int
    last: int
    kind: str = "territory-out"


class Until(Record):
    """A last day of use."""

    value: str
    end: int
    last: int


class Days(Record):
    """A number of days."""

    days: int
    end: int
    last: int


class Asked(Record):
    """The credit that must be shown; ``None`` where the clause names none."""

    text: str | None
    end: int
    last: int


def _lists(word: Token) -> bool:
    return word.text in _SIGNS or word.key in words_of("joiners")


def _codes(entry: Entry) -> tuple[str, ...]:
    return entry.texts("codes") or entry.texts("code")


def _territory(words: Sequence[Token], index: int, lexicon: Lexicon) -> Found | None:
    found = phrases(lexicon, "territories").at(words, index)
    if found is None:
        return None
    written = "".join(word.text for word in words[found.first : found.last])
    short = len(written.replace(".", "")) <= 3
    return found if (written.isupper() if short else written[:1].isupper()) else None


def places_before(words: Sequence[Token], match: Found, lexicon: Lexicon) -> Places | None:
    """The countries in front of ``OUT``; an agency or station there makes it the outlet's own clause."""
    following = words[match.last].key if match.last < len(words) else ""
    if following in words_of("not_after_out") or (
        match.first and words[match.first - 1].text == "-" and _glued(words, match)
    ):
        return None
    codes: set[str] = set()
    index = match.first
    first = match.first
    while index > 0:
        place = _ending_at(words, index, lexicon)
        if place is None:
            break
        codes.update(_codes(place.entry))
        first = index = place.first
        while index > 0 and _lists(words[index - 1]):
            index -= 1
    if codes:
        return Places(tuple(sorted(codes)), words[first].start, match.end, match.last)
    outlet = _outlet_before(words, match.first, lexicon)
    if outlet is not None:
        return Places((), outlet.start, match.end, match.last, "outlet-out")
    return None


def _glued(words: Sequence[Token], match: Found) -> bool:
    return words[match.first - 1].end == match.start


def _ending_at(words: Sequence[Token], index: int, lexicon: Lexicon) -> Found | None:
    for first in range(max(0, index - 8), index):
        found = _territory(words, first, lexicon)
        if found is not None and found.last == index:
            other = first > 0 and words[first - 1].key in words_of("other_place")
            return None if other else found
    return None


def _outlet_before(words: Sequence[Token], index: int, lexicon: Lexicon) -> Found | None:
    for name in ("state-media", "agencies"):
        for first in range(max(0, index - 4), index):
            found = phrases(lexicon, name).at(words, first)
            if found is not None and found.exact and found.last == index:
                return found
    return None


def places_after(words: Sequence[Token], index: int, lexicon: Lexicon, *, link: bool = False) -> Places | None:
    """The countries behind ``NO USE IN``.

    :param link: the phrase itself has no preposition: one must come first (``NO SALES IN JAPAN``).
    """
    if link and (index >= len(words) or words[index].key not in words_of("places")):
        return None
    codes: set[str] = set()
    start = end = last = -1
    while index < len(words):
        if words[index].key in words_of("articles") or (codes and _lists(words[index])):
            index += 1
            continue
        place = _territory(words, index, lexicon)
        if place is None:
            break
        if codes and place.last < len(words) and words[place.last].text == "OUT":
            break
        codes.update(_codes(place.entry))
        start = place.start if start < 0 else start
        end, index, last = place.end, place.last, place.last
    return Places(tuple(sorted(codes)), start, end, last) if codes else None


def days_after(words: Sequence[Token], index: int, lexicon: Lexicon) -> Days | None:
    """``AFTER 14 DAYS``, ``FOR 14 DAYS`` behind a phrase; weeks and months are counted in days."""
    stop = min(len(words), index + 5)
    while index < stop and words[index].key in words_of("before_days"):
        index += 1
    if index + 1 >= len(words) or not words[index].text.isdecimal():
        return None
    after = index + 2 if words[index + 1].text == "-" and index + 2 < len(words) else index + 1
    unit = lexicon.find("time_units", words[after].key) if "time_units" in lexicon else None
    length = _UNITS.get(unit.text("unit")) if unit else None
    if length is None or len(words[index].text) > 4:
        return None
    return Days(int(words[index].text) * length, words[after].end, after + 1)


_UNITS = {"day": 1, "week": 7, "month": 30, "year": 365}


def until_after(words: Sequence[Token], index: int, lexicon: Lexicon) -> Until | None:
    """A day behind a phrase: ``18 MAY 2023``, ``MAY 18``, ``18 DE MAYO``, ``2023-05-18``, ``18/05/2023``."""
    at = index
    while at < min(len(words), index + 4) and (words[at].text == ":" or words[at].key in words_of("before_day")):
        at += 1
    ahead = words[at : at + 6]
    numbers = [word.text for word in ahead]
    if len(numbers) >= 5 and numbers[1] == numbers[3] and numbers[1] in "-/." and _digits(numbers, 0, 2, 4):
        first, second, third = (int(numbers[k]) for k in (0, 2, 4))
        year, month, day = (first, second, third) if len(numbers[0]) == 4 else (third, second, first)
        value = _iso(year + 2000 if year < 100 else year, month, day)
        return Until(value, ahead[4].end, at + 5) if value else None
    return _named_day(ahead, at, lexicon)


def _digits(numbers: Sequence[str], *places: int) -> bool:
    return all(numbers[k].isdecimal() and len(numbers[k]) <= 4 for k in places)


def _named_day(ahead: Sequence[Token], at: int, lexicon: Lexicon) -> Until | None:
    day = month = year = 0
    end = last = 0
    for offset, word in enumerate(ahead):
        if word.text.isdecimal() and len(word.text) <= 2 and not day:
            day = int(word.text)
        elif word.text.isdecimal() and len(word.text) == 4 and month:
            year = int(word.text)
        elif not month and (named := _month(word, lexicon)):
            month = named
        elif word.text in ",." or word.key in words_of("inside_day"):
            continue
        else:
            break
        end, last = word.end, at + offset + 1
        if day and month and year:
            break
    if not day or not month:
        return None
    value = _iso(year, month, day)
    return Until(value, end, last) if value else None


def _month(word: Token, lexicon: Lexicon) -> int:
    entry = lexicon.find("months", word.key) if "months" in lexicon else None
    value = entry.data.get("month") if entry else None
    return value if isinstance(value, int) else 0


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        date(year or 2000, month, day)
    except ValueError:
        return None
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"XXXX-{month:02d}-{day:02d}"


def required_credit(text: str, words: Sequence[Token], match: Found, lexicon: Lexicon, any_case: bool) -> Asked:
    """The words behind ``MANDATORY CREDIT``, in quotation marks or up to the clause's end."""
    index = match.last
    colon = match.entry.flag("reads")
    dash = False
    while index < len(words) and (words[index].text in ":-–—*" or words[index].key in words_of("before_credit")):
        colon = colon or words[index].text == ":"
        dash = dash or words[index].text in _DASHES
        index += 1
    nothing = Asked(_credit_before(text, match, lexicon) if any_case else None, match.end, match.last)
    if index >= len(words):
        return nothing
    opening = words[index].text
    if opening in _PAIRS:
        stop = text.find(_PAIRS[opening], words[index].end, words[index].end + LONGEST_CREDIT)
        if stop > 0:
            return Asked(text[words[index].end : stop].strip(), stop + 1, _token_at(words, stop + 1))
        return nothing
    if (dash and not colon) or words[index].text in ".;,()/[]|*":
        return nothing
    asked = _until_clause_ends(text, words, index, lexicon, nothing)
    return asked if colon or asked.last - index <= LONGEST_UNMARKED else nothing


def _credit_before(text: str, match: Found, lexicon: Lexicon) -> str | None:
    """The credit line that instructions put before ``MANDATORY CREDIT``: an agency and a name joined by a slash."""
    low = max(0, match.start - LONGEST_CREDIT)
    ends = [at + 1 for stop in (". ", ";", "\n") if (at := text.rfind(stop, low, match.start)) >= 0]
    start = max(ends, default=low)
    before = text[start : match.start].strip(" ,*-–—([|")
    if "/" not in before:
        return None
    words = tokens(before)
    clauses, agencies = phrases(lexicon, "restrictions"), phrases(lexicon, "agencies")
    if any(clauses.at(words, index) for index in range(len(words))):
        return None
    found = (agencies.at(words, index) for index in range(len(words)))
    return before if any(agency is not None and agency.exact for agency in found) else None


_PAIRS = {'"': '"', "“": "”", "«": "»", "'": "'", "‘": "’", "„": "“"}


def _until_clause_ends(text: str, words: Sequence[Token], first: int, lexicon: Lexicon, nothing: Asked) -> Asked:
    clauses = phrases(lexicon, "restrictions")
    codes = phrases(lexicon, "desk-codes")
    index = first
    while index < len(words):
        word = words[index]
        spaced = text[word.start - 1 : word.start].isspace() and text[word.end : word.end + 1].isspace()
        if word.text in ';()[]*|"' or (word.text in _DASHES and spaced):
            break
        if word.text == "." and _ends_sentence(text, words, index):
            break
        found = clauses.at(words, index) or codes.at(words, index)
        if found is not None and index > first and text[found.start : found.end].isupper():
            break
        if found is not None and index == first:
            return nothing
        index += 1
    if index == first:
        return nothing
    end = words[index - 1].end
    asked = text[words[first].start : end].rstrip(" ,./-")
    # "required", "must be given": a credit has a capital, a figure or a handle
    if not asked or (asked.islower() and asked.replace(" ", "").isalpha()):
        return nothing
    return Asked(asked, words[first].start + len(asked), index)


def _ends_sentence(text: str, words: Sequence[Token], index: int) -> bool:
    after = text[words[index].end : words[index].end + 1]
    if after and not after.isspace():
        return False
    return index == 0 or len(words[index - 1].text) > 1


def _token_at(words: Sequence[Token], offset: int) -> int:
    return next((k for k, word in enumerate(words) if word.start >= offset), len(words))
