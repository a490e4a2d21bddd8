"""Decides which single days a story states in so many words, and how they are said again in a repair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from compliance.article import Article, Span
from compliance.finding import Edit
from compliance.language.dates import DateMention, numbered_dates
from compliance.language.dates_written import Written
from compliance.record import Record
from compliance_plugins.dates._yearless import day_near


class Stated(Record):
    """A day that the story states.

    :param span: where it stands, its weekday included.
    :param day: the day it means.
    :param written: its parts.
    :param mention: the date, or the range it is part of.
    """

    span: Span
    day: date
    written: Written
    mention: DateMention


def stated_days(article: Article, yearless: date | None = None) -> Iterator[Stated]:
    """Every day that is written with its number, ends of ranges included.

    :param yearless: a day to which days of no known year are taken to be near; without it they are left out.
    """
    for mention in article.get(numbered_dates):
        if yearless is not None and (day := day_near(mention, yearless)) is not None:
            yield Stated(mention.span, day, mention.written, mention)
        if mention.kind == "day" and mention.day is not None:
            yield Stated(mention.span, mention.day, mention.written, mention)
        elif mention.kind == "range":
            parts = (mention.written.first, mention.written.last)
            for part, value in zip(parts, mention.value.split("/"), strict=True):
                if part is not None and part.day is not None and len(value) == 10 and value[0] != "X":
                    yield Stated(Span(part.start, part.end), date.fromisoformat(value), part, mention)


def weekday_name(article: Article, language: str, weekday: int) -> str | None:
    """A weekday as the language writes it; ``None`` where its name is not known."""
    for entry in article.lexicon.entries("weekdays", language):
        if entry.data.get("day") == weekday and not entry.flag("short"):
            return entry.phrase
    return None


def other_day(article: Article, stated: Stated, weekday: int) -> tuple[date, Edit] | None:
    """The nearest day that falls on a weekday, and the edit that writes it; ``None`` outside the month."""
    shift = (weekday - stated.day.weekday() + 3) % 7 - 3
    day = stated.day + timedelta(days=shift)
    place = stated.written.date_span or stated.span
    if day.month != stated.day.month:
        return None
    text = article.text
    number = str(stated.day.day)
    at = text.find(number, place.start, place.end)
    while at >= 0 and (text[at - 1 : at].isdecimal() or text[at + len(number) : at + len(number) + 1].isdecimal()):
        if text[at - 1 : at] == "0" and not text[at + len(number) : at + len(number) + 1].isdecimal():
            return day, Edit(Span(at - 1, at + len(number)), f"{day.day:02d}")
        at = text.find(number, at + 1, place.end)
    end = at + len(number)
    while at >= 0 and end < place.end and text[end].isalpha():
        end += 1
    if at < 0 or end != at + len(number):
        return None
    return day, Edit(Span(at, end), str(day.day))


def contains(mention: DateMention, day: date) -> bool:
    """Whether a date, a range or a weekend is or holds a day."""
    if mention.day is not None:
        return mention.day == day
    value = mention.value
    if value.endswith("-WE"):
        year, week, _ = day.isocalendar()
        return day.weekday() >= 4 and value == f"{year}-W{week:02d}-WE"
    first, slash, last = value.partition("/")
    if slash and len(first) == 10 and len(last) == 10 and first[0] != "X":
        return first <= day.isoformat() <= last
    return False


def years_named(mentions: Iterable[DateMention]) -> set[int]:
    """The years that stand in the story in so many figures."""
    years: set[int] = set()
    for mention in mentions:
        parts = (mention.written, mention.written.first, mention.written.last)
        years.update(part.year for part in parts if part is not None and part.year is not None)
    return years
