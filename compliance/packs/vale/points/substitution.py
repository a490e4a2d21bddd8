"""``substitution``: write this instead of that."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from compliance.packs.vale.actions import replacement
from compliance.packs.vale.keys import WrongKeyError
from compliance.packs.vale.points.alert import Alert
from compliance.packs.vale.points.patterns import Exceptions, checked, exceptions, leftmost, words
from compliance.packs.vale.said import listed

if TYPE_CHECKING:
    from compliance.packs.vale.present import Which
    from compliance.packs.vale.scopes import View
    from compliance.packs.vale.search import Search
    from compliance.packs.vale.vocabulary import House

_GROUP = re.compile(r"\$(?:\d|\{)")
_PHRASE = re.compile(r"[\w -]*\Z")


def build(keys: Mapping[str, Any], house: House) -> dict[str, Any]:
    """A pattern for each pair, the longest first, and what to write instead.

    :raises WrongKeyError: there is no pair, or a pattern cannot be read.
    """
    swap = keys.get("swap")
    if not swap:
        raise WrongKeyError("swap", "it has no swap", "say what to write instead of what")
    options = "i" if keys.get("ignorecase") else ""
    pairs = sorted(
        ((old, new) for old, new in swap.items() if old.strip()), key=lambda pair: len(pair[0].encode()), reverse=True
    )
    nonword = keys.get("nonword", False)
    patterns = [words("swap", [old], house, nonword=nonword, ignorecase=bool(options))[0] for old, _ in pairs]
    action = keys.get("action", {})
    return {
        "patterns": patterns,
        "instead": [new for _, new in pairs],
        "grouped": {
            str(number): checked("swap", old, options)[0]
            for number, (old, new) in enumerate(pairs)
            if _GROUP.search(new)
        },
        "forms": {
            str(number): form
            for number, (_, new) in enumerate(pairs)
            if not _PHRASE.match(new) and not _GROUP.search(new) and (form := _form(new))
        },
        "capitalize": keys.get("capitalize", False),
        "replaces": action.get("name") == "replace" and not action.get("params"),
        **exceptions(keys, house),
    }


def _form(instead: str) -> str:
    """What is to be written, as a pattern of what is right already; empty where it is no pattern."""
    try:
        return checked("swap", instead)[0]
    except WrongKeyError:
        return ""


def run(made: Mapping[str, Any], views: Sequence[View], search: Search, which: Which) -> Iterator[Alert]:
    """An alert for every match that is neither an exception nor right already.

    :param which: the patterns that the story can have.
    """
    patterns, left_alone = made["patterns"], Exceptions(made, search)
    for view in views:
        for number, start, end in leftmost(patterns, which.within(view), view.text, search):
            seen = view.text[start:end]
            instead = _instead(made, number, seen.strip(), search)
            if _right(made, number, instead, seen.strip(), search) or left_alone.cover(view, start, end):
                continue
            options = instead.split("|") if made["replaces"] else [instead]
            said = listed(options) if made["replaces"] else instead
            yield Alert(view.span(start, end), seen, (said, seen.strip()), options, made["replaces"])


def _instead(made: Mapping[str, Any], number: int, seen: str, search: Search) -> str:
    """What to write instead of a match: capital first where the match has one and the rule wants it."""
    instead: str = made["instead"][number]
    grouped = made["grouped"].get(str(number))
    if grouped:
        instead = search.sub(grouped, replacement(instead), seen)
    if made["capitalize"] and seen[:1] == seen[:1].upper():
        instead = "|".join(one[:1].upper() + one[1:] for one in instead.split("|"))
    return instead


def _right(made: Mapping[str, Any], number: int, instead: str, seen: str, search: Search) -> bool:
    """Whether what was found is what the rule wants: the same words, or what it wants as a pattern."""
    if made["replaces"]:
        return seen in instead.split("|")
    form = made["forms"].get(str(number))
    return instead == seen or bool(form and search.whole(form, seen))
