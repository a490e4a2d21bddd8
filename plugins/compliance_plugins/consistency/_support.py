"""Decides whether the story bears a figure that stands above or beside it, and which of its own contradicts it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from re import Pattern, compile

from compliance.article import BODY, Article, Block, Role
from compliance.language.counts import Count, asides, count_of, count_words
from compliance.language.counts import Words as CountWords
from compliance.language.detect import story_language
from compliance.language.figures import Figure
from compliance.language.figures_reader import FigureReader, figure_reader
from compliance.language.figures_words import LIST
from compliance.record import Record
from compliance_plugins.consistency._added import adds_up, is_made_of
from compliance_plugins.consistency._shown import NEAR, agree, has_digits_of, is_scale, is_slip, rounds

_KINDS = frozenset({"count", "money", "share", "measure"})
_LARGE = 10
_FEW_DIGITS = 2
_FEW = 6


class Doubt(Record):
    """A figure that the story does not bear.

    :param counted: the figure and what it counts.
    :param against: the story's figure for the same thing; ``None`` where it has none.
    :param scaled: whether the two differ by a thousand or a million only.
    """

    counted: Count
    against: Figure | None
    scaled: bool = False


class Story:
    """The figures of a story's body, to hold others against."""

    __slots__ = ("_blocks", "_counts", "_figures", "_numbers", "_text", "_values", "_words", "_year", "reader")

    def __init__(self, article: Article, reader: FigureReader, words: CountWords) -> None:
        # the story itself is not kept: it keeps this, and a circle would outlive both
        self._text = article.text
        self.reader = reader
        self._words = words
        self._blocks = [block for block in article.blocks if block.role in BODY]
        self._figures: Sequence[tuple[Figure, Block]] | None = None
        self._numbers = [number for block in self._blocks for number in reader.numbers_in(block)]
        self._values = {float(number.value) for number in self._numbers}
        self._counts: list[Count] | None = None
        day = article.metadata.published_day
        self._year = day.year % 100 if day is not None else None

    def figures(self) -> Sequence[tuple[Figure, Block]]:
        """The figures of the body, each with its block; read when first asked for."""
        if self._figures is None:
            self._figures = [(figure, block) for block in self._blocks for figure in self.reader.within(block)]
        return self._figures

    def doubts(self, article: Article, stated: Iterable[Figure], limit: int) -> Iterator[Doubt]:
        """Those of some figures that the story does not bear.

        :param limit: where their block ends.
        """
        for figure in stated:
            if figure.kind in _KINDS and not (figure.upper and not figure.unit):
                doubt = self.doubt(article, count_of(article.text, figure, self._words, limit))
                if doubt is not None:
                    yield doubt

    def doubt(self, article: Article, count: Count) -> Doubt | None:
        """What is wrong with a figure; ``None`` where the story bears it, or may well tell it otherwise."""
        figure = count.figure
        if figure.kind == "count" and not count.thing and figure.scale == 1:
            return None
        stands = self._stands(figure)
        if stands and not count.fate:
            return None
        alike = [told for told in self.counts() if _comparable(count, told)]
        if any(agree(figure, told.figure) for told in alike):
            return None
        loose = figure.kind == "money" or not count.thing
        same = alike if loose else [told for told in alike if told.thing == count.thing]
        if stands and not same:
            return None
        against = self._against(article, count, same)
        if against is not None and not self._is_made_of(figure, against.figure):
            scaled = is_scale(figure.value, against.figure.value)
            near = scaled or count.fate or any(_is_near(figure, told.figure) for told in same)
            apart = abs(figure.value - against.figure.value) > figure.step
            return Doubt(count, against.figure, scaled) if near or not self._adds_up(figure, apart=apart) else None
        if against is not None:
            return None
        if self._may_be_told_otherwise(count) or self._is_in_words(figure) or self._adds_up(figure):
            return None
        return Doubt(count, None)

    def _stands(self, figure: Figure) -> bool:
        """Whether the number stands in the story, whatever it counts there: exactly, or with more of its digits."""
        value = float(figure.value)
        if value in self._values or value == self._year:
            return True
        digits = f"{value:.12g}".replace(".", "").strip("0")
        return len(digits) > _FEW_DIGITS and any(rounds(figure, told) for told in self._values)

    def counts(self) -> Sequence[Count]:
        """What each figure of the body counts."""
        if self._counts is None:
            self._counts = [count_of(self._text, figure, self._words, block.end) for figure, block in self.figures()]
        return self._counts

    def _against(self, article: Article, count: Count, same: Sequence[Count]) -> Count | None:
        figure = count.figure
        scaled = [told for told in same if is_scale(figure.value, told.figure.value)]
        if scaled:
            return scaled[0]
        if not count.fate:
            near = [told for told in same if is_slip(figure.value, told.figure.value)]
            # a digit changed or two swapped rather than merely near
            return min(near, key=lambda told: _unlikeness(figure.value, told.figure.value), default=None)
        own = [
            told
            for told in same
            if told.figure.upper is None
            and not asides(article, told.figure, self._words)
            and (told.anybody or told.figure.value > figure.value or figure.value > _FEW)
        ]
        return min(own, key=lambda told: abs(told.figure.value - figure.value), default=None)

    def _may_be_told_otherwise(self, count: Count) -> bool:
        """Whether a story may well give the figure without its number: it is small, a measure, or counts a list."""
        figure = count.figure
        if figure.kind == "money" and not any(_comparable(count, told) for told in self.counts()):
            return True
        small = figure.value < _LARGE and figure.kind not in ("money", "share")
        noun = self._text[figure.counted.start : figure.counted.end].lower() if figure.counted is not None else ""
        return small or figure.kind == "measure" or noun in self._words.lists

    def _is_made_of(self, stated: Figure, part: Figure) -> bool:
        """Whether a figure is another and one beside it together."""
        join = self.reader.words.table["join"]
        return is_made_of(self._text, stated, part, self._numbers, self.counts(), join, self._words)

    def _adds_up(self, stated: Figure, *, apart: bool = True) -> bool:
        """Whether figures of the story make the figure."""
        return adds_up(self._text, stated, [told.figure for told in self.counts()], apart=apart)

    def _is_in_words(self, figure: Figure) -> bool:
        if figure.unit != "%":
            return False
        text = self._text.lower()
        return any(abs(value - figure.value) <= 3 and word in text for word, value in self._words.fractions.items())


