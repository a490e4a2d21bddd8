"""Decides whether two names are one, spelt in two ways: the same first name, the rest but one letter."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.language.people_spelling import LEAST, spellings
from compliance.lexicon import fold_word


def parts(name: str) -> tuple[str, str]:
    """The first name, and the letters of all that follows, without capitals, accents, spaces, hyphens and initials."""
    first, *rest = fold_word(name).split()
    words = ["".join(filter(str.isalnum, word)) for word in rest]
    return first.rstrip("."), "".join(word for word in words if len(word) > 1)


def keys(language: str, name: str) -> Iterator[str]:
    """The keys by which a name finds those that it may be; none for a name too short to tell."""
    first, rest = parts(name)
    if len(rest) >= LEAST and len(first) > 1:
        for spelling in sorted(spellings(rest)):
            yield f"{language} {first} {spelling}"


def apart(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two names are spelt differently and may be one; a plural or a possessive is no other spelling.

    :param one: as :func:`parts` has it; so ``other``.
    """
    (first, rest), (other_first, other_rest) = one, other
    if first != other_first or rest == other_rest or f"{rest}s" == other_rest or f"{other_rest}s" == rest:
        return False
    return not spellings(rest).isdisjoint(spellings(other_rest))
