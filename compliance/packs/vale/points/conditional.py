"""``conditional``: where the first appears, the second must have appeared before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.packs.vale.keys import WrongKeyError
from compliance.packs.vale.points.alert import Alert
from compliance.packs.vale.points.patterns import Exceptions, checked, exceptions

if TYPE_CHECKING:
    from compliance.packs.vale.present import Which
    from compliance.packs.vale.scopes import View
    from compliance.packs.vale.search import Search
    from compliance.packs.vale.vocabulary import House


def build(keys: Mapping[str, Any], house: House) -> dict[str, Any]:
    """The two patterns, and whether the second one catches what it is that has been explained.

    :raises WrongKeyError: one is missing or cannot be read.
    """
    import regex

    for key in ("first", "second"):
        if not keys.get(key):
            raise WrongKeyError(key, f"it has no {key}", "say what must be there where what is")
    options = "i" if keys.get("ignorecase") else ""
    second, _ = checked("second", keys["second"], options)
    return {
        "first": checked("first", keys["first"], options)[0],
        "second": second,
        "catches": bool(regex.compile(second).groups),
        **exceptions(keys, house),
    }


def run(made: Mapping[str, Any], views: Sequence[View], search: Search, which: Which) -> Iterator[Alert]:
    """An alert for every first that no second explains.

    Where the second catches words, they are explained from the stretch on in which it stands; where it catches
    none, it must stand in the same stretch.
    """
    explained: set[str] = set()
    left_alone = Exceptions(made, search)
    for view in views:
        if made["catches"]:
            for match in search.all(made["second"], view.text):
                explained.update(group for group in match.groups() if group)
        elif search.first(made["second"], view.text):
            continue
        for match in search.all(made["first"], view.text):
            start, end = match.span()
            if match[0] not in explained and not left_alone.cover(view, start, end):
                yield Alert(view.span(start, end), match[0], (match[0],))
