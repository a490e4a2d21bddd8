"""Decides how days without a year stand to a dateline without one, in a story whose year nobody tells."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from compliance.article import Article, Role
from compliance.language.datelines import dateline
from compliance.language.dates import DateMention, date_grammar, story_base, written_dates
from compliance.language.dates_days import nearest_year, possible
from compliance.language.dates_resolve import Resolver
from compliance.language.dates_tense import FUTURE, PAST, direction
from compliance.language.dates_written import Written

if TYPE_CHECKING:
    from compliance_plugins.dates._stated import Stated

ANY_YEAR = 2000
"""A year with a 29 February; no weekday of it is ever asked for."""
WEEK = 7


def dateline_day(article: Article) -> date | None:
    """The dateline's day in any year; ``None`` where the story's own day is known, or no dateline says one."""
    if article.get(story_base) is not None:
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


def may_speak_of(article: Article, base: date, stated: Stated) -> bool:
    """Whether the text of such a story may mean a caption's day by a weekday, by *yesterday* or *two days ago*.

    The caption may write its weekday. Else the dateline's weekday is that of the lead or the next one; where the lead
    has none, a weekday may be any day of a week either way.

    :param base: the dateline's day.
    """
    grammar = article.get(date_grammar)
    if grammar is None:
        return False
    resolver = Resolver(article.text, grammar, base)
    offset = (stated.day - base).days
    weekdays: set[int] = set()
    if stated.written.weekday is not None:
        weekdays = {stated.written.weekday}
    elif abs(offset) <= WEEK:
        weekdays = {(own + offset) % WEEK for own in _own_weekdays(article)}
    for each in article.get(written_dates):
        if each.from_text or each.kind in ("range", "day") or _outside_text(article, each):
            continue
        if each.kind != "weekday":
            if resolver.value(each)[1] == stated.day:
                return True
        elif each.weekday in weekdays:
            way, _ = direction(article.text, each.start, each.end, grammar)
            if way != (FUTURE if offset < 0 else PAST):
                return True
    return False


def _own_weekdays(article: Article) -> set[int]:
    """What weekday the dateline's day may be."""
    grammar, text = article.get(date_grammar), article.text
    lead = article.body[0] if article.body else None
    named = {
        each.weekday
        for each in article.get(written_dates)
        if each.kind == "weekday" and lead is not None and lead.start <= each.start < lead.end
        if each.shift is None and grammar and direction(text, each.start, each.end, grammar)[0] != FUTURE
    }
    own = named.pop() if len(named) == 1 else None
    return set(range(WEEK)) if own is None else {own, (own + 1) % WEEK}


def _outside_text(article: Article, each: Written) -> bool:
    """Whether a date stands in a caption, or in the lead, which speaks of the story's own day."""
    block = article.block_at(each.start)
    lead = article.body[:1]
    return block is None or block.role in (Role.CAPTION, Role.CREDIT, Role.DATELINE) or block in lead
