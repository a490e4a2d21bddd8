"""Decides where a story gives one quantity in two units, and whether the two can be one, given the digits shown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from re import Pattern, compile

from compliance.article import NOT_PROSE, Article, Block
from compliance.language.figures import Figure
from compliance.language.figures_reader import FigureReader, figure_reader
from compliance.record import Record

_GAP = 30
_ROUND, _ROUGH = 0.04, 0.12
_TENS = 10
_DEGREES = frozenset({"°C", "°F"})
_POUNDS = {"GBP": "lb"}
"""Pounds in a bracket beside another weight are no money."""


class Conversion(Record):
    """A quantity in two units.

    :param first: as the story has it.
    :param second: as it is converted.
    :param right: what the first is in the second's unit.
    """

    first: Figure
    second: Figure
    right: float


def wrong_conversions(article: Article) -> Iterator[Conversion]:
    """The quantities whose two figures cannot be one."""
    for opening, at in _brackets_with_number(article.text):
        block = article.block_at(at)
        reader = article.get(figure_reader)
        if block is None or reader is None or block.role in NOT_PROSE:
            continue
        numbers = reader.numbers_in(block)
        place = bisect_left(numbers, at, key=lambda number: number.start)
        if 0 < place < len(numbers) and numbers[place - 1].end <= opening and at - numbers[place - 1].end <= _GAP:
            yield from _judged(article, reader, block, numbers[place - 1].start, at)


def _brackets_with_number(text: str) -> Iterator[tuple[int, int]]:
    """Each bracket that may hold a converted quantity, with its first digit."""
    for sign in "([":
        opening = text.find(sign)
        while opening >= 0:
            held = _bracket().match(text, opening)
            if held is not None:
                yield opening, held.start(1)
            opening = text.find(sign, opening + 1)


@cache
def _bracket() -> Pattern[str]:
    """A bracket that opens with a number in figures and a unit: no more than a word or two before, no sign of money."""
    return compile(r"[(\[][^()\[\]\d,;:$€£¥]{0,14}(\d)[\d.,½¼¾\s–-]*(?:[^\W\d_]|[°º])")


def _judged(article: Article, reader: FigureReader, block: Block, at: int, then: int) -> Iterator[Conversion]:
    figures = reader.within(block)
    place = next((n for n, each in enumerate(figures) if each.span.start <= at < each.span.end), None)
    if place is None or place + 1 == len(figures):
        return
    one, other = figures[place], figures[place + 1]
    if not other.span.start <= then < other.span.end or _is_rate(article, one) != _is_rate(article, other):
        return
    units = _units(one, other)
    if units is None or (one.upper is None) != (other.upper is None):
        return
    if one.unit in _DEGREES and (_is_minus(article, one) or _is_minus(article, other)):
        return
    before = _begun(article, figures[place - 1], one, other) if place else None
    rights = [
        (own, own + begun)
        for own in converted(one.value, *units)
        for begun in (converted(before.value, before.unit, units[1]) if before is not None else (0.0,))
    ]
    if not any(_fits(one, other, own, right) for own, right in rights):
        yield Conversion(one, other, min((right for _, right in rights), key=lambda right: abs(right - other.value)))


def _begun(article: Article, before: Figure, one: Figure, limit: Figure) -> Figure | None:
    """The part of a quantity that stands before its second part: the feet of ``6 ft 2 in``."""
    between = article.text[before.span.end : one.span.start].strip(" ,")
    if between not in ("", "and", "y", "con") or before.unit == one.unit:
        return None
    first, second = _units(before, limit), _units(one, limit)
    larger = first is not None and second is not None and max(converted(1, *first)) > max(converted(1, *second))
    return before if larger else None


def _is_minus(article: Article, figure: Figure) -> bool:
    """Whether a sign or word for *minus* stands before a figure, in any language."""
    before = article.text[max(figure.span.start - 8, 0) : figure.span.start].rstrip().lower()
    return before.endswith(("-", "−", "–", "minus", "menos"))


def _is_rate(article: Article, figure: Figure) -> bool:
    """``20 miles per gallon``, ``8 l/100 km``: not the unit alone."""
    after = article.text[figure.span.end : figure.span.end + 5].lower()
    return after.startswith((" per ", " a ", "/", " por "))


def _units(one: Figure, other: Figure) -> tuple[str, str] | None:
    """The two units where they are of one dimension; ``None`` where one is no measure."""
    from compliance_plugins.consistency._unit_table import UNITS

    first, second = one.unit, other.unit
    if first in _POUNDS and second in UNITS:
        first = _POUNDS[first]
    if second in _POUNDS and first in UNITS:
        second = _POUNDS[second]
    if first == second:
        return None
    if first in _DEGREES and second in _DEGREES:
        return first, second
    if first in UNITS and second in UNITS and UNITS[first][0] == UNITS[second][0]:
        return first, second
    return None


def converted(value: float, first: str, second: str) -> tuple[float, ...]:
    """What a figure can be in another unit: several where a word is used for several units.

    A temperature may be one, or a difference of two.
    """
    from compliance_plugins.consistency._unit_table import UNITS

    if first in _DEGREES:
        return ((value - 32) * 5 / 9, value * 5 / 9) if first == "°F" else (value * 9 / 5 + 32, value * 9 / 5)
    return tuple(value * one / other for one in UNITS[first][1] for other in UNITS[second][1])


def _fits(one: Figure, other: Figure, own: float, right: float) -> bool:
    """Whether the second figure is the first one's conversion, by the digits that both show.

    :param own: what the first is in the second's unit; ``right`` is that with the feet before the inches.
    """
    if not one.value:
        return True
    rough = one.bound or other.bound or _is_round(one) or (other.value >= _TENS and other.value % _TENS == 0)
    share = _ROUGH if rough else _ROUND
    room = abs(right) * share if one.unit not in _DEGREES else 1.5
    room = max(room, abs(own / one.value) * one.step / 2 if one.unit not in _DEGREES else one.step)
    return abs(right - other.value) <= room + other.step / 2


def _is_round(figure: Figure) -> bool:
    """Whether a figure has but one digit that is no nought, and three digits or more: 100, 3,000."""
    step = 10.0 ** (len(str(int(figure.value))) - 1)
    return figure.value >= 100 and figure.value % step == 0


def written(right: float, step: float) -> str:
    """What would be right, with as many digits as the figure that stands there has."""
    return f"{right:,.0f}" if step >= 1 else f"{right:,.1f}"
