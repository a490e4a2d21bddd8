"""Decides what a figure of a story counts, and whether it is the story's own figure or a part, an old one, a fear.

``12 dead``, ``killing 12`` and ``12 people died`` count the same; ``12 houses`` something else. In ``three of them``
a figure is a part, in ``the toll stood at 10 earlier`` one of another time, in ``could kill 20`` it is none yet. The
words for it are in ``locales/<language>/counts.toml``.
"""

from __future__ import annotations

from functools import cache
from re import Pattern, compile
from typing import TYPE_CHECKING

from compliance.language.locale import locale_data
from compliance.language.reports import sentence_at
from compliance.record import Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compliance.article import Article, Span
    from compliance.language.figures import Figure

FATES = "fates"
"""The vocabulary list of what happens to people."""
WHOLES = "wholes"
"""The vocabulary list of nouns that count people in general."""
SUM_SIGNS = "sum-signs"
"""The vocabulary list of what shows that parts, or shares, may be added: with ``of``, which of the two."""
_BEFORE = 34
_AFTER = 64
_SENTENCE = 160
_CLOSING = ".;:!?\n"


class Count(Record):
    """What a figure counts.

    :param figure: the figure.
    :param thing: what is counted: ``killed``, ``injured`` … for people, else the noun in small letters (its plural's
        ``s`` taken away), the unit, or the kind of figure; empty where the story does not say.
    :param fate: whether that is something that happened to people.
    :param anybody: whether the noun, if there is one, says no more than that they are people.
    """

    figure: Figure
    thing: str
    fate: bool
    anybody: bool = True


class Words(Record):
    """A language's words beside figures.

    :param things: what happened to people, by word.
    :param at: words behind which a bare number is an age, a place or a time.
    :param definite: words that make a figure the story's own: ``the 12 dead``.
    :param again: words that make a figure one more than those before: ``another 12``.
    :param tolls: words for the whole count of the dead.
    :param reached: phrases before the figure that a toll has come to: ``rose to``.
    :param kin: stems of words for one thing that money goes to: a loan and what is borrowed.
    :param within: words by which a figure is a part of the one before: ``two of them``, ``including two``.
    :param fractions: a share in per cent, by word.
    :param aside: why a figure may be another than the story's own, by word: ``part``, ``time``, ``may``.
    """

    things: Mapping[str, str]
    persons: frozenset[str]
    anybody: frozenset[str]
    breaks: frozenset[str]
    lists: frozenset[str]
    at: frozenset[str]
    definite: frozenset[str]
    again: frozenset[str]
    tolls: frozenset[str]
    reached: tuple[str, ...]
    adjusted: frozenset[str]
    kin: tuple[tuple[str, ...], ...]
    within: frozenset[str]
    aside: Mapping[str, str]
    fractions: Mapping[str, float]


@cache
def count_words(language: str | None) -> Words | None:
    """The words of a language; ``None`` where there is no data for it."""
    table = locale_data(language, "counts") if language else {}
    if not table:
        return None
    words = {name: frozenset(text.split()) for name, text in table["words"].items()}
    kinds = {"parts": "part", "times": "time", "may": "may"}
    return Words(
        things={
            word: entry["thing"] for entry in table["lists"][FATES] for word in (entry["phrase"], *entry["aliases"])
        },
        persons=words["persons"],
        anybody=words["anybody"],
        breaks=words["breaks"],
        lists=words["lists"],
        at=words["at"],
        definite=words["definite"],
        again=words["again"],
        tolls=words["tolls"],
        reached=tuple(f" {phrase} " for phrase in table["reached"]),
        adjusted=words["adjusted"],
        kin=tuple(tuple(stems.split()) for stems in table["kin"]),
        within=words["within"],
        aside={word: kind for name, kind in kinds.items() for word in words[name]},
        fractions=table["fractions"],
    )


class ChangeWords(Record):
    """A language's words for a figure that became another.

    :param to: before the figure that it became.
    :param origin: before the figure that it was.
    :param links: both.
    :param between: words that may stand beside one of a rise or a fall.
    :param more: *more than* before a word of :attr:`times`.
    :param less: *nearly* before one.
    :param times: by what a word multiplies.
    :param signs: one of these stands wherever a share or such a word does.
    """

    to: frozenset[str]
    origin: frozenset[str]
    links: frozenset[str]
    up: frozenset[str]
    down: frozenset[str]
    loss: frozenset[str]
    between: frozenset[str]
    more: frozenset[str]
    less: frozenset[str]
    adjusted: frozenset[str]
    times: Mapping[str, float]
    signs: tuple[str, ...]


