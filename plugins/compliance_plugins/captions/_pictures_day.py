"""Decides on which day a picture was taken, as its caption or its record says."""

from __future__ import annotations

import calendar
from datetime import date, datetime
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.dates import date_grammar, dates
from compliance.language.dates_tense import FUTURE, governor
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article, Picture
    from compliance.language.dates import DateMention

_EARLIEST = 1990
_BESIDE = 8
"""A verb in the present speaks of a date no further away than this."""


class Taken(Record):
    """When a picture was taken.

    :param latest: the last day it can have been.
    :param span: where it says so.
    :param shown: the value as an ISO date, a month or a year.
    """

    latest: date
    span: Span
    shown: str


def day_in_caption(article: Article, prose: Span, before: date) -> Taken | None:
    """The picture's day in a caption, where it lies before a day: a full date, or a month with its year.

    ``None`` where the caption speaks of a later day too, and for the day of an event, done or to come.
    """
    found: Taken | None = None
    for mention in article.get(dates):
        if not prose.covers(mention.span):
            continue
        latest = _latest(article.text, mention)
        if latest is None:
            continue
        if latest >= before:
            return None
        dated = mention.year_written or (mention.day is not None and latest.year == before.year)
        if found is None and dated and not _is_an_events(article, mention):
            found = Taken(latest, mention.span, mention.value)
    return found


def _is_an_events(article: Article, mention: DateMention) -> bool:
    """Whether a verb before the date makes it the day of something else (due on, who won the cup on)."""
    grammar = article.get(date_grammar)
    place = governor(article.text, mention.span.start, mention.span.end, grammar) if grammar else None
    if place is None or place.strong:
        return place is not None
    # "opens on 3 May" is an event's day; "opens the gate in Bergen, 3 May" is how captions tell of the picture's
    return place.direction == FUTURE and mention.span.start - place.span.end <= _BESIDE


def _latest(text: str, mention: DateMention) -> date | None:
    """The last day a date can mean; a bare year only where it closes the sentence behind a place (Oslo, in 2019)."""
    if mention.day is not None:
        return mention.day
    if mention.kind == "month" and len(mention.value) == 7 and mention.value[:4].isdigit():
        year, month = int(mention.value[:4]), int(mention.value[5:])
        return date(year, month, calendar.monthrange(year, month)[1])
    start, end = mention.span
    if mention.kind == "year" and "1000" <= mention.value <= "9999" and text[end : end + 1] in ("", ".", "\n"):
        # after a comma, a word of two letters between them at most: "in", "en"
        head = text[max(start - 5, 0) : start]
        if head.endswith(", ") or (head[:2] == ", " and head[2:4].isalpha() and head[4:] == " "):
            return date(int(mention.value), 12, 31)
    return None


def day_of_record(picture: Picture, prose: Span, before: date) -> Taken | None:
    """The day in the picture's own record, where it is a credible one and lies before a day."""
    created = picture.date_created
    if created is None:
        return None
    day = created.date() if isinstance(created, datetime) else created
    credible = day.year >= _EARLIEST and (day.month, day.day) != (1, 1)
    return Taken(day, prose, day.isoformat()) if credible and day < before else None
