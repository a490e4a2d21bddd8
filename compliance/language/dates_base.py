"""Decides which day a story is of, as far as its dateline, its metadata and its pictures tell."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from compliance.article import Role
from compliance.language.datelines import dateline
from compliance.language.dates_days import nearest_year, possible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from compliance.article import Article
    from compliance.language.dates_written import Written

_SAME_STORY = 45


def base_day(article: Article, written: Callable[[], Iterable[Written]]) -> date | None:
    """The day of the dateline, else of publication; its year from the metadata, else from the pictures and the text.

    :param written: reads the story's dates, where nothing else tells the year.
    """
    line = article.get(dateline)
    published = known_day(article)
    if line is None or line.day is None:
        return published
    if line.month is None:
        return _day_near(line.day, published)
    year = line.year
    if year is None and published is not None:
        year = nearest_year(line.month, line.day, published)
    if year is None:
        year = _year_in_story(article, written(), line.month, line.day)
    if year is None or not possible(year, line.month, line.day):
        return published
    return date(year, line.month, line.day)


def known_day(article: Article) -> date | None:
    """The day of publication, of the update, of the edition, or the moment the story is judged at, the first known."""
    data = article.metadata
    for when in (data.published, data.updated, data.edition_date, article.now):
        if when is not None:
            return when.date() if isinstance(when, datetime) else when
    return None


def _day_near(day: int, published: date | None) -> date | None:
    if published is None:
        return None
    near = (published + timedelta(days=shift) for shift in (0, -1, 1, -2, 2, -3, 3))
    return next((each for each in near if each.day == day), published)


def _year_in_story(article: Article, written: Iterable[Written], month: int, day: int) -> int | None:
    """The year of the dates near the dateline's: of captions first, never of a labelled file picture."""
    files = _file_pictures(article)
    in_captions: list[int] = []
    in_text: list[int] = []
    for each in written:
        if each.year is None or each.kind != "day" or not each.month or not each.day:
            continue
        if not possible(each.year, each.month, each.day) or any(s <= each.start < e for s, e in files):
            continue
        other = date(each.year, each.month, each.day)
        year = nearest_year(month, day, other)
        if not possible(year, month, day) or abs((date(year, month, day) - other).days) > _SAME_STORY:
            continue
        block = article.block_at(each.start)
        if block is not None and block.role is Role.CAPTION:
            in_captions.append(year)
        elif (each.month, each.day) != (month, day) or each.weekday is not None:
            in_text.append(year)
    return max(in_captions or in_text, default=None)


def _file_pictures(article: Article) -> list[tuple[int, int]]:
    if not article.pictures:
        return []
    from compliance.language.credits import captions

    return [(c.prose.start, c.prose.end) for c in article.get(captions) if c.file_picture]
