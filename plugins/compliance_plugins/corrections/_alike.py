"""Decides whether two words are one, mistyped or spelt in another way."""

from __future__ import annotations

from collections.abc import Sequence

_ALIKE = 0.75
_SHORT = 2


def is_slip(old: Sequence[str], new: Sequence[str], alike: float = _ALIKE) -> bool:
    """Whether some words became others by the change of a few letters: a typing error, a spelling, a contraction.

    :param old: the words as they are compared; a figure is never a slip of another.
    :param alike: the share of letters that they must have in common, in order.
    """
    one, other = ("".join(words).replace("'", "") for words in (old, new))
    if any(sign.isdigit() for sign in one + other):
        return one == other
    if len(old) == len(new) and all(map(is_shorter, old, new)):
        return True
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= alike


def is_shorter(one: str, other: str) -> bool:
    """Whether one of two words is the other, or the other cut short: ``corp`` and ``corporation``, ``ltd``, ``mln``."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if len(short) < _SHORT or short[0] != long[0]:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)
