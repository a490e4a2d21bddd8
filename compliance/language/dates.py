"""Decides which days, months and years a story speaks of, and their values as ISO dates.

Absolute (``16 April 2023``, ``16/04/2023``), partial (``April 2023``), weekdays with and without a date,
relative (``yesterday``, ``two days earlier``) and ranges; in the style of TimeML: weeks are ``2023-W15``, what
is open is ``X``. The words of each language are in ``locales/<language>/dates.toml``.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from compliance.article import Role
from compliance.language.dates_atoms import NUMBER, numbers_and_names, words_of_time
from compliance.language.dates_base import base_day
from compliance.language.dates_days import possible
from compliance.language.dates_grammar import grammar
from compliance.language.dates_mention import DateMention
from compliance.language.dates_numbered import may_number_days
from compliance.language.dates_parse import Parser
from compliance.language.dates_resolve import Resolver
from compliance.language.detect import story_language
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.language.dates_atoms import Atom
    from compliance.language.dates_grammar import Grammar
    from compliance.language.dates_written import Written

__all__ = [
    "DateMention",
    "Reading",
    "date_grammar",
    "date_reading",
    "dates",
    "figured_dates",
    "impossible_dates",
    "numbered_dates",
    "story_base",
    "written_dates",
]


class Reading(Record):
    """Everything the analysis found in one story.

    :param mentions: dates that have a value.
    :param impossible: dates written in full that no calendar has.
    :param base: the day that relative dates are counted from.
    """

    mentions: tuple[DateMention, ...]
    impossible: tuple[Written, ...]
    base: date | None


def dates(article: Article) -> tuple[DateMention, ...]:
    """The dates of the story's prose, in order."""
    return article.get(date_reading).mentions


def numbered_dates(article: Article) -> tuple[DateMention, ...]:
    """The same, and none where the story writes no day by its number and no stretch of time: what asks for those alone
    then needs no date to be read.
    """
    replaced = dates in article.context.analyses  # whoever reads dates otherwise may find some where we find none
    return article.get(dates) if replaced or article.get(_days_numbered) else ()


def figured_dates(article: Article) -> tuple[DateMention, ...]:
    """The same, and none where no date has a figure or number in it: nothing that counts can then be part of one."""
    replaced = dates in article.context.analyses
    with_year = any(atom.kind == NUMBER and not atom.short for atom in article.get(_named))
    return article.get(dates) if replaced or with_year or article.get(_days_numbered) else ()


def impossible_dates(article: Article) -> tuple[Written, ...]:
    """Dates of the story's prose that no calendar has: 31 April, 29 February 2023, month 13."""
    return article.get(date_reading).impossible if article.get(_days_numbered) else ()


def _named(article: Article) -> list[Atom]:
    words = article.get(date_grammar)
    return numbers_and_names(article, words) if words is not None else []


def _days_numbered(article: Article) -> bool:
    words = article.get(date_grammar)
    return words is not None and may_number_days(article.text, article.get(_named), words)


def written_dates(article: Article) -> tuple[Written, ...]:
    """The dates of the story's prose as they are written, before anybody asks which day they mean."""
    words = article.get(date_grammar)
    if words is None:
        return ()
    found = sorted([*article.get(_named), *words_of_time(article, words)])
    if not found:
        return ()
    written = tuple(Parser(article.text, found, words, _month_first(article, words)).read())
    if any(each.other is not None for each in written) and "-" not in article.metadata.language:
        _settle_order(article.text, written)
    return written


def _settle_order(text: str, written: tuple[Written, ...]) -> None:
    """Read ``04/05/2023`` month first in a story that writes its months before their days."""
    plain = [each for each in written if each.kind == "day" and not each.figures and each.month is not None]
    first = sum(text[each.date_span.start if each.date_span else each.start].isalpha() for each in plain)
    if 2 * first <= len(plain):
        return
    for each in written:
        if each.other is not None and each.month is not None and each.day is not None:
            (each.month, each.day), each.other = each.other, (each.month, each.day)


def story_base(article: Article) -> date | None:
    """The day that relative dates are counted from, as far as the story and its metadata tell."""
    return base_day(article, lambda: article.get(written_dates))


def date_reading(article: Article) -> Reading:
    """The dates of the story with their values, and those that are none."""
    written = article.get(written_dates)
    if not written:
        return Reading((), (), None)
    words = article.get(date_grammar)
    assert words is not None
    base = article.get(story_base)
    captions = tuple((b.start, b.end) for b in article.blocks if b.role is Role.CAPTION) if article.pictures else ()
    resolver = Resolver(article.text, words, base, captions)
    mentions: list[DateMention] = []
    impossible: list[Written] = []
    for each in written:
        mention = resolver.mention(each)
        if mention is not None:
            mentions.append(mention)
            if mention.day is not None and _apart(article, each.start):
                resolver.spoken = None
        for part in (each.first, each.last) if each.kind == "range" else (each,):
            if part is None or part.kind != "day" or part.month is None or part.day is None:
                continue
            if not possible(part.year, part.month, part.day) and _meant_as_day(article.text, part, words):
                impossible.append(part)
    return Reading(tuple(mentions), tuple(impossible), base)


def _meant_as_day(text: str, part: Written, words: Grammar) -> bool:
    """Whether a day that no month has is a slip; beyond 31 a figure before a month's name rather counts something."""
    if part.day is None or part.day <= 31 or part.year is not None:
        return True
    before = text[max(0, part.start - 12) : part.start].lower().split()
    return bool(before) and before[-1] in words.words["on_day"]


def _apart(article: Article, start: int) -> bool:
    """Whether a place is outside the running text, whose *two days later* does not count from it."""
    block = article.block_at(start)
    return block is not None and block.role in (Role.DATELINE, Role.CAPTION)


def date_grammar(article: Article) -> Grammar | None:
    """The words in which the story's dates are read: its language's, else the one its months and weekdays are of."""
    language = article.get(story_language)
    if language is not None:
        return grammar(language)
    counts: dict[str, int] = {}
    for group in ("months", "weekdays"):
        for hit in article.hits(group):
            for tongue in hit.entry.languages:
                counts[tongue] = counts.get(tongue, 0) + 1
    return grammar(max(sorted(counts), key=lambda key: counts[key]) if counts else "en")


def _month_first(article: Article, words: Grammar) -> bool:
    """Whether ``04/05`` means 5 April, which the region of the language tag tells."""
    region = article.metadata.language.replace("_", "-").partition("-")[2].upper()
    if region:
        return region in words.month_first_regions
    return words.order == "mdy"
