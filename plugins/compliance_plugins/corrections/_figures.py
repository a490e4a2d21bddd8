"""Decides whether a number of a sentence is another than it was, and whether that is a count that went on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from compliance.article import Article, Span
from compliance.language.counts import Words as CountWords
from compliance.language.counts import count_of, count_words
from compliance.language.dates import dates
from compliance.language.figures_reader import FigureReader, figure_reader
from compliance.record import Record
from compliance_plugins.corrections._alike import is_slip
from compliance_plugins.corrections._change import Change, both, plainly
from compliance_plugins.corrections._tokens import Phrases, phrases_of, said
from compliance_plugins.corrections._versions import Edit, Pair, Stated

if TYPE_CHECKING:
    from compliance.language.figures import Figure
    from compliance.language.figures_numbers import Number

_BESIDE = 2
_MILLION = 1_000_000
_NEAR = Decimal("0.05")
_ABOUT = Decimal("0.1")
_EXACT_BELOW = 100


class Gone(Record):
    """A language's words for a figure that goes on, and for lines that say when the story was published."""

    running: Phrases
    rising: Phrases
    update: Phrases
    stamp: Phrases


def gone_on(article: Article, language: str) -> Gone:
    """The words of a language."""
    kinds = ("running", "rising", "update", "stamp")
    return Gone(*(phrases_of(article.lexicon, "update-words", language, says=says) for says in kinds))


class _Told(Record):
    """A number of one version.

    :param figure: what it is the number of; ``None`` for dates, times, scores.
    :param dated: whether it is part of a date.
    """

    number: Number
    figure: Figure | None
    dated: bool

    @property
    def value(self) -> Decimal:
        """What it comes to: ``1.4m`` as ``1.4 million``."""
        return self.number.value if self.figure is None else Decimal(str(self.figure.value))


class _Side:
    """The numbers of one version."""

    def __init__(self, article: Article, reader: FigureReader) -> None:
        self.article, self._reader = article, reader
        self._dates = [(mention.span.start, mention.span.end) for mention in article.get(dates)]

    def of(self, sentence: Stated) -> dict[int, _Told]:
        """The numbers of a sentence by the number of the word that they begin with."""
        first, last = sentence.words[0].start, sentence.words[-1].end
        block = self.article.block_at(first)
        numbers = self._reader.numbers_in(block) if block is not None else []
        low = bisect_left(numbers, first, key=lambda number: number.start)
        high = bisect_left(numbers, last, low, key=lambda number: number.start)
        places = {token.start: at for at, token in enumerate(sentence.words)}
        return {places[one.start]: self._told(one) for one in numbers[low:high] if one.start in places}

    def _told(self, number: Number) -> _Told:
        block = self.article.block_at(number.start)
        figures = self._reader.within(block) if block is not None else ()
        at = bisect_right(figures, number.start, key=lambda one: one.span.start) - 1
        figure = figures[at] if at >= 0 and number.start < figures[at].span.end else None
        at = bisect_left(self._dates, (number.start + 1,)) - 1
        return _Told(number, figure, at >= 0 and number.start < self._dates[at][1])

    def counted(self, told: _Told, words: CountWords) -> str:
        """What happened to the people that a number counts; empty where it counts something else."""
        block = self.article.block_at(told.number.start)
        if told.figure is None or block is None:
            return ""
        count = count_of(self.article.text, told.figure, words, block.end)
        return count.thing if count.fate else ""


class Figures:
    """The numbers of both versions."""

    def __init__(self, article: Article, old: _Side, new: _Side, counts: CountWords, words: Gone) -> None:
        self._article, self._old, self._new = article, old, new
        self._counts, self._words = counts, words

    def changes(self, pair: Pair, updated: bool) -> Iterator[Change]:
        """The numbers of a sentence that are others now.

        :param updated: whether the story says elsewhere that its count of people has gone on.
        """
        stamp = said(pair.new.words, self._words.stamp)
        if stamp and stamp[0].first == 0:
            return
        before, after = self._old.of(pair.old), self._new.of(pair.new)
        for old, new in _counterparts(pair, before, after):
            if (old.figure is None) == (new.figure is None) and old.dated == new.dated and _differ(old, new):
                kind = self._kind(pair, old, new, updated)
                if kind:
                    yield _change(kind, pair, old, new)

    def _kind(self, pair: Pair, old: _Told, new: _Told, updated: bool) -> str:
        """What kind of change it is; empty for none that needs a note."""
        if said(pair.new.words, self._words.running) or _may_be_one(old, new):
            return ""
        rises = new.value > old.value and new.figure is not None and new.figure.kind == "count"
        if rises and said(pair.new.words, self._words.rising):
            return ""
        words = self._words.update
        fate = self._new.counted(new, self._counts) if rises else ""
        if fate and fate == self._old.counted(old, self._counts):
            return "" if updated or said(pair.new.words, words) else "toll"
        known = {one.entry.phrase for one in said(pair.old.words, words)}
        return "" if any(one.entry.phrase not in known for one in said(pair.new.words, words)) else "number"


