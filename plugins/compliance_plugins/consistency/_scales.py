"""Decides which figures of a story, or of a story and its source, have the same digits on two scales."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, combinations
from re import Pattern, compile, escape
from typing import TYPE_CHECKING

from compliance.article import NOT_PROSE, Article
from compliance.language.counts import count_of, count_words, sentence_of, word_before
from compliance.language.detect import story_language
from compliance.language.figures import Figure
from compliance.language.figures_reader import figure_reader
from compliance.language.figures_words import speech
from compliance.language.signs import digit_runs
from compliance.record import Record
from compliance_plugins.consistency._shown import is_scale

if TYPE_CHECKING:
    from compliance.language.figures_numbers import Number

_DIGITS = 2
_THOUSAND = 1_000
_BEFORE, _AFTER, _WORDS, _LONG = 26, 50, 6, 4
_MARKS = ".,;:()\"“”«»'’"


class Pair(Record):
    """Two figures with the same digits.

    :param figure: the one that is marked: the later of the two, the story's where the other is a source's.
    :param source: the source the other stands in; ``None`` for the story itself.
    """

    figure: Figure
    other: Figure
    source: Article | None = None


def pairs(article: Article) -> Iterator[Pair]:
    """The figures that stand on two scales, the story's own first, each marked once."""
    if not article.sources and not _may_be_swapped(article):
        return
    for digits, numbers in _by_digits(article).items():
        if len({number.value for number in numbers}) > 1:
            yield from _within(article, numbers)
        for source in article.sources:
            others = _by_digits(source).get(digits, ())
            if others and not {number.value for number in numbers} & {number.value for number in others}:
                yield from _between(article, numbers, source, others)


def _within(article: Article, numbers: Sequence[Number]) -> Iterator[Pair]:
    for one, other in combinations(numbers, 2):
        both = one.scale > 1 and other.scale > 1
        if not is_scale(float(one.value), float(other.value), (1e3, 1e6) if both else (1e3,)):
            continue
        first, second = _figure(article, one), _figure(article, other)
        if first is None or second is None or not _is_same(article, first, article, second):
            continue
        plain = one.scale == other.scale == 1
        if plain or _is_about_one(article, first, second):
            yield Pair(second, first)
            return


def _between(article: Article, numbers: Iterable[Number], source: Article, others: Sequence[Number]) -> Iterator[Pair]:
    for number in numbers:
        other = next((each for each in others if is_scale(float(number.value), float(each.value))), None)
        if other is None:
            continue
        first, second = _figure(article, number), _figure(source, other)
        if first is not None and second is not None and first.kind == second.kind:
            yield Pair(first, second, source)
            return


def _is_same(article: Article, one: Figure, there: Article, other: Figure) -> bool:
    """Whether both are of one unit, or count the same."""
    if one.kind != other.kind or one.unit != other.unit or one.upper or other.upper:
        return False
    if one.unit or (one.counted and other.counted and article[one.counted] == there[other.counted]):
        return True
    return _thing(article, one) == _thing(there, other) != ""


def _is_about_one(article: Article, one: Figure, other: Figure) -> bool:
    """Whether the words beside two figures say that one thing is meant: ``of the $2.3 million``, a word in common."""
    words = count_words(article.get(story_language))
    before = word_before(article.text, other)
    if words is not None and before in words.again:
        return False  # another 1.5 billion: more money, not the same again
    if words is not None and before in words.definite:
        return True
    # words between two figures that stand close are those of the later one alone
    first, second = sorted((one.span.start, other.span.start))
    close = 0 < second - first < _AFTER
    beside = _beside(article, other, behind=not close or other.span.start == second)
    ours = _beside(article, one, behind=not close or one.span.start == second)
    kin = words.kin if words is not None and one.scale > 1 and other.scale > 1 else ()
    return any(_is_kin(word, said) for word in ours for said in beside) or any(
        any(word.startswith(stems) for word in ours) and any(word.startswith(stems) for word in beside) for stems in kin
    )


def _is_kin(one: str, other: str) -> bool:
    """Whether two words are one, or forms of one: fined and fine, invertirá and inversión."""
    if one == other:
        return True
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= _LONG and shared * 2 >= max(len(one), len(other))


def _beside(article: Article, figure: Figure, *, behind: bool) -> set[str]:
    """The longer words of a figure's sentence right before and, if asked, behind it; what it counts left out."""
    sentence, (start, end) = sentence_of(article, figure), figure.span
    before = article.text[max(start - _BEFORE, sentence.start) : start].lower()
    after = article.text[end : min(end + _AFTER, sentence.end)].lower()
    noun = article[figure.counted].lower() if figure.counted is not None else ""
    said = {
        *before.split()[1 if start - _BEFORE > sentence.start else 0 :],
        *(after.split()[:_WORDS] if behind else ()),
    }
    return {word for word in (each.strip(_MARKS) for each in said) if len(word) >= _LONG and word != noun}


def _thing(article: Article, figure: Figure) -> str:
    words = count_words(article.get(story_language))
    return count_of(article.text, figure, words, figure.span.end + 64).thing if words is not None else ""


def _figure(article: Article, number: Number) -> Figure | None:
    reader, block = article.get(figure_reader), article.block_at(number.start)
    if reader is None or block is None or block.role in NOT_PROSE:
        return None
    return next((each for each in reader.within(block) if each.span.start <= number.start < each.span.end), None)


@cache
def _written(language: str) -> Pattern[str]:
    """A number in figures with marks in it, or with a word or letters that multiply it."""
    words = speech(language)
    scales = "|".join(map(escape, sorted({*words.scales, *words.suffixes}))) if words is not None else "(?!)"
    return compile(rf"[0-9]+(?:(?:[.,'’\u00a0\u202f ][0-9]+)+(?: ?(?:{scales})\b)?|(?<=[0-9][0-9]) ?(?:{scales})\b)")


@cache
def _no_digit() -> Pattern[str]:
    return compile(r"[^0-9]+")


def _may_be_swapped(article: Article) -> bool:
    """A quick look: whether some digits stand in the text twice, with marks or a scale, written in two ways."""
    text, match, end = article.text, _written(article.get(story_language) or "").match, 0
    found: dict[str, str] = {}
    for at in article.get(digit_runs):
        number = match(text, at) if at >= end else None
        if number is not None:
            end = number.end()
            digits = _no_digit().sub("", number[0]).strip("0")
            if len(digits) >= _DIGITS and found.setdefault(digits, number[0]) != number[0]:
                return True
    return False


def _by_digits(article: Article) -> dict[str, list[Number]]:
    """The numbers whose mark or scale may have been mistaken, by their digits that are no noughts."""
    reader = article.get(figure_reader)
    blocks = [block for block in article.blocks if block.role not in NOT_PROSE]
    found: dict[str, list[Number]] = {}
    for number in chain.from_iterable(map(reader.numbers_in, blocks)) if reader is not None else ():
        if number.grouped or number.scale >= _THOUSAND:
            digits = "".join(map(str, number.value.as_tuple().digits)).strip("0")
            if len(digits) >= _DIGITS:
                found.setdefault(digits, []).append(number)
    return found
