"""Finds a day written in full, with its month and year, in a line of a page: ``Dec. 29, 2014``, ``29 de mayo de 2014``.

Only what can be read in one way counts: figures alone are read where the year comes first (``2018/6/19``).
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.record import Record

if TYPE_CHECKING:
    import re

    from compliance.lexicon import Lexicon


class FullDate(Record):
    """A day and where it is written, offsets in the text it was found in."""

    span: Span
    day: date


def full_date(text: str, lexicon: Lexicon) -> FullDate | None:
    """The first day of a text that is written with day, month and year."""
    found = [one for form in _forms() for match in form.finditer(text) if (one := _valued(match, lexicon)) is not None]
    return min(found, default=None)


def _valued(match: re.Match[str], lexicon: Lexicon) -> FullDate | None:
    month = match["month"]
    try:
        number = int(month) if month.isdecimal() else _month(month, lexicon)
        return FullDate(Span(match.start(), match.end()), date(int(match["year"]), number, int(match["day"])))
    except ValueError:
        return None


def _month(word: str, lexicon: Lexicon) -> int:
    """The number of a month; 0, which no date has, for another word."""
    entry = lexicon.find("months", word.rstrip(".")) if "months" in lexicon else None
    value = entry.data.get("month") if entry is not None else None
    return value if isinstance(value, int) else 0


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    import re

    day, month, year = r"(?P<day>[0-3]?\d)", r"(?P<month>[^\W\d_]{3,12})\.?", r"(?P<year>(?:19|20)\d\d)(?!\d)"
    return (
        re.compile(rf"\b{day}(?:st|nd|rd|th|\.|º)?(?: de| of)? {month},?(?: de| del)? {year}"),
        re.compile(rf"\b{month} {day}(?:st|nd|rd|th)?,? {year}"),
        re.compile(r"\b(?P<year>(?:19|20)\d\d)[-/.年] ?(?P<month>\d{1,2})[-/.月] ?(?P<day>\d{1,2})(?!\d)"),
    )
