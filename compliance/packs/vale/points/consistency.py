"""``consistency``: one form or the other, not both in a story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.packs.vale.keys import WrongKeyError
from compliance.packs.vale.points.alert import Alert
from compliance.packs.vale.points.patterns import leftmost, words

if TYPE_CHECKING:
    from compliance.packs.vale.present import Which
    from compliance.packs.vale.scopes import View
    from compliance.packs.vale.search import Search
    from compliance.packs.vale.vocabulary import House


def build(keys: Mapping[str, Any], house: House) -> dict[str, Any]:
    """The two patterns of each pair, one after the other.

    :raises WrongKeyError: there is no pair, or a pattern cannot be read.
    """
    either = keys.get("either")
    if not either:
        raise WrongKeyError("either", "it has no either", "say which forms must not stand together")
    nonword, ignorecase = keys.get("nonword", False), keys.get("ignorecase", False)
    forms = [form for pair in either.items() for form in pair]
    if not all(form.strip() for form in forms):
        raise WrongKeyError("either", "one of a pair is empty", "write both forms")
    return {"patterns": words("either", forms, house, nonword=nonword, ignorecase=ignorecase)}


def run(made: Mapping[str, Any], views: Sequence[View], search: Search, which: Which) -> Iterator[Alert]:
    """For each pair of which both have appeared, an alert in every stretch that has one of them: at the first of
    the form that stands last in it.

    :param which: the patterns that the story can have.
    """
    patterns = made["patterns"]
    some = set(which.numbers)
    pairs = [(first, first + 1) for first in range(0, len(patterns), 2) if {first, first + 1} <= some]
    seen: set[int] = set()
    for view in views:
        for pair in pairs:
            found = list(leftmost(patterns, pair, view.text, search))
            seen.update(number for number, _, _ in found)
            if found and seen.issuperset(pair):
                _, start, end = next(one for one in found if one[0] == found[-1][0])
                words = view.text[start:end]
                yield Alert(view.span(start, end), words, (words,))
