"""Reads a story's figures where somebody asks for them: numbers at once, what stands beside each on demand."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from compliance.article import Span
from compliance.language.detect import story_language
from compliance.language.figures import Figure
from compliance.language.figures_words import LIST, speech

if TYPE_CHECKING:
    from compliance.article import Article, Block
    from compliance.language.figures_numbers import Number
    from compliance.language.figures_words import Speech
    from compliance.scanner import Hit


class FigureReader:
    """The figures of one story, each read once, when its block is asked for.

    :param words: the story's language.
    """

    __slots__ = ("_dated", "_hits", "_numbers", "_read", "_text", "words")

    def __init__(self, article: Article, words: Speech) -> None:
        # the story itself is not kept: it keeps its reader, and a circle would outlive both
        self._text = article.text
        self._hits = article.hits(LIST, article.get(story_language))
        self._numbers: dict[Span, list[Number]] = {}
        self._read: dict[Span, tuple[Figure, ...]] = {}
        self.words = words
        self._dated = _dated(article)

    def within(self, block: Block) -> tuple[Figure, ...]:
        """The figures of a block, in order."""
        read = self._read.get(block.span)
        if read is None:
            numbers = self.numbers_in(block)
            read = self._read[block.span] = self._figures(numbers, block.end) if numbers else ()
        return read

    def numbers_in(self, block: Block) -> list[Number]:
        """The numbers of a block, in order: amounts, and what :meth:`within` leaves out."""
        found = self._numbers.get(block.span)
        if found is None:
            from compliance.language.figures_numbers import numbers

            first = bisect_left(self._hits, block.start, key=_start)
            hits = self._hits[first : bisect_left(self._hits, block.end, first, key=_start)]
            found = self._numbers[block.span] = numbers(self._text, hits, self.words, block.start, block.end)
        return found

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
    from compliance.language.dates import figured_dates

    return sorted(mention.span for mention in article.get(figured_dates) if mention.kind not in ("relative", "range"))


def _start(place: Hit | Span) -> int:
    return place.start