def figures_in(article: Article, words: Gone, language: str) -> Figures | None:
    """The numbers of both versions; ``None`` in a language there is no data for."""
    old, new = both(article)
    readers = old.get(figure_reader), new.get(figure_reader)
    counts = count_words(language)
    if readers[0] is None or readers[1] is None or counts is None:
        return None
    return Figures(article, _Side(old, readers[0]), _Side(new, readers[1]), counts, words)


def _counterparts(pair: Pair, old: dict[int, _Told], new: dict[int, _Told]) -> Iterator[tuple[_Told, _Told]]:
    """The numbers that stand in the same place of both sentences."""
    shift, at = 0, 0
    for edit in (*pair.edits, Edit((len(pair.old.words),) * 2, (len(pair.new.words),) * 2, 0)):
        # between two edits the words are the same; what follows a number there may still be another
        slip = is_slip(plainly(pair.old.words[slice(*edit.old)]), plainly(pair.new.words[slice(*edit.new)]))
        for place in range(at, edit.new[0]):
            if place in new and place - shift in old and not slip:
                yield old[place - shift], new[place]
        if edit.beside >= _BESIDE:
            yield from _within(edit, old, new)
        at, shift = edit.new[1], edit.new[1] - edit.old[1]


def _within(edit: Edit, old: dict[int, _Told], new: dict[int, _Told]) -> Iterator[tuple[_Told, _Told]]:
    before = [old[at] for at in range(*edit.old) if at in old]
    after = [new[at] for at in range(*edit.new) if at in new]
    if len(before) == len(after):
        yield from zip(before, after, strict=True)


def _differ(old: _Told, new: _Told) -> bool:
    if _is_million(old, new) or _is_million(new, old):
        return False
    if old.value != new.value:
        # what is converted is another number of another unit
        return _unit(old) == _unit(new) or not (_unit(old) and _unit(new))
    return _unit(old) != _unit(new) and bool(_unit(old) and _unit(new)) and "$" not in (_unit(old), _unit(new))


def _is_million(one: _Told, other: _Told) -> bool:
    """``1.4m workers``, which reads as metres, and ``1.4 million workers``."""
    return _unit(one) == "m" and other.number.scale == _MILLION and other.number.value == one.value * _MILLION


def _unit(told: _Told) -> str:
    return told.figure.unit if told.figure is not None else ""


def _may_be_one(old: _Told, new: _Told) -> bool:
    """Whether one of two numbers is the other, rounded or within what *about* or *more than* leaves open."""
    if old.figure is None or new.figure is None or old.value == new.value:
        return False
    one, other = old.value, new.value
    apart, most = abs(one - other), max(abs(one), abs(other))
    for figure, value in ((old.figure, other), (new.figure, one)):
        stated = Decimal(str(figure.value))
        if figure.bound == ">=" and value >= stated and apart <= most / 2:
            return True
        if figure.bound == "<=" and value <= stated and apart <= most / 2:
            return True
        if figure.bound == "~" and apart <= _ABOUT * most:
            return True
    small = most < _EXACT_BELOW and one == one.to_integral() and other == other.to_integral()
    return not small and apart <= _NEAR * most and (_rounds(one, other) or _rounds(other, one))


def _rounds(rough: Decimal, exact: Decimal) -> bool:
    digits = len(rough.normalize().as_tuple().digits)
    return Decimal(f"{exact:.{digits}g}") == rough and len(exact.normalize().as_tuple().digits) > digits


def _change(kind: str, pair: Pair, old: _Told, new: _Told) -> Change:
    places = _place(old), _place(new)
    return Change(kind, *places, ((_written(old.number.value),), (_written(new.number.value),)), pair)


def _place(told: _Told) -> Span:
    if told.figure is None or told.figure.upper is not None:
        return Span(told.number.start, told.number.end)
    return told.figure.span


def values_in(article: Article, start: int, end: int) -> set[str]:
    """The values of the numbers between two offsets of one block, as changes have them."""
    reader, block = article.get(figure_reader), article.block_at(start)
    if reader is None or block is None:
        return set()
    return {_written(number.value) for number in reader.numbers_in(block) if start <= number.start < end}


def _written(value: Decimal) -> str:
    return f"{value:f}"


def tells_update(sentences: Sequence[Stated], words: Gone, fates: frozenset[str]) -> bool:
    """Whether a sentence says that a count of people has gone on: ``the death toll has risen to 14``."""
    return any(
        any(token.plain in fates for token in one.words)
        and (said(one.words, words.rising) or said(one.words, words.update))
        for one in sentences
    )
