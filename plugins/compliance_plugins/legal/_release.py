"""Decides from which moment on an embargo lets a story be published, as far as its words say so.

A moment whose zone or hour is not told is a stretch of time: from the first moment it can be to the last.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING

from compliance.language.restrictions import restrictions_in
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.lexicon import Entry, Lexicon

_ZONES = "time-zones"
_HOURS = "hour-names"
_WEST, _EAST = -720, 840
"""How far behind and ahead of UTC any place is, in minutes."""
_DAY = 1440
_BRACKETS = str.maketrans("()[]", "    ")


class Release(Record):
    """The moment at which an embargo ends.

    :param told: whether the words name an hour or a day at all; ``until the minister has spoken`` names none.
    :param zoned: whether they name a time zone.
    :param day: the local day; ``None`` where it cannot be told.
    :param minutes: the local time, in minutes since midnight; ``None`` where no hour is named.
    :param first: the earliest moment it can be, in UTC; ``None`` without a day.
    """

    told: bool
    zoned: bool
    day: date | None = None
    minutes: int | None = None
    first: datetime | None = None


def release(words: str, lexicon: Lexicon, near: date | None) -> Release:
    """What an embargo's words say: ISO 8601, or as desks write it (``0001 GMT on Friday 9 May``).

    :param near: a day of the story, by which a year that is not written is told.
    """
    moment = _iso(words)
    if moment is not None:
        if moment.tzinfo is None:
            return _reckoned(moment.date(), moment.hour * 60 + moment.minute, None)
        first = _in_utc(moment)
        return Release(True, True, moment.date(), moment.hour * 60 + moment.minute, first)
    rest, zone = _without_zone(words, lexicon)
    rest, minutes = _without_hour(rest, lexicon)
    day = _day(rest, lexicon, near)
    if minutes is None and not any(sign.isdigit() for sign in words):
        return Release(False, zone is not None)
    return _reckoned(day, minutes, zone)


def _reckoned(day: date | None, minutes: int | None, zone: tuple[int, int] | None) -> Release:
    if day is None:
        return Release(True, zone is not None, None, minutes)
    ahead = zone[1] if zone else _EAST
    try:
        first = datetime.combine(day, time(), UTC) + timedelta(minutes=(minutes or 0) - ahead)
    except OverflowError:
        first = None
    return Release(True, zone is not None, day, minutes, first)


def _in_utc(moment: datetime) -> datetime | None:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def _iso(words: str) -> datetime | None:
    try:
        return datetime.fromisoformat(words.strip()) if len(words.strip()) > 10 else None
    except ValueError:
        return None


def last_moment(told: date) -> datetime | None:
    """The last moment, in UTC, that a day or a moment can be; without a zone it may be far behind UTC."""
    west = timezone(timedelta(minutes=_WEST))
    if not isinstance(told, datetime):
        told = datetime.combine(told, time(23, 59), west)
    return _in_utc(told if told.tzinfo is not None else told.replace(tzinfo=west))


def _without_zone(words: str, lexicon: Lexicon) -> tuple[str, tuple[int, int] | None]:
    """The words with the zone blanked out, and how far it is ahead of UTC, at least and at most, in minutes."""
    offset = _offset().search(words)
    if offset is not None:
        minutes = int(offset["hours"]) * 60 + int(offset["minutes"] or 0)
        ahead = minutes if offset["sign"] == "+" else -minutes
        return _blanked(words, offset.start("zone"), offset.end("zone")), (ahead, ahead)
    for entry in sorted(lexicon.entries(_ZONES), key=lambda entry: -len(entry.phrase)):
        found = _phrase(entry.phrase, entry.exact).search(words)
        if found is not None:
            return _blanked(words, *found.span()), (_number(entry, "least"), _number(entry, "most"))
    zulu = re.search(r"(?<=\d)Z\b", words)
    return (_blanked(words, *zulu.span()), (0, 0)) if zulu else (words, None)


def _without_hour(words: str, lexicon: Lexicon) -> tuple[str, int | None]:
    for entry in lexicon.entries(_HOURS):
        found = _phrase(entry.phrase, entry.exact).search(words)
        if found is not None:
            start = words[: found.start()].rstrip()
            figure = start.endswith("12")  # 12 noon
            return _blanked(words, len(start) - 2 if figure else found.start(), found.end()), _number(entry, "minutes")
    for found in _clock().finditer(words):
        hour, minute, half, unit, four = found.group("hour", "minute", "half", "unit", "four")
        if four:
            before = any(sign.isdigit() for sign in words[: found.start()])
            if four[:2] in ("19", "20") and (before or not words.startswith("  ", found.end())):
                continue  # a year; in front of a zone, which is blanked out, and of the day it is an hour
            hour, minute = four[:2], four[2:]
        elif not (minute or half or unit):
            continue
        minutes = _since_midnight(int(hour), int(minute or 0), (half or "").lower()[:1])
        return _blanked(words, *found.span()), minutes
    return words, None


def _since_midnight(hour: int, minute: int, half: str) -> int:
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return min(hour * 60 + minute, _DAY)


def _day(words: str, lexicon: Lexicon, near: date | None) -> date | None:
    figures = re.search(r"\b(\d\d?)[/.-](\d\d?)[/.-]\d\d", words)
    if figures and int(figures[1]) <= 12 and int(figures[2]) <= 12 and figures[1] != figures[2]:
        return None  # it is read in two ways
    plain = " ".join(words.translate(_BRACKETS).split())
    clauses = restrictions_in(f"EMBARGO UNTIL {plain}", lexicon, any_case=True)
    until = next((clause.until for clause in clauses if clause.until), None)
    if until is None:
        return None
    if not until.startswith("XXXX"):
        return date.fromisoformat(until)
    if near is None:
        return None
    month, day = int(until[5:7]), int(until[8:])
    years = [near.year + step for step in (-1, 0, 1) if 1 <= near.year + step <= 9999]
    days = [date(year, month, day) for year in years if day < 29 or _exists(year, month, day)]
    return min(days, key=lambda one: abs(one - near), default=None)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _blanked(words: str, start: int, end: int) -> str:
    return words[:start] + " " * (end - start) + words[end:]


def _number(entry: Entry, key: str) -> int:
    value = entry.data.get(key)
    return value if isinstance(value, int) else 0


@cache
def _phrase(phrase: str, exact: bool) -> re.Pattern[str]:
    letters = re.escape(phrase).replace(r"\ ", r"\s+")
    # the zone may stand right behind its hour: 1200GMT
    return re.compile(rf"(?<![^\W\d]){letters}(?!\w)", 0 if exact else re.IGNORECASE)


@cache
def _offset() -> re.Pattern[str]:
    number = r"(?P<sign>[+-])(?P<hours>\d\d?)(?::?(?P<minutes>[0-5]\d))?(?![\d-])"
    return re.compile(rf"(?P<zone>(?:(?:UTC|GMT)\s?|(?<=[T\s]\d\d:\d\d)\s?|(?<=:\d\d:\d\d)\s?){number})")


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\d/.:-])(?:(?P<four>(?:[01]\d|2[0-4])[0-5]\d)(?![\d/:-])"
        r"|(?P<hour>[01]?\d|2[0-4])(?:[:.h](?P<minute>[0-5]\d)(?![\d/-]|\.\d))?(?!\d)"
        r"\s?(?:(?P<half>[ap]\.?\s?m\b)\.?|(?P<unit>(?:h|horas|hrs|hours)\b))?)",
        re.IGNORECASE,
    )
