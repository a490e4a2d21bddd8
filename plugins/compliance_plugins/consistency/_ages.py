"""Decides how old a story says that somebody is, each time it says so beside a name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain, combinations
from re import Pattern, compile, escape, fullmatch, match
from typing import TYPE_CHECKING

from compliance.article import NOT_PROSE, Article, Span
from compliance.language.counts import AgeWords, age_words
from compliance.language.detect import story_language
from compliance.language.figures_reader import figure_reader
from compliance.language.people import people
from compliance.language.people_called import no_names
from compliance.language.signs import digit_runs
from compliance.record import Record
from compliance_plugins.consistency._shown import blocks_of, is_slip

if TYPE_CHECKING:
    from compliance.language.figures_numbers import Number

_YOUNGEST, _OLDEST = 16, 120
_LABEL = 40
_AROUND = 120
"""Code points between a name and an age, for a quick look: what may stand between the two is far shorter."""
_WORDS = 4


class Age(Record):
    """An age beside a name.

    :param span: the number.
    :param person: who it is, by the order of the story's people.
    :param name: the name in full.
    """

    span: Span
    value: int
    person: int
    name: str


def ages(article: Article) -> Sequence[Age]:
    """The ages that stand beside names, where a story has two of which one may be a slip for the other."""
    words = age_words(article.get(story_language))
    text = article.text
    find = _age(words).match if words is not None else None
    found = {at: age[0] for at in article.get(digit_runs) if (age := find(text, at))} if find is not None else {}
    reader = article.get(figure_reader) if len(set(found.values())) > 1 else None
    if words is None or reader is None:
        return ()
    blocks = [block for block in blocks_of(article, found) if block.role not in NOT_PROSE]
    given = chain.from_iterable(map(reader.numbers_in, blocks))
    numbers = [number for number in given if _may_be_age(article.text, number, words)]
    if not _may_differ(article.text, numbers, no_names(article.get(story_language))):
        return ()
    named = sorted(
        (mention.span.start, mention.span.end, index, person.name)
        for index, person in enumerate(article.get(people))
        for mention in person.mentions
    )
    return tuple(_beside(article.text, numbers, named, words))


def _may_differ(text: str, numbers: Sequence[Number], never: frozenset[str]) -> bool:
    """A quick look: whether one age may be a slip for another that has a name beside it which the one has, too."""
    beside: dict[int, set[str]] = {}
    for number in numbers:
        beside.setdefault(int(number.value), set()).update(_capitals_around(text, number.start, number.end))
    pairs = combinations(sorted(beside), 2)
    return any(is_slip(one, other) and (beside[one] & beside[other]) - never for one, other in pairs)


def _capitals_around(text: str, start: int, end: int) -> Iterator[str]:
    """The words with a capital in the line of a number, no farther from it than a name is."""
    opening = max(text.rfind("\n", 0, start) + 1, start - _AROUND)
    closing = text.find("\n", end, end + _AROUND)
    for said in (text[opening:start], text[end : closing if closing >= 0 else end + _AROUND]):
        yield from _capitalised().findall(said)


@cache
def _capitalised() -> Pattern[str]:
    return compile(r"[A-ZÀ-ÖØ-Þ][^\W\d_]+")


@cache
def _age(words: AgeWords) -> Pattern[str]:
    """A number in figures with what stands before an age, or behind one."""
    before = "|".join(f"(?<={escape(said)}.)" for said in (*words.between, *words.tails))
    ends, old = ("|".join(map(escape, said)) or "(?!)" for said in (words.ends, words.old))
    return compile(f"[0-9](?:(?:{before})[0-9]{{0,2}}(?={ends})|[0-9]{{0,2}}(?={old}))")


def _may_be_age(text: str, number: Number, words: AgeWords) -> bool:
    start, end = number.start, number.end
    if number.grouped or number.scale > 1 or not 0 < number.value < _OLDEST:
        return False
    if text.startswith(words.old, end):
        return True
    if not text.startswith(words.ends, end):
        return False
    before = text[max(start - _LABEL, 0) : start]
    return before.endswith(words.tails) or any(
        before.endswith(said) and before[: -len(said)].rpartition(" ")[2][:1].isupper() for said in words.between
    )


def _beside(
    text: str, numbers: Sequence[Number], named: Sequence[tuple[int, int, int, str]], words: AgeWords
) -> Iterator[Age]:
    for number in numbers:
        after = next((len(old) for old in words.old if text.startswith(old, number.end)), 0)
        index = bisect_left(named, (number.start,))
        behind = named[index] if after and index < len(named) else None
        found = behind if behind and _is_label(text[number.end + after : behind[0]]) else None
        if found is None and index:
            before = named[index - 1]
            between = text[before[1] : number.start]
            told = not after and (_is_beside(number, between, words) or _has_died(text, before, number, words))
            found = before if told or fullmatch(words.apposed, between) else None
        if found is None:
            continue
        start, end, person, name = found
        if text[start:end].rpartition(" ")[2] in name:
            yield Age(Span(number.start, number.end), int(number.value), person, name)


def _has_died(text: str, named: tuple[int, int, int, str], number: Number, words: AgeWords) -> bool:
    """Whether a sentence that tells of the death of the one it names first gives the age."""
    start, end = named[:2]
    lead = text[max(text.rfind("\n", 0, start), text.rfind(". ", 0, start)) + 1 : start].lstrip()
    if len(lead) > _LABEL or any(sign in lead for sign in ",'’\"“«") or lead.rstrip().endswith((" of", " de", " del")):
        return False
    if fullmatch(words.died, text[end : number.start]):
        return True
    return bool(match(words.opens, lead) and fullmatch(words.led, text[end : number.start]))


def _is_beside(number: Number, between: str, words: AgeWords) -> bool:
    """Whether a number behind a name is an age: in ``Roe, 3,`` and ``Roe (3)`` it may be a score as well."""
    said = any(sign.isalpha() for sign in between)
    return between in words.between and (said or number.value >= _YOUNGEST)


def _is_label(between: str) -> bool:
    """Whether only a few small words stand between an age and a name: ``45-year-old lorry driver Ana Roe``."""
    said = between.split()
    return len(between) <= _LABEL and len(said) <= _WORDS and all(word.isalpha() and word.islower() for word in said)
