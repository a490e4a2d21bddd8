"""Reads a story's figures where somebody asks for them: numbers at once, what stands beside each on demand."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from compliance.article import NOT_PROSE, Span
from compliance.language.detect import story_language
from compliance.language.figures import Figure
from compliance.language.figures_words import speech

if TYPE_CHECKING:
    from compliance.article import Article, Block
    from compliance.language.figures_numbers import Number
    from compliance.language.figures_words import Speech


class FigureReader:
    """The figures of one story, each read once, when its block is asked for.

    :param words: the story's language.
    """

    __slots__ = ("_dated", "_read", "_text", "numbers", "words")

    def __init__(self, article: Article, words: Speech) -> None:
        from compliance.language.figures_numbers import numbers

        # the story itself is not kept: it keeps its reader, and a circle would outlive both
        self._text = article.text
        self._read: dict[int, tuple[Figure, ...]] = {}
        self.words = words
        limit = max((block.end for block in article.blocks if block.role not in NOT_PROSE), default=0)
        self.numbers: list[Number] = numbers(article, words, limit)
        self._dated = _dated(article) if self.numbers else []
        """The numbers of the prose, in order: amounts, and what :meth:`within` leaves out."""

    def within(self, block: Block) -> tuple[Figure, ...]:
        """The figures of a block of prose, in order."""
        read = self._read.get(block.start)
        if read is None:
            numbers = self.numbers_in(block)
            read = self._read[block.start] = self._figures(numbers, block.end) if numbers else ()
        return read

    def elsewhere(self, article: Article, block: Block) -> tuple[Figure, ...]:
        """The figures of a block that is no prose: alternative text, a teaser."""
        from compliance.language.figures_numbers import numbers

        found = numbers(article, self.words, block.end, block.start)
        return self._figures(found, block.end) if found else ()

    def numbers_in(self, block: Block) -> list[Number]:
        """The numbers of a block of prose, in order, whatever they are."""
        first = bisect_left(self.numbers, block.start, key=_start)
        return self.numbers[first : bisect_left(self.numbers, block.end, first, key=_start)]

    def _figures(self, found: list[Number], limit: int) -> tuple[Figure, ...]:
        from compliance.language.figures_beside import Beside

        beside = Beside(self._text, limit, self.words)
        read: list[Figure] = []
        for index, number in enumerate(found):
            if (read and number.start < read[-1].span.end) or self._is_date(number):
                continue
            figure = beside.read(number, found[index + 1] if index + 1 < len(found) else None)
            if figure is not None:
                if read and figure.span.start < read[-1].span.end:
                    # "10 $ 20": the sign is the first one's already
                    figure = figure._replace(span=Span(number.start, figure.span.end))
                read.append(figure)
        return tuple(read)

    def _is_date(self, number: Number) -> bool:
        index = bisect_left(self._dated, number.end, key=_start) - 1
        return index >= 0 and self._dated[index].end > number.start


def figure_reader(article: Article) -> FigureReader | None:
    """What reads the story's figures; ``None`` in a language there is no data for."""
    language = article.get(story_language)
    words = speech(language) if language else None
    return FigureReader(article, words) if words is not None else None


def _dated(article: Article) -> list[Span]:
    """The story's dates in order; a relative date such as ``two days earlier`` is a duration as well."""
    from compliance.language.dates import dates

    return sorted(mention.span for mention in article.get(dates) if mention.kind not in ("relative", "range"))


def _start(place: Number | Span) -> int:
    return place.start
