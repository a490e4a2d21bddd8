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
    :param step: what its last digit counts: 100000 in ``14.5 million``, 1 in ``1,500``.
    """

    span: Span
    value: int | float
    unit: str
    counted: Span | None
    upper: int | float | None = None
    bound: str = ""
    kind: str = "count"
    scale: int = 1
    step: int | float = 1


def figures(article: Article) -> tuple[Figure, ...]:
    """The figures of the story's prose, in order; none in a language there is no data for."""
    from compliance.language.figures_reader import figure_reader

    reader = article.get(figure_reader)
    if reader is None:
        return ()
    return tuple(figure for block in article.blocks if block.role not in NOT_PROSE for figure in reader.within(block))