@cache
def change_words(language: str | None) -> ChangeWords | None:
    """The words of a language for changes; ``None`` where there is no data for it."""
    table = locale_data(language, "counts") if language else {}
    if not table:
        return None
    words = {name: frozenset(text.split()) for name, text in table["change"].items()}
    origin = words.pop("from")
    adjusted = frozenset(table["words"]["adjusted"].split())
    return ChangeWords(
        **words,
        origin=origin,
        links=words["to"] | origin,
        adjusted=adjusted,
        times=table["times"],
        signs=(*_shares(str(language)), *table["times"]),
    )


class AgeWords(Record):
    """How a language writes an age beside a name.

    :param between: what stands between a name and the age that follows it.
    :param ends: what stands behind such an age.
    :param old: what stands behind an age that the name follows.
    :param tails: what stands right before an age that is farther from the name.
    :param apposed: what stands between a name and an age that describes it, as a pattern.
    :param died: what stands between a name and the age at which somebody died, as a pattern.
    :param opens: the verb that says so before the name, as a pattern; what stands between follows in ``led``.
    """

    between: tuple[str, ...]
    ends: tuple[str, ...]
    old: tuple[str, ...]
    tails: tuple[str, ...]
    apposed: str
    died: str
    opens: str
    led: str


@cache
def age_words(language: str | None) -> AgeWords | None:
    """How a language writes ages; ``None`` where there is no data for it."""
    table = locale_data(language, "counts") if language else {}
    if not table:
        return None
    said = table["ages"]
    between, ends, old, tails = (tuple(said[name]) for name in ("between", "ends", "old", "tails"))
    return AgeWords(between, ends, old, tails, said["apposed"], said["died"], said["opens"], said["led"])


class DeathWords(Record):
    """How a language says that somebody dies.

    :param says: a verb that says so, as a pattern.
    :param denied: words before it that take it back.
    :param told: what tells of any death in a story, as a pattern for small letters.
    """

    says: str
    denied: frozenset[str]
    told: str


@cache
def death_words(language: str | None) -> DeathWords | None:
    """How a language says that somebody dies; ``None`` where there is no data for it."""
    table = locale_data(language, "counts").get("death") if language else None
    return DeathWords(table["says"], frozenset(table["not"].split()), table["told"]) if table else None


class SumWords(Record):
    """A language's words for a whole and its parts.

    :param wholes: nouns that count people in general.
    :param groups: kinds of people, each of which is none of the others of its group.
    :param kinds: all of them.
    :param singles: one of a kind.
    :param one: *a* before one of a kind, as alternatives of a pattern; so too :attr:`join`.
    :param rest: words that say that the parts are not all.
    :param votes: what shares are of that make a hundred together.
    :param counting: words beside which shares are of something else too.
    :param at: before the place of a part, as alternatives of a pattern.
    :param totals: behind a figure that the parts before it make.
    :param polled: what stands beside the parties of a poll on how people would vote.
    :param shares: what stands behind the number of a share.
    """

    wholes: frozenset[str]
    groups: tuple[frozenset[str], ...]
    kinds: frozenset[str]
    singles: frozenset[str]
    one: str
    join: str
    rest: frozenset[str]
    votes: frozenset[str]
    counting: frozenset[str]
    at: str
    totals: tuple[str, ...]
    polled: tuple[str, ...]
    shares: tuple[str, ...]


@cache
def sum_words(language: str | None) -> SumWords | None:
    """The words of a language for sums; ``None`` where there is no data for it."""
    whole = locale_data(language, "counts") if language else {}
    table = whole.get("sums")
    if not table:
        return None
    groups = tuple(frozenset(group.split()) for group in table["groups"])
    votes = frozenset(table["votes"].split())
    return SumWords(
        votes=votes,
        groups=groups,
        kinds=frozenset().union(*groups),
        one=table["one"],
        join=table["join"],
        at=table["at"],
        totals=tuple(entry["phrase"] for entry in whole["lists"][SUM_SIGNS] if entry["of"] == "parts"),
        polled=tuple(table["polled"]),
        wholes=frozenset(entry["phrase"] for entry in whole["lists"][WHOLES]),
        shares=_shares(str(language)),
        **{name: frozenset(table[name].split()) for name in ("singles", "rest", "counting")},
    )


