"""``occurrence``: something may appear so many times, or must at least so many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.packs.vale.keys import WrongKeyError
from compliance.packs.vale.points.alert import Alert
from compliance.packs.vale.points.patterns import checked

if TYPE_CHECKING:
    from compliance.packs.vale.present import Which
    from compliance.packs.vale.scopes import View
    from compliance.packs.vale.search import Search
    from compliance.packs.vale.vocabulary import House

_CODE = frozenset("*@")


def build(keys: Mapping[str, Any], house: House) -> dict[str, Any]:
    """The pattern that is counted, and the bounds; a bound of 0 is none.

    :raises WrongKeyError: there is nothing to count or no bound, or the pattern cannot be read.
    """
    if not keys.get("token"):
        raise WrongKeyError("token", "it has no token", "say what is counted")
    most, least = keys.get("max", 0), keys.get("min", 0)
    if most <= 0 and least <= 0:
        raise WrongKeyError("max", "it has neither max nor min above 0", "say how many there may or must be")
    pattern, _ = checked("token", keys["token"], "i" if keys.get("ignorecase") else "")
    return {"pattern": f"(?:{pattern})", "max": most, "min": least}


def run(made: Mapping[str, Any], views: Sequence[View], search: Search, which: Which) -> Iterator[Alert]:
    """One alert for each stretch with too many or too few, at the first; where there is none, at its first word."""
    for view in views:
        found = [match.span() for match in search.all(made["pattern"], view.text)]
        if not _wrong(made, len(found)):
            continue
        start, end = _first(found, view.text) if found else _first_word(view.text)
        if start < end:
            yield Alert(view.span(start, end), view.text[start:end], (str(len(found)),))


def _wrong(made: Mapping[str, Any], count: int) -> bool:
    most, least = int(made["max"]), int(made["min"])
    return 0 < most < count or count < least


def _first(found: Sequence[tuple[int, int]], text: str) -> tuple[int, int]:
    """The first that is neither white space nor overwritten."""
    for start, end in found:
        words = text[start:end].strip()
        if words and not set(words) <= _CODE:
            return start, end
    return 0, 0


def _first_word(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip())
    word = text[start:].split(maxsplit=1)[:1]
    return start, start + len("".join(word))
