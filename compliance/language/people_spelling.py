"""Decides how likely two words are one name spelt in two ways; likeness alone does not say that they are."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

LEAST = 5
"""Shorter names differ by one letter from too many others."""
_ENDINGS = ("s", "es", "a", "i", "y", "n")
_SEXES = frozenset("aoe")

_SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("tch", "c"), ("kh", "h"), ("sh", "s"), ("ch", "c"), ("zh", "z"), ("ts", "z"),
    ("tz", "z"), ("ph", "f"), ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("dj", "j"), ("yo", "e"),
    ("iy", "i"), ("yi", "i"), ("ii", "i"), ("ij", "i"), ("y", "i"), ("j", "i"), ("w", "v"), ("q", "k"), ("c", "k"),
    ("'", ""), ("-", ""),
)  # fmt: skip


def spellings(word: str) -> frozenset[str]:
    """A word and what is left of it when a letter is taken away: words one letter apart have one of these in common."""
    return frozenset((word, *(word[:at] + word[at + 1 :] for at in range(len(word)))))


def sound(word: str) -> str:
    """A folded word without what transliterations differ in."""
    for written, meant in _SOUNDS:
        word = word.replace(written, meant)
    return _doubled().sub(r"\1", word)


def alike(one: str, other: str) -> bool:
    """Whether two surnames are one letter or two changed letters apart, or only spelt as another alphabet is written.

    Other forms of one word (a plural, a woman's surname beside a man's), short words and accents alone are not meant.

    :param one: folded (:func:`compliance.lexicon.fold_word`); so ``other``.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < LEAST or short[0] != long[0] or len(long) - len(short) > 1 or short == long:
        return False
    if long.startswith(short) and long[len(short) :] in _ENDINGS:
        return False
    if len(short) == len(long) and _but_sex(short.removesuffix("s"), long.removesuffix("s")):
        return False
    return not spellings(short).isdisjoint(spellings(long))


def _but_sex(one: str, other: str) -> bool:
    """Whether two words differ in the last vowel alone, as those for men and women do (diputado, diputada)."""
    return one[:-1] == other[:-1] and {one[-1], other[-1]} <= _SEXES


def swapped(one: str, other: str) -> bool:
    """Whether two folded words are the same but for two neighbouring letters that are changed over."""
    if len(one) != len(other) or one == other:
        return False
    at = next(n for n, letter in enumerate(one) if letter != other[n])
    return one[at : at + 2] == other[at : at + 2][::-1] and one[at + 2 :] == other[at + 2 :]


@cache
def _doubled() -> re.Pattern[str]:
    import re

    return re.compile(r"(.)\1+")