def _shares(language: str) -> tuple[str, ...]:
    """What stands behind the number of a share: ``%``, ``per cent``."""
    return tuple(sign for sign, unit in locale_data(language, "figures")["units"].items() if unit == "%")


def count_of(text: str, figure: Figure, words: Words, limit: int) -> Count:
    """What a figure counts.

    :param text: the story's.
    :param limit: where the figure's block ends.
    """
    if figure.kind != "count":
        return Count(figure, figure.unit or figure.kind, False)
    noun = text[figure.counted.start : figure.counted.end].lower() if figure.counted is not None else ""
    at = not noun and word_before(text, figure) in words.at and not _is_reached(text, figure, words)
    if at or _is_joined(text, figure):
        return Count(figure, "", False)
    if noun in words.things:
        return Count(figure, words.things[noun], True)
    anybody = not noun or noun in words.anybody
    fate = ""
    if not noun or noun in words.persons:
        fate = (
            _fate_before(text, figure, words)
            or _fate_after(text, figure, words, limit)
            or _fate_of_toll(text, figure, words)
        )
    return Count(figure, fate or _stem(noun), bool(fate), anybody)


def asides(article: Article, figure: Figure, words: Words) -> frozenset[str]:
    """Why the figure may be another than the story's own: ``part``, ``time``, ``may``; by the words of its sentence."""
    sentence = sentence_at(article, figure.span.start)
    said = _word().findall(article[sentence].lower())
    return frozenset(words.aside[word] for word in said if word in words.aside)


def word_before(text: str, figure: Figure) -> str:
    """The word right before a figure, in small letters; empty where a mark or nothing stands there."""
    start = figure.span.start
    found = text[max(start - 16, 0) : start].rpartition("\n")[2].split(" ")
    return found[-2].lower() if len(found) > 1 and not found[-1] else ""


def _is_joined(text: str, figure: Figure) -> bool:
    """``a 10-man team``."""
    end = figure.span.end
    return not figure.unit and text[end : end + 1] in ("-", "‑") and text[end + 1 : end + 2].isalpha()


def _fate_before(text: str, figure: Figure, words: Words) -> str:
    """``killing at least 12``, ``the toll rose to 12``: the nearest such word that no mark or break parts from it."""
    start = max(figure.span.start - _BEFORE, 0)
    stretch = text[start : figure.span.start]
    cut = max(stretch.rfind(mark) for mark in _CLOSING + ",(–")
    for word in reversed(_word().findall(stretch[cut + 1 :].lower())):
        if word in words.things:
            return words.things[word]
        if word in words.breaks:
            return ""
    return ""


def _is_reached(text: str, figure: Figure, words: Words) -> bool:
    """``rose to 12``: whether what came to the figure is told before."""
    before = text[max(figure.span.start - _BEFORE, 0) : figure.span.start].lower()
    return f" {before}".endswith(words.reached)


def _fate_of_toll(text: str, figure: Figure, words: Words) -> str:
    """``the death toll from the sinking of the ferry rose to 12``: the toll, however far before in its sentence."""
    if not _is_reached(text, figure, words):
        return ""
    stretch = text[max(figure.span.start - _SENTENCE, 0) : figure.span.start]
    cut = max(stretch.rfind(mark) for mark in _CLOSING)
    said = _word().findall(stretch[cut + 1 :].lower())
    tolls = [words.things[word] for word in said if word in words.tolls and word in words.things]
    fates = [words.things[word] for word in said if word in words.things]
    return (tolls or (fates if not words.tolls.isdisjoint(said) else [""]))[0]


def _fate_after(text: str, figure: Figure, words: Words, limit: int) -> str:
    """``12 people were killed``: the first such word of the clause, before the next figure."""
    for word in _clause(text, figure.span.end, limit):
        if word in words.things:
            return words.things[word]
        if word in words.breaks:
            return ""
    return ""


def _clause(text: str, start: int, limit: int) -> Iterator[str]:
    for match in _token().finditer(text, start, min(start + _AFTER, limit)):
        word = match.group()
        if word in _CLOSING or word[0].isdigit():
            return
        yield word.lower()


def _stem(noun: str) -> str:
    return noun[:-1] if noun.endswith("s") else noun


@cache
def _word() -> Pattern[str]:
    return compile(r"[^\W\d_]+")


@cache
def _token() -> Pattern[str]:
    return compile(r"[^\W\d_]+|\d+|[.;:!?\n]")


def sentence_of(article: Article, figure: Figure) -> Span:
    """The sentence a figure stands in."""
    return sentence_at(article, figure.span.start)
