"""Reads how long a restriction's words hold: a number of days, or the last day of use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from compliance.language.credit_phrases import Token
from compliance.language.credit_words import words as words_of
from compliance.lexicon import Lexicon
from compliance.record import Record

FARTHEST = 10
"""A day stands within so many words and signs behind its clause: hour, zone and weekday may come between."""
_UNITS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_HOURS_A_DAY = 24


FAR = 40
"""A licence says what it is for, and then until when, in so many words and signs."""


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


def days_after(words: Sequence[Token], index: int, lexicon: Lexicon) -> Days | None:
    """``AFTER 14 DAYS``, ``FOR 48 HOURS`` behind a phrase; hours, weeks and months are counted in days."""
    stop = min(len(words), index + 5)
    while index < stop and words[index].key in words_of("before_days"):
        index += 1
    if index + 1 >= len(words) or not words[index].text.isdecimal() or len(words[index].text) > 4:
        return None
    number = int(words[index].text)
    after = index + 2 if words[index + 1].text == "-" and index + 2 < len(words) else index + 1
    if words[after].key in words_of("hours"):
        return Days(-(-number // _HOURS_A_DAY), words[after].end, after + 1)
    unit = lexicon.find("time_units", words[after].key) if "time_units" in lexicon else None
    length = _UNITS.get(unit.text("unit")) if unit else None
    return Days(number * length, words[after].end, after + 1) if length else None


def until_after(words: Sequence[Token], index: int, lexicon: Lexicon, *, led: bool = False) -> Until | None:
    """A day behind a phrase: ``UNTIL 18 MAY 2023``, ``HASTA EL 18 DE MAYO``, ``BY NOON ON MONDAY, MAY 18``.

    :param led: the phrase itself ends in the preposition; without one the day is something else's.
    """
    if index >= len(words) or not (led or _leads(words[index])):
        return None
    for at in range(index, min(len(words), index + FARTHEST)):
        found = _figures(words[at : at + 5], at) or _named_day(words[at : at + 7], at, lexicon)
        if found is not None:
            return found
        if not _may_come_between(words[at], lexicon):
            return None
    return None


def until_within(words: Sequence[Token], index: int, lexicon: Lexicon) -> Until | None:
    """A last day further on in the same sentence: ``… über die Ausstellung in Hafenstadt bis zum 12.11.2023``."""
    for at in range(index, min(len(words), index + FAR)):
        word = words[at]
        if word.text in ";()[]|" or (word.text == "." and at + 1 < len(words) and words[at + 1].start > word.end):
            return None
        if word.key in words_of("up_to") and (found := until_after(words, at + 1, lexicon, led=True)):
            return found
    return None


def _leads(word: Token) -> bool:
    return word.key in words_of("before_day")


def _may_come_between(word: Token, lexicon: Lexicon) -> bool:
    """Prepositions, the hour with its zone, the weekday."""
    if word.text in ":,." or word.text[0].isdigit() or _leads(word) or word.key in words_of("hour_words"):
        return True
    return "weekdays" in lexicon and lexicon.find("weekdays", word.key) is not None


def _figures(ahead: Sequence[Token], at: int) -> Until | None:
    numbers = [word.text for word in ahead]
    if len(numbers) < 5 or numbers[1] != numbers[3] or numbers[1] not in ("-", "/", "."):
        return None
    if not all(numbers[k].isdecimal() and len(numbers[k]) <= 4 for k in (0, 2, 4)):
        return None
    first, second, third = (int(numbers[k]) for k in (0, 2, 4))
    year, month, day = (first, second, third) if len(numbers[0]) == 4 else (third, second, first)
    value = _iso(year + 2000 if year < 100 else year, month, day)
    return Until(value, ahead[4].end, at + 5) if value else None


def _named_day(ahead: Sequence[Token], at: int, lexicon: Lexicon) -> Until | None:
    """A day and a month side by side, in either order, the year behind them where there is one."""
    day = month = year = 0
    end = last = 0
    for offset, word in enumerate(ahead):
        number = _number(word)
        if number and number < 100 and not day:
            day = number
        elif len(word.text) == 4 and number and day and month:
            year = number
        elif not month and (named := _month(word, lexicon)):
            month = named
        elif offset and (word.text in ",." or word.key in words_of("inside_day")):
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


def _number(word: Token) -> int:
    """The number of a figure, also of one with its ending (``3RD``, ``1º``); 0 for other words."""
    figures = word.text
    for ending in words_of("inside_day"):
        if word.key.endswith(ending) and word.key[: -len(ending)].isdecimal():
            figures = word.key[: -len(ending)]
    figures = figures.rstrip("º°ª")
    return int(figures) if figures.isdecimal() and len(figures) <= 4 else 0


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
