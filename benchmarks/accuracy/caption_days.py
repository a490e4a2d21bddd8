"""The day that a caption writes out, found and written again in the same form, without the analyses that are measured.

A day is read where its month stands beside it in letters: ``Monday, Jan. 12, 2015``, ``12 January``, ``16 de abril de
2023``. What is harder to read is left out of the mutants, so that a mutant is what it says it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(),
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "es": "lunes martes miércoles jueves viernes sábado domingo".split(),
}
YEARS = range(2014, 2026)
_WHOLE = 5
"""A month's name of so few letters is not shortened."""


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as a caption writes it.

    :param year: none where it is not written.
    :param parts: where weekday, day, month and year stand; those that are not written are missing.
    """

    month: int
    day: int
    year: int | None
    parts: dict[str, tuple[int, int]]

    @property
    def span(self) -> tuple[int, int]:
        """From its first part to its last."""
        return min(start for start, _ in self.parts.values()), max(end for _, end in self.parts.values())


def written_days(text: str, language: str) -> list[WrittenDay]:
    """Every day that a text writes out."""
    found = []
    for match in _pattern(language).finditer(text):
        parts = {name.rstrip("12"): match.span(name) for name, value in match.groupdict().items() if value}
        day, year = text[slice(*parts["day"])], text[slice(*parts.get("year", (0, 0)))]
        month = _month(text[slice(*parts["month"])], language)
        if month is not None and 0 < int(day) < 32:
            found.append(WrittenDay(month, int(day), int(year) if year else None, parts))
    return found


def only_day(text: str, language: str) -> date | None:
    """The day that a caption is of, where it writes out one day and no other: in the year it writes, else in a recent
    one in which the weekday fits.
    """
    days = written_days(text, language)
    years = {each.year for each in days if each.year}
    if len({(each.month, each.day) for each in days}) != 1 or len(years) > 1:
        return None
    names = {text[slice(*each.parts["weekday"])][:3].lower() for each in days if "weekday" in each.parts}
    heads = [name[:3] for name in WEEKDAYS[language]]
    for year in years or YEARS:
        try:
            day = date(year, days[0].month, days[0].day)
        except ValueError:
            return None
        if all(name == heads[day.weekday()].lower() for name in names):
            return day
    return None


def moved(text: str, language: str, day: date) -> str:
    """The text with another day in place of each that it writes out, weekdays and years where they stand."""
    for written in reversed(written_days(text, language)):
        values = {
            "weekday": WEEKDAYS[language][day.weekday()],
            "day": f"{day.day:02d}" if text[written.parts["day"][0]] == "0" else str(day.day),
            "month": MONTHS[language][day.month - 1],
            "year": str(day.year),
        }
        for name, (start, end) in sorted(written.parts.items(), key=lambda part: -part[1][0]):
            text = text[:start] + _like(text[start:end], values[name]) + text[end:]
    return text


def with_weekday(text: str, language: str, weekday: int) -> str:
    """The text with a weekday before its last day, in place of the one that stands there if one does."""
    written = written_days(text, language)[-1]
    name = WEEKDAYS[language][weekday]
    start, end = written.parts.get("weekday", (written.span[0],) * 2)
    if start < end:
        return text[:start] + _like(text[start:end], name) + text[end:]
    comma = "," if language == "en" else ""
    return f"{text[:start]}{name}{comma} {text[start:]}"


def _like(old: str, new: str) -> str:
    """The new word as the old one is written: shortened, in capitals."""
    short = old.rstrip(".")
    if old[-1] == "." or (len(short) <= 4 and len(new) > _WHOLE and short.isalpha() and not _is_whole(short)):
        new = new[:3] + old[len(short) :]
    if old.isupper() and len(old) > 1:
        return new.upper()
    return new[:1].upper() + new[1:] if old[:1].isupper() else new


def _is_whole(word: str) -> bool:
    return any(word.lower() == name.lower() for names in MONTHS.values() for name in names)


def _month(word: str, language: str) -> int | None:
    """A month by its first three letters."""
    heads = [name[:3].lower() for name in MONTHS[language]]
    head = word[:3].lower()
    return heads.index(head) + 1 if head in heads else None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    def names(words: list[str]) -> str:
        return "|".join(f"{word}|{word[:3]}\\.?" for word in words).replace("Sep\\.?", "Sept?\\.?")

    months, weekdays = names(MONTHS[language]), names(WEEKDAYS[language])
    before = rf"(?:(?P<weekday>\b(?:{weekdays})),? (?:the )?)?"
    year = r"(?:19|20)\d\d\b"
    if language == "es":
        return re.compile(
            rf"(?i){before}\b(?P<day>\d\d?)(?: de)? (?P<month>{months})\b(?:(?: del?)? (?P<year>{year}))?"
        )
    day_first = rf"\b(?P<day1>\d\d?)(?:st|nd|rd|th)? (?:of )?(?P<month1>{months})(?!\w)(?:,? (?P<year1>{year}))?"
    month_first = rf"\b(?P<month2>{months}) (?P<day2>\d\d?)(?:st|nd|rd|th)?\b(?:,? (?P<year2>{year}))?"
    return re.compile(rf"(?i){before}(?:{month_first}|{day_first})")