def _is_near(stated: Figure, told: Figure) -> bool:
    return abs(stated.value - told.value) <= NEAR * stated.value


def _unlikeness(one: float, other: float) -> tuple[bool, float]:
    return not has_digits_of(one, other), abs(one - other)


def _comparable(count: Count, told: Count) -> bool:
    """Whether two figures may be one: of a kind, of a unit, and not said of two different fates."""
    one, other = count.figure, told.figure
    if one.scale > 1 and not count.thing:
        # "a 180 mln franc loan": which money, the words beside it do not say
        return other.kind in ("count", "money") and other.scale > 1
    if one.kind != other.kind or (one.kind == "measure" and one.unit != other.unit):
        return False
    if one.kind == "money" and one.unit != other.unit and "$" not in (one.unit, other.unit):
        return False
    return not (count.fate and told.fate) or count.thing == told.thing


def story_figures(article: Article) -> Story | None:
    """The figures of the story's body; ``None`` in a language there is no data for."""
    words = count_words(article.get(story_language))
    reader = article.get(figure_reader) if words is not None else None
    return Story(article, reader, words) if reader is not None and words is not None else None


def may_have_figures(article: Article, block: Block) -> bool:
    """Whether a number, in figures or in words, stands in a block: a quick look."""
    if _digit().search(article.text, block.start, block.end):
        return True
    hits = article.hits(LIST, article.get(story_language))
    return any(block.start <= hit.start < block.end for hit in hits)


@cache
def _digit() -> Pattern[str]:
    return compile("[0-9½¼¾]")


def standfirst_doubts(article: Article) -> Iterator[Doubt]:
    """The figures of the standfirst that the story contradicts."""
    for block in article.of_role(Role.STANDFIRST):
        reader = article.get(figure_reader) if may_have_figures(article, block) else None
        figures = reader.within(block) if reader is not None else ()
        story = article.get(story_figures) if figures else None
        if story is not None:
            yield from (doubt for doubt in story.doubts(article, figures, block.end) if doubt.against is not None)


def headline_doubts(article: Article) -> tuple[Doubt, ...]:
    """The figures of the headline that the story does not bear."""
    headlines = article.of_role(Role.HEADLINE)
    reader = article.get(figure_reader) if headlines and may_have_figures(article, headlines[0]) else None
    if reader is None:
        return ()
    stated = [(block, reader.within(block)) for block in headlines[:1]]
    if not any(figures for _, figures in stated):
        return ()
    story = article.get(story_figures)
    if story is None:
        return ()
    return tuple(doubt for block, figures in stated for doubt in story.doubts(article, figures, block.end))


def told_often(article: Article, figure: Figure) -> bool:
    """Whether the body gives a figure of this value more than once."""
    story = article.get(story_figures)
    return story is not None and sum(told.value == figure.value for told, _ in story.figures()) > 1
