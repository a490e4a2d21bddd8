"""Decides whether two credits name the same agency or the same person."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from compliance.language.credit_phrases import tokens
from compliance.lexicon import Lexicon, fold_word

_PLAIN = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h"})


def name_words(text: str) -> list[str]:
    """The words of a name without capitals, accents and signs; ø is o, as wires write it."""
    return [fold_word(word.text).translate(_PLAIN) for word in tokens(text) if word.text[0].isalnum()]


def same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's: accents, initials, order and missing middle names apart."""
    first, second = name_words(one.lstrip("@")), name_words(other.lstrip("@"))
    if not first or not second:
        return True
    if set(first) <= set(second) or set(second) <= set(first) or "".join(first) == "".join(second):
        return True
    shorter, longer = sorted((first, second), key=len)
    return shorter[-1] == longer[-1] and all(
        any(
            word == full or (len(word) <= 2 and full.startswith(word[0])) or (len(full) == 1 and word.startswith(full))
            for full in longer
        )
        for word in shorter
    )


@lru_cache(maxsize=8)
def houses(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    """For each agency the agencies whose pictures it passes on, or that pass on its own."""
    return {
        entry.canonical: frozenset((*entry.texts("part_of"), *entry.texts("partners")))
        for key in ("part_of", "partners")
        for entry in lexicon.having("agencies", key)
    }


def share_agency(one: Iterable[str], other: Iterable[str], lexicon: Lexicon) -> bool:
    """Whether two chains of agencies have a link in common, or links that pass on each other's pictures."""
    passed_on = houses(lexicon)
    first, second = set(one), set(other)
    wide = first.union(*(passed_on.get(name, frozenset()) for name in first))
    if wide & second:
        return True
    return bool(second.union(*(passed_on.get(name, frozenset()) for name in second)) & first)
