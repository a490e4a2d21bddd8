"""Decides where a story spells an acronym out, and whether two long forms are one."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence, Set

from compliance.article import Span

_NEAR, _SHORT = 400, 2
_LONG = 120
_ALIKE = 3
_SAME_LETTERS = str.maketrans("zc", "ss", "u")
"""What differs between spellings of one word: organize, defense, labor."""


def is_spelt_out(text: str, word: str, at: int, small: Set[str], never: Set[str]) -> bool:
    """Whether the long form of an acronym stands anywhere in capitals, or just before it in small letters.

    :param at: where the acronym stands.
    :param small: words without a letter of their own in an acronym.
    :param never: words that are no part of a long form.
    """
    pattern = _long_form(word, small)
    if re.search(pattern, text):
        return True
    near = re.finditer(pattern, text[max(at - _NEAR, 0) : at], re.IGNORECASE)
    forms = (set(match[0].lower().split()) - small for match in near)
    return any(never.isdisjoint(said) and min(map(len, said)) > _SHORT for said in forms)


def other_long_form(text: str, word: str, places: Sequence[int], small: Collection[str]) -> tuple[Span, Span] | None:
    """A long form of an acronym and another one, later, where the story has two.

    One is named by a bracket: the World Health Organization (WHO). The other is, too, or looks like a slip for it.

    :param places: where the acronym stands.
    """
    named = [form for at in places if (form := _before_bracket(text, at, word, small)) is not None]
    if not named:
        return None
    first = named[0]
    said = text[slice(*first)].split()
    if len(named) == 1 and text.count(said[0]) == text.count(said[-1]) == 1:
        return None  # another form would have the one or the other
    everywhere = (Span(*match.span()) for match in re.finditer(_long_form(word, small), text))
    others = set(named[1:])
    for form in sorted({*others, *everywhere}):
        if not (form == first or _is_one(text[slice(*first)], text[slice(*form)], small, named=form in others)):
            return (first, form) if first < form else (form, first)
    return None


def _long_form(word: str, small: Collection[str]) -> str:
    """What the long form of an acronym looks like: words that begin with its letters, small ones between."""
    between = rf"[\w’']*+(?:[\s-]++(?:{'|'.join(sorted(small))})\b){{0,3}}[\s-]++"
    return rf"{word[0]}(?<!\w{word[0]}){between}{between.join(word[1:])}[\w’']*+"


def _before_bracket(text: str, at: int, word: str, small: Collection[str]) -> Span | None:
    """The long form that an acronym in brackets is given for: the words before it, as many as it has letters."""
    if text[at - 2 : at] != " (" or not text[at - 3 : at - 2].isalpha():
        return None
    start = end = at - 2
    said = text[max(end - _LONG, 0) : end].replace("-", " ").split(" ")
    for letter in reversed(word):
        while said and said[-1] in small and said[-1][:1].upper() != letter:
            start -= len(said.pop()) + 1
        if not said or said[-1][:1].upper() != letter:
            return None
        start -= len(said.pop()) + 1
    return Span(start + 1, end)


def _is_one(form: str, other: str, small: Collection[str], *, named: bool) -> bool:
    """Whether two long forms are one, spelt, inflected and cut short as they may be, or of two bodies.

    :param named: a bracket gives the other one for the acronym, so that it is of the same body for sure; else it must
        look like a slip (the International Money Fund).
    """
    if other.isupper():
        return True
    unlike = [
        (one, two) for one, two in zip(_words(form, small), _words(other, small), strict=False) if not _same(one, two)
    ]
    return not unlike or (not named and any(one[:_ALIKE] != two[:_ALIKE] for one, two in unlike))


def _words(form: str, small: Collection[str]) -> list[str]:
    return [word for word in re.split(r"[\s-]+", form.lower()) if word not in small]


def _same(one: str, other: str) -> bool:
    """Whether two words are one, whatever its spelling and number, or the one abbreviates the other."""
    one, other = (re.sub("['’]?s?$", "", word) for word in (one, other))
    plain = ["".join(sorted(word.translate(_SAME_LETTERS))) for word in (one, other)]
    return plain[0] == plain[1] or one.startswith(other) or other.startswith(one)
