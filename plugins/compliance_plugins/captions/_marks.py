"""Decides where a caption says who stands where: ``(L)``, ``(2-R)``, ``, second from left,``, ``(izq.)``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from compliance.article import Span
from compliance.language.locale import locale_data


class Position(NamedTuple):
    """A place in the picture: side, how many from it, and the row."""

    side: str
    ordinal: int
    row: str


class Mark(NamedTuple):
    """Words that place somebody.

    :param span: the words, their brackets included.
    :param position: what they say.
    :param letter: they are a single letter, which may mean a party.
    """

    span: Span
    position: Position
    letter: bool


class Words(NamedTuple):
    """What a language calls positions, and the people who need no name."""

    positions: Mapping[str, Position]
    lists: tuple[str, ...]
    pictures: tuple[str, ...]
    people: frozenset[str]
    offices: frozenset[str]
    party: frozenset[str]
    party_words: tuple[str, ...]


def marks_in(text: str, prose: Span, language: str) -> list[Mark]:
    """The marks of position in a caption, in order."""
    words = position_words(language)
    found: list[Mark] = []
    for match in _candidates()(text, prose.start, prose.end):
        inner = match[1] if match[1] is not None else match[2]
        key = " ".join(inner.lower().replace(".", "").split())
        position = words.positions.get(key)
        if position is None or (match[1] is None and len(key) < 4):
            continue
        start, end = (match.start(), match.end()) if match[1] is not None else match.span(2)
        found.append(Mark(Span(start, end), position, len(key) == 1))
    return found


@cache
def position_words(language: str) -> Words:
    """The words of a language, every way to write a position spelt out."""
    data = locale_data(language, "captions")["position"]
    positions: dict[str, Position] = {}
    for side in ("left", "right", "centre"):
        for word in data[side]:
            positions[word] = Position(side, 1, "")
            for number, forms in data["ordinals"].items():
                for form in forms:
                    for joiner in ("", " ", *(j if j == "-" else f" {j} " for j in data["joiners"])):
                        positions[f"{form}{joiner}{word}"] = Position(side, int(number), "")
            for row in data["rows"]:
                positions[f"{row} {word}"] = Position(side, 1, row)
                positions[f"{word} {row}"] = Position(side, 1, row)
    return Words(
        positions,
        tuple(data["lists"]),
        tuple(data["pictures"]),
        frozenset(data["people"]),
        frozenset(data["offices"]),
        frozenset(data["party"]),
        tuple(data["party_words"]),
    )


@cache
def _candidates():  # type: ignore[no-untyped-def]  # the bound method of a pattern
    import re

    # what stands in short brackets, or between a comma and the next comma, stop or "and"
    return re.compile(r"\(([^()\n]{1,24})\)|, ((?:[^\W_]+[ -]?){1,4})(?=,|\.|;|$| and | y | e | with | con )").finditer


def whole_word(text: str, phrase: str) -> bool:
    """Whether a phrase stands in a text in lower case, not inside a word."""
    at = text.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not (text[at - 1 : at].isalnum() and phrase[0].isalnum()) and not (
            text[end : end + 1].isalnum() and phrase[-1].isalnum()
        ):
            return True
        at = text.find(phrase, at + 1)
    return False
