"""Decides how days without a year stand to a dateline without one, in a story whose year nobody tells."""

from __future__ import annotations

from datetime import date

from compliance.article import Article
from compliance.language.datelines import dateline
from compliance.language.dates import DateMention, date_reading
from compliance.language.dates_resolve import nearest_year, possible

ANY_YEAR = 2000
"""A year with a 29 February; no weekday of it is ever asked for."""


def dateline_day(article: Article) -> date | None:
    """The dateline's day in any year; ``None`` where the story's own day is known, or no dateline says one."""
    if article.get(date_reading).base is not None:
        return None
    line = article.get(dateline)
    if line is None or line.day is None or line.month is None or not possible(None, line.month, line.day):
        return None
    return date(ANY_YEAR, line.month, line.day)


def day_near(mention: DateMention, base: date) -> date | None:
    """The day of a date without a year that lies nearest to another day; ``None`` for every other date."""
    if mention.kind != "day" or not mention.value.startswith("XXXX-") or mention.value[5:7] == "XX":
        return None
    month, day = int(mention.value[5:7]), int(mention.value[8:10])
    year = nearest_year(month, day, base)
    return date(year, month, day) if possible(year, month, day) else None


def value_of(day: date, *, yearless: bool) -> str:
    """A day as ISO, its year left open where nobody knows it."""
    return f"XXXX-{day:%m-%d}" if yearless else day.isoformat()
