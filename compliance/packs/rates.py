"""Guesses how often literals stand in a story, by the shares that kinds of characters have of running text.

A guess is enough: it decides where time goes, and never what is found.
"""

from __future__ import annotations

from collections.abc import Iterable

from compliance.folding import fold

_FIGURE, _BLANK, _STOP, _SIGN = 1 / 150, 1 / 6, 1 / 80, 1 / 500
_LETTERS = (1.0, 1 / 20, 1 / 100, 1 / 1000, 1 / 5000, 1e-5)
"""By how many letters stand together: short words are many, and a word is no rarer than the last, however long."""
_MOST = 1 / 40
"""Hits a character from which on it costs more to be told of each than to look for the literals where it matters."""
SELDOM = 1e-7
"""A rate below which a literal stands in next to no story, so that a lower one is no better."""


def rate(words: Iterable[str]) -> float:
    """How many of these the scanner finds in a text, for each of its characters."""
    return sum(map(_one, {fold(word).decode("latin-1") for word in words}))


def worth_waiting(words: Iterable[str]) -> bool:
    """Whether literals are rare enough to be told of wherever they stand, as the scanner reads them."""
    rates = rate(words)
    return 0 < rates <= _MOST


def _one(word: str) -> float:
    share, letters = 1.0, 0
    for char in word:
        if char.isalpha():
            letters += 1
        else:
            share, letters = share * _together(letters) * _share(char), 0
    return share * _together(letters)


def _together(letters: int) -> float:
    return _LETTERS[min(letters, len(_LETTERS) - 1)]


def _share(char: str) -> float:
    if char.isdigit():
        return _FIGURE
    if char.isspace():
        return _BLANK
    return _STOP if char == "'" else _SIGN
