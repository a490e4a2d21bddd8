"""Decides which words and figures of a story can be part of a date: months, weekdays, day words, units, numbers."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from compliance.article import NOT_PROSE
from compliance.language.dates_glued import glued
from compliance.language.signs import digit_runs
from compliance.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compliance.article import Article
    from compliance.language.dates_grammar import Grammar

NUMBER, FIGURE, MONTH, WEEKDAY, DAY_WORD, UNIT = range(6)

_DASHES = frozenset("-–")
_NAMES = (("months", MONTH), ("weekdays", WEEKDAY))
_WORDS = (("day_words", DAY_WORD), ("time_units", UNIT))


class Atom(Record):
    """A word or figure that a date may be made of.

    :param start: its first code point in ``Article.text``; ordered by it.
    :param end: one past its last, an ordinal's ending included, a possessive's not.
    :param kind: one of the constants of this module.
    :param value: the number, the month (1 to 12), the weekday (0 for Monday), the shift in days.
    :param short: it is an abbreviation, which alone says nothing.
    :param flag: for months ``verb`` or ``name``, for units their name, for day words ``noun``, or ``told`` where they
        count from the day that the text told of before, ``pause`` where they do so at a pause alone; for figures
        (``16/04/2023``, ``2019-24``) the figure; ``hyphen`` for a number behind a hyphen.
    :param plural: for units, more than one of them.
    """

    start: int
    end: int
    kind: int
    value: int
    short: bool = False
    flag: str = ""
    plural: bool = False


def numbers_and_names(article: Article, grammar: Grammar) -> list[Atom]:
    """The numbers of the story's prose that can be of a date, and the names of months and weekdays, in order.

    Numbers that are glued to a currency sign, or to letters that are no month, and percentages, are left out.
    """
    limit = prose_end(article)
    text = article.text
    touching: list[int] = []
    found = numbers(text, article.get(digit_runs), limit, grammar.ordinals, touching)
    if touching and grammar.capitals:
        found += _glued(article, touching, grammar.language)
    found += _of_lists(article, grammar.language, limit, _NAMES)
    found.sort()
    return found


def words_of_time(article: Article, grammar: Grammar) -> list[Atom]:
    """The words of the story's prose that can be of a date beside those: day words and units of time."""
    return _of_lists(article, grammar.language, prose_end(article), _WORDS)


def _of_lists(article: Article, language: str, limit: int, lists: tuple[tuple[str, int], ...]) -> list[Atom]:
    text, found = article.text, list[Atom]()
    for group, kind in lists:
        for start, end, entry in article.hits(group, language):
            if start >= limit:
                break
            data = entry.data
            if text[end - 2 : end] in ("'s", "’s"):
                end -= 2
            if kind == MONTH:
                flag = "verb" if data.get("verb") else "name" if data.get("name") else ""
                value = data["month"]
            elif kind == WEEKDAY:
                flag, value = "", data["day"]
            elif kind == DAY_WORD:
                flag = next((key for key in ("noun", "pause", "told") if data.get(key)), "")
                value = data["days"]
            else:
                flag, value = str(data["unit"]), 0
            found.append(Atom._make((start, end, kind, value, "short" in data, flag, "plural" in data)))
    return found


def prose_end(article: Article) -> int:
    """One past the last code point of the story's prose; 0 where there is none."""
    for block in reversed(article.blocks):
        if block.role not in NOT_PROSE:
            return block.end
    return 0


def _glued(article: Article, places: list[int], language: str) -> Iterator[Atom]:
    """The two parts of each ``Oct2`` among the places where letters and figures touch."""
    for place in places:
        both = glued(article.text, place, article.lexicon, language)
        if both is None:
            continue
        month, day = (MONTH, both.month, both.short), (NUMBER, both.day, True)
        first, second = (month, day) if both.month_first else (day, month)
        yield Atom(both.start, both.middle, *first)
        yield Atom(both.middle, both.end, *second)


def numbers(text: str, runs: Sequence[int], limit: int, ordinals: tuple[str, ...], touching: list[int]) -> list[Atom]:
    """The numbers of a text that may be a day, a year or a date in figures.

    :param runs: where runs of digits begin.
    :param touching: takes the places where letters and figures meet.
    """
    found: list[Atom] = []
    for start, end in _figures(text, runs, limit, touching):
        figure, size = text[start:end], end - start
        plain = figure.isdecimal()
        if plain:
            if size == 3 or size > 4:
                continue
        elif not ("/" in figure or "-" in figure or "–" in figure or figure.count(".") > 1):
            continue
        elif "/" in (text[start - 1 : start], text[end : end + 1]):
            continue  # a part of an address: /2024/05/04/lock.html
        flag = "" if plain else figure
        if start and (before := text[start - 1]) in "-–.:/":
            if before in _DASHES:
                if start > 1 and not text[start - 2].isspace():
                    flag = flag or "hyphen"
            elif start > 1 and text[start - 2].isalnum() and before != ".":
                flag = flag or "hyphen"
        short = size < 3
        after = text[end : end + 1]
        if after.isalpha() or after in ("º", "°"):
            ending = next((e for e in ordinals if text.startswith(e, end)), "")
            end += len(ending)
            if not ending or text[end : end + 1].isalnum():
                if not ending and after.isupper():
                    touching.append(end)
                continue
            short = True
        elif after == "." and text.startswith((".º", ".°"), end):
            end += 2
        kind, value = (NUMBER, int(figure)) if plain else (FIGURE, 0)
        found.append(Atom._make((start, end, kind, value, short, flag, False)))
    return found


def _figures(text: str, runs: Sequence[int], limit: int, touching: list[int]) -> Iterator[tuple[int, int]]:
    """Where the figures of a text stand; money, shares and figures glued to a word are left out here already."""
    match, end = _figure().match, 0
    for at in runs:
        if at < end:
            continue
        if at >= limit:
            break
        figure = match(text, at, limit)
        if figure is not None:
            end = figure.end()
            yield at, end
        elif at and text[at - 1].isalpha():
            touching.append(at)


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(r"[0-9](?<![\w$£€¥#@+=&].)[0-9]*+(?:[.,:/–-][0-9]++)*+(?! ?%)")
