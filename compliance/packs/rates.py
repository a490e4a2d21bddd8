"""Guesses how often literals stand in a story, by the shares that kinds of characters have of running text.

A guess is enough: it decides where time goes, and never what is found.
"""

from __future__ import annotations

from collections.abc import Iterable

from compliance.folding import fold

_LETTER, _FIGURE, _BLANK, _STOP, _SIGN = 1 / 20, 1 / 150, 1 / 6, 1 / 80, 1 / 500
_MOST = 1 / 40
"""Hits a character from which on it costs more to be told of each than to look for the literals where it matters."""
_WORD = 1e-5
"""A word is no rarer than that, however long: that is what tells language from letters drawn by lot."""
SELDOM = 1e-8
"""A rate below which a literal stands in next to no story, so that a lower one is no better."""


def rate(words: Iterable[str]) -> float:
    """How many of these stand in a text, for each of its characters."""
    return sum(map(_one, words))


def worth_waiting(words: Iterable[str]) -> bool:
    """Whether literals are rare enough to be told of wherever they stand, as the scanner reads them."""
    folded = {fold(word).decode("latin-1") for word in words}
    return bool(folded) and rate(folded) <= _MOST


def _one(word: str) -> float:
    share = word_share = 1.0
    for char in word:
        if char.isalpha():
            word_share = max(word_share * _LETTER, _WORD)
        else:
            share, word_share = share * word_share * _share(char), 1.0
    return share * word_share


def _share(char: str) -> float:
    if char.isdigit():
        return _FIGURE
    if char.isspace():
        return _BLANK
    return _STOP if char in ".,'\"-’“”" else _SIGN
