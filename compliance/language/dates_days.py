"""Decides which days the calendar has, and in which year a day without one lies nearest."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def possible(year: int | None, month: int, day: int) -> bool:
    """Whether a month has such a day; 29 February is possible where the year is not known."""
    if not 1 <= month <= 12 or day < 1:
        return False
    return day <= monthrange(year if year is not None else 2000, month)[1]


def nearest_year(month: int, day: int, base: date) -> int:
    """The year in which a day and month lie nearest to another day."""
    years = [y for y in (base.year - 1, base.year, base.year + 1) if possible(y, month, day)]
    if not years:
        return base.year
    return min(years, key=lambda y: abs((date(y, month, day) - base).days))
