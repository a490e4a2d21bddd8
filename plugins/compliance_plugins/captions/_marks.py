"""Decides where a caption says who stands where: ``(L)``, ``(2-R)``, ``, second from left,``, ``(izq.)``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from compliance.article import Span
from compliance.language.locale import locale_data
from compliance.record import Record


class Position(Record):
    """A place in the picture: side, how many from it, and the row."""

    side: str
    ordinal: int
    row: str


class Mark(Record):
    """Words that place somebody.

    :param span: the words, their brackets included.
    :param position: what they say.
    :param letter: they are a single letter, which may mean a party.
    """

    span: Span
    position: Position
    letter: bool


class Words(Record):
    """What a language calls positions, and the people who need no name.

    :param sides: finds a side in words, in lower case.
    :param silent: finds words of lists and of pictures put together, in lower case.
    """

    positions: Mapping[str, Position]
    sides: Callable[[str], object]
    silent: Callable[[str], object]
    people: frozenset[str]
    offices: frozenset[str]
    party: frozenset[str]
    party_words: tuple[str, ...]
    lead_to_place: frozenset[str]


def marks_in(text: str, prose: Span, language: str) -> list[Mark]:
    """The marks of position in a caption, in order."""
    words = position_words(language)
    spots: list[tuple[Span, str]] = []
    at = text.find("(", prose.start, prose.end)
    while at >= 0:
        close = text.find(")", at, min(at + 26, prose.end))
        if close > 0:
            spots.append((Span(at, close + 1), text[at + 1 : close]))
        at = text.find("(", at + 1, prose.end)
    if words.sides(text[prose.start : prose.end].lower()):
        spots += [(Span(*match.span(1)), match[1]) for match in _between_commas()(text, prose.start, prose.end)]
    found: list[Mark] = []
    for span, inner in spots:
        key = " ".join(inner.lower().replace(".", "").split())
        position = words.positions.get(key)
        if position is not None and (text[span.start] == "(" or len(key) > 3):
            found.append(Mark(span, position, len(key) == 1))
    found.sort()
    return found


@cache
def position_words(language: str) -> Words:
    """The words of a language, every way to write a position spelt out."""
    data = locale_data(language, "captions")["position"]
    positions: dict[str, Position] = {}
    joiners = ("", " ", *(j if j == "-" else f" {j} " for j in data["joiners"]))
    for side in ("left", "right", "centre"):
        for number, forms in data["ordinals"].items():
            position = Position(side, int(number), "")
            beginnings = [f"{form}{joiner}" for form in forms for joiner in joiners]
            positions.update((f"{start}{word}", position) for word in data[side] for start in beginnings)
        for word in data[side]:
            positions[word] = Position(side, 1, "")
            for row in data["rows"]:
                positions[f"{row} {word}"] = Position(side, 1, row)
                positions[f"{word} {row}"] = Position(side, 1, row)
    return Words(
        positions,
        any_word(word for side in ("left", "right", "centre") for word in data[side] if len(word) > 3),
        any_word((*data["lists"], *data["pictures"])),
        frozenset(data["people"]),
        frozenset(data["offices"]),
        frozenset(data["party"]),
        tuple(data["party_words"]),
        frozenset(data["lead_to_place"]),
    )


@cache
def _between_commas():  # type: ignore[no-untyped-def]  # the bound method of a pattern
    import re

    # a few words between a comma and the next comma, stop or "and"
    return re.compile(r", ((?:[^\W_]+[ -]?){1,4}?)(?=,|\.|;|$| and | y | e | with | con )").finditer


def any_word(phrases: Iterable[str]) -> Callable[[str], object]:
    """A search for the first of several phrases, in lower case, not inside a word."""
    import re

    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)").search
