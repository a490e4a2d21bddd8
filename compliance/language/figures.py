"""Decides which numbers of a story are figures: how much or how many of what.

``1,500 people``, ``$2.3bn``, ``3,5 %``, ``dos mil muertos``; with the value, the unit, the words that say what is
counted, the other end of a range and how sure the story is. Dates, clock times, scores, telephone numbers and
numbers that are names (``Flight 370``, ``G7``) are none. What differs between languages is in
``locales/<language>/figures.toml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from compliance.article import NOT_PROSE, Span
from compliance.record import Record

if TYPE_CHECKING:
    from compliance.article import Article


class Figure(Record):
    """A number that says how much or how many.

    :param span: the number with its unit: ``$1.5 million``, ``12 per cent``, ``12``.
    :param value: in full: ``1.5 million`` is 1500000; the lower end of a range.
    :param unit: a currency's code (``$`` where the story does not say which dollar), ``%``, ``pp``, ``km`` …; empty
        for a bare count.
    :param counted: the word that says what is counted: ``people``, ``killed``, ``muertos``.
    :param upper: the upper end of a range.
    :param bound: ``~`` about, ``>=`` at least, ``<=`` at most; empty where the figure is given as it is.
    :param kind: ``count money share measure duration age``.
    :param scale: what a word or letter multiplied it by (``million``: 1000000), else 1.
    """

    span: Span
    value: int | float
    unit: str
    counted: Span | None
    upper: int | float | None = None
    bound: str = ""
    kind: str = "count"
    scale: int = 1


def figures(article: Article) -> tuple[Figure, ...]:
    """The figures of the story's prose, in order; none in a language there is no data for."""
    from compliance.language.detect import story_language
    from compliance.language.figures_words import speech

    language = story_language(article)
    words = speech(language) if language else None
    if words is None:
        return ()
    from compliance.language.figures_beside import Beside
    from compliance.language.figures_numbers import numbers

    limit = max((block.end for block in article.blocks if block.role not in NOT_PROSE), default=0)
    found = numbers(article, words, limit)
    beside = Beside(article.text, limit, words)
    dated = _dated(article) if found else []
    read: list[Figure] = []
    for index, number in enumerate(found):
        while dated and dated[-1].end <= number.start:
            dated.pop()
        if dated and dated[-1].start < number.end:
            continue
        if read and number.start < read[-1].span.end:
            continue
        figure = beside.read(number, found[index + 1] if index + 1 < len(found) else None)
        if figure is not None:
            if read and figure.span.start < read[-1].span.end:
                # "10 $ 20": the sign is the first one's already
                figure = figure._replace(span=Span(number.start, figure.span.end))
            read.append(figure)
    return tuple(read)


def _dated(article: Article) -> list[Span]:
    """The story's dates, the last first; a relative date such as ``two days earlier`` is a duration as well."""
    from compliance.language.dates import dates

    spans = [mention.span for mention in article.get(dates) if mention.kind not in ("relative", "range")]
    return sorted(spans, reverse=True)
