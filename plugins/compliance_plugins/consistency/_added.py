"""Decides whether figures of a story make another one together, so that it need not stand there itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import combinations
from re import Pattern, compile
from typing import TYPE_CHECKING

from compliance_plugins.consistency._shown import NEAR, rounds

if TYPE_CHECKING:
    from compliance.language.counts import Count, Words
    from compliance.language.figures import Figure
    from compliance.language.figures_numbers import Number

_LONGEST_SUM = 4
_COMPARED = 30
_BESIDE = 3
_REACH = 16
_HAIR = 1e-6


def is_made_of(
    text: str,
    stated: Figure,
    part: Figure,
    numbers: Sequence[Number],
    told: Sequence[Count],
    join: Collection[str],
    words: Words,
) -> bool:
    """Whether a figure is another and one beside it together: ``11 in the city and one beyond``.

    :param text: the story's.
    :param part: the other one, of the story.
    :param numbers: the story's numbers, in order; ``told`` what those of them count that are figures.
    :param join: what joins two numbers: *and*.
    """
    at = next((n for n, number in enumerate(numbers) if number.end > part.span.start), len(numbers))
    lacking = abs(stated.value - part.value)
    beside = [
        number
        for number in numbers[max(at - _BESIDE, 0) : at + _BESIDE + 1]
        if not part.span.start <= number.start < part.span.end
        and abs(lacking - float(number.value)) < _HAIR * lacking
        and not _is_told_again(text, number, part)
    ]
    return any(
        _is_joined(text, number, part, join)
        if number.value <= 1
        else _is_alike(text, number, part, told, words) and not _is_within(text, number, part, words)
        for number in beside
    )


def _is_told_again(text: str, number: Number, part: Figure) -> bool:
    """Whether a number is the figure itself, in another sentence."""
    first, second = sorted(((number.start, number.end), (part.span.start, part.span.end)))
    return float(number.value) == part.value and _sentence_end().search(text, first[1], second[0]) is not None


def _is_joined(text: str, number: Number, part: Figure, join: Collection[str]) -> bool:
    """Whether a one, which may be a pronoun, is added to a count in words: ``11 there and one here``."""
    if part.unit:
        return False
    before = text[max(number.start - 5, 0) : number.start].split()
    return number.words and bool(before) and before[-1] in join and number.start > part.span.end


def _is_alike(text: str, number: Number, part: Figure, told: Sequence[Count], words: Words) -> bool:
    """Whether a number counts what a figure counts, people with people: neither a time nor of another thing or unit,
    nor of people with another fate.
    """
    count = next((each for each in told if each.figure.span.start <= number.start < each.figure.span.end), None)
    whole = next((each for each in told if each.figure.span == part.span), None)
    if count is None or count.figure.unit != part.unit:
        return False
    if whole is not None and whole.fate and count.fate and whole.thing != count.thing:
        return False
    one, other = (_noun(text, each) for each in (count.figure, part))
    if whole is not None and whole.fate and one and not (count.fate or _is_people(one, words)):
        return False  # 53 dead, and two ships
    return not one or not other or one == other or (_is_people(one, words) and _is_people(other, words))


def _noun(text: str, figure: Figure) -> str:
    return text[figure.counted.start : figure.counted.end].lower() if figure.counted is not None else ""


def _is_people(noun: str, words: Words) -> bool:
    return noun in words.persons or noun in words.anybody or noun in words.things


def _is_within(text: str, number: Number, part: Figure, words: Words) -> bool:
    """Whether a number is a part of the figure: ``20 people, two of them children``, ``20, including two children``."""
    behind = _word().findall(text, number.end, number.end + _REACH)[:2]
    between = _word().findall(text, part.span.end, number.start)
    return not words.within.isdisjoint(map(str.lower, (*behind, *between)))


def adds_up(text: str, stated: Figure, told: Sequence[Figure], *, apart: bool = True) -> bool:
    """Whether figures of the story make the figure: the sum of some that follow each other, what two differ by,
    or for a percentage what lies between two.

    :param text: the story's.
    :param apart: what two differ by is asked for as well.
    """
    like = [each for each in told if _may_be_part(stated, each)]
    if any(rounds(stated, value) for value in _sums(text, like)):
        return True
    if apart and any(rounds(stated, abs(one.value - other.value)) for one, other in combinations(like[:_COMPARED], 2)):
        return True
    if stated.unit != "%":
        return False
    others = [each for each in told if each.kind in ("money", "count", "measure")]
    room = NEAR * stated.value if stated.bound else stated.step
    return any(abs(change - stated.value) < max(room, stated.step) for change in _changes(others))


def _may_be_part(stated: Figure, told: Figure) -> bool:
    """Whether a figure can be added up to another one: no less than its last digit counts, and of its kind and
    currency, or bare in the same millions.
    """
    if told.value * 2 < stated.step:
        return False
    if told.kind == stated.kind:
        return stated.kind != "money" or told.unit == stated.unit or "$" in (told.unit, stated.unit)
    return stated.kind == "money" and told.kind == "count" and (told.scale > 1 or stated.scale == 1)


def _sums(text: str, figures: Sequence[Figure]) -> Iterator[float]:
    """What figures that follow each other make; one that a later sentence only tells again is added once."""
    for first, figure in enumerate(figures):
        total = float(figure.value)
        for other in figures[first + 1 : first + _LONGEST_SUM]:
            again = other.value == figure.value and _sentence_end().search(text, figure.span.end, other.span.start)
            total += 0 if again else other.value
            yield total


def _changes(figures: Sequence[Figure]) -> Iterator[float]:
    """By how much per cent one figure lies above or below a near one of its unit."""
    for first, one in enumerate(figures):
        for other in figures[first + 1 : first + _LONGEST_SUM]:
            if (one.unit == other.unit or not other.unit) and one.value and other.value:
                yield abs(other.value / one.value - 1) * 100
                yield abs(one.value / other.value - 1) * 100


@cache
def _word() -> Pattern[str]:
    return compile(r"[^\W\d_]+")


@cache
def _sentence_end() -> Pattern[str]:
    return compile(r"[.!?]\W|\n")
