"""Decides whether two figures can be one, given the digits that each of them shows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from compliance.article import Article, Block
from compliance.language.figures import Figure

NEAR = 0.1
"""The most by which one figure may differ from another that it rounds."""
_MORE_THAN, _LESS_THAN = 1.5, 0.66
_EXACT_BELOW = 100
_HAIR = 1e-6


def agree(stated: Figure, told: Figure) -> bool:
    """Whether the figure of a headline can be the one that the story tells.

    Equal; one cut or rounded to the digits that the other shows (``$14m`` of $14.5m, not 13 of 12); or within what
    *about*, *more than* or *up to* leaves open.
    """
    if told.upper is not None or stated.upper is not None:
        return _in_range(stated, told)
    high, low = max(stated.value, told.value), min(stated.value, told.value)
    if high == low:
        return True
    if _is_bounded(stated, told.value) or rounds(stated, told.value):
        return True
    if high - low > NEAR * high:
        return False
    if "~" in (stated.bound, told.bound):
        return True
    beyond = stated.value > told.value if told.bound == ">=" else stated.value < told.value
    return told.bound != "" and beyond and rounds(told, stated.value)


def _is_bounded(stated: Figure, value: float) -> bool:
    if stated.bound == ">=":
        return stated.value <= value <= stated.value * _MORE_THAN
    return stated.bound == "<=" and stated.value * _LESS_THAN <= value <= stated.value


def _in_range(one: Figure, other: Figure) -> bool:
    ends = (one.upper or one.value, other.upper or other.value)
    return min(ends) >= max(one.value, other.value)


def rounds(figure: Figure, value: float) -> bool:
    """Whether a value, cut or rounded to the digits that a figure shows, is that figure."""
    step = _shown(figure) * (1 - _HAIR)
    if abs(figure.value - value) > max(NEAR * figure.value, figure.step):
        return False
    return figure.value - step / 2 * (1 + 2 * _HAIR) <= value < figure.value + step


def _shown(figure: Figure) -> float:
    """What the last digit counts that is not a round number's nought; less than one where people are counted."""
    step = float(figure.step)
    if figure.step < figure.scale:
        return step  # 3.0 million says that it is no 2.9
    if figure.scale == 1 and step >= 1:
        if figure.value < _EXACT_BELOW and not figure.unit:
            return 0.5
        if figure.unit == "%":
            return 2.2 if figure.value % 10 == 0 else 1
    while step >= 1 and figure.value % (step * 10) == 0 and figure.value > step * 10:
        step *= 10
    return step


def is_slip(one: float, other: float) -> bool:
    """Whether two values look like one mistyped: near each other, one digit changed, or two digits swapped."""
    if abs(one - other) <= NEAR * max(one, other):
        return True
    return has_digits_of(one, other)


def has_digits_of(one: float, other: float) -> bool:
    """Whether two values are written with the same digits but for one, or for their order."""
    first, second = (f"{value:g}".rstrip("0").rstrip(".") for value in (one, other))
    if len(first) != len(second) or len(first) < 2:
        return False
    differ = [at for at, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    return len(differ) == 1 or sorted(first) == sorted(second)


def is_scale(one: float, other: float, factors: tuple[float, ...] = (1e3, 1e6)) -> bool:
    """Whether two values are a thousand or a million times each other."""
    high, low = max(one, other), min(one, other)
    return low > 0 and any(abs(high / low - factor) < factor * 1e-6 for factor in factors)


def holds(places: Sequence[int], block: Block) -> bool:
    """Whether one of some places, in order, lies in a block."""
    index = bisect_left(places, block.start)
    return index < len(places) and places[index] < block.end


def blocks_of(article: Article, places: Iterable[int]) -> list[Block]:
    """The blocks that some places, in order, lie in, each once."""
    found = (block for place in places if (block := article.block_at(place)) is not None and place < block.end)
    return list({block.span: block for block in found}.values())
