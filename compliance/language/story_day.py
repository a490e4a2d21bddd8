"""Decides which day a story reports, and where it says so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.datelines import dateline
from compliance.language.dates import DateMention, dates, story_base
from compliance.language.dates_base import known_day
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article


class StoryDay(Record):
    """The day a story reports.

    :param day: the dateline's, else that of publication; ``None`` where the year is not known.
    :param event: the day before it that the lead speaks of (``on Tuesday``, ``yesterday``), else the same day.
    :param span: where the story says its day: the dateline's date, else the publication's field; ``None`` for nowhere.
    :param lead: where the lead says it.
    :param source: ``dateline``, ``published`` or empty.
    """

    day: date | None
    event: date | None
    span: Span | None
    lead: Span | None
    source: str


def story_day(article: Article) -> StoryDay:
    """The day the story reports, and where it says so."""
    line = article.get(dateline)
    day = article.get(story_base)
    if line is not None and line.date_span is not None:
        span: Span | None = line.date_span
        source = "dateline"
    else:
        block = article.field("published")
        span, source = (block.span if block else None), "published" if known_day(article) else ""
    event, lead = _lead_day(article, day)
    return StoryDay(day, event, span, lead, source)


def _lead_day(article: Article, day: date | None) -> tuple[date | None, Span | None]:
    """What the first paragraph calls the day: a weekday, today, yesterday; at most six days before the story's."""
    body = article.body
    if not body or day is None:
        return day, None
    first = body[0]
    for mention in article.get(dates):
        if mention.span.start >= first.end:
            break
        if mention.span.start < first.start or mention.day is None or not _tells_day(mention):
            continue
        if 0 <= (day - mention.day).days <= 6:
            return mention.day, mention.span
    return day, None


def _tells_day(mention: DateMention) -> bool:
    return mention.kind == "weekday" or (mention.kind == "relative" and mention.written.kind == "word")
