"""``repetition``: the same word twice in a row."""

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
    """The pattern of what may not be repeated.

    :raises WrongKeyError: there is none, or it cannot be read.
    """
    if not keys.get("tokens"):
        raise WrongKeyError("tokens", "it has no tokens", "say what must not be repeated")
    ignorecase = keys.get("ignorecase", False)
    pattern, _ = checked("tokens", "|".join(keys["tokens"]), "i" if ignorecase else "")
    return {
        "pattern": f"(?:{pattern})",
        "max": keys.get("max", 0),
        "fold": ignorecase,
        "alpha": keys.get("alpha", False),
        **exceptions(keys, house),
    }


def run(made: Mapping[str, Any], views: Sequence[View], search: Search, which: Which) -> Iterator[Alert]:
    """An alert where a match follows an equal one more often than it may, on one line."""
    left_alone = Exceptions(made, search)
    for view in views:
        yield from _in_view(made, view, search, left_alone)


def _in_view(made: Mapping[str, Any], view: View, search: Search, left_alone: Exceptions) -> Iterator[Alert]:
    before, began, count = "", 0, 0
    for match in search.all(made["pattern"], view.text):
        words = match[0].strip()
        if _same(made, words, before):
            count += 1
            start, end = began, match.end()
            whole = view.text[start:end]
            if count > made["max"] and "\n" not in whole and not left_alone.cover(view, start, end):
                yield Alert(view.span(start, end), whole, (words,))
                count = 0
        before, began = words, match.start()


def _same(made: Mapping[str, Any], words: str, before: str) -> bool:
    if not words or (made["alpha"] and not words.isalpha()):
        return False
    return words == before or (made["fold"] and words.casefold() == before.casefold())
