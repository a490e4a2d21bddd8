"""What a kind of rule comes to when it is compiled, and what can be wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

from compliance.packs.compiled import Pattern, Phrase
from compliance.record import Record

_NONE: Mapping[str, Any] = MappingProxyType({})


class Problem(Exception):  # noqa: N818 - it becomes a PackError once file and line are known
    """Something in a rule is wrong.

    :param path: the keys to it, from the rule.
    """

    def __init__(self, path: Sequence[str | int], what: str, hint: str) -> None:
        super().__init__(what)
        self.path, self.what, self.hint = path, what, hint


class Parts(Record):
    """What a rule is made of beside what all rules say.

    :param said: what it looks for, in Markdown, for its manual page.
    """

    check: str
    said: str
    phrases: Mapping[str, Sequence[Phrase]] = _NONE
    patterns: Mapping[str, Pattern] = _NONE
    wakes: Sequence[str] = ()
    data: Mapping[str, Any] = _NONE
    exact: Mapping[str, bool] = _NONE


def listing(lead: str, items: Sequence[str]) -> str:
    """The first items in a sentence, and how many more there are."""
    shown = ", ".join(f"*{item}*" for item in items[:20])
    return f"{lead} {shown}" + (f" and {len(items) - 20} more." if len(items) > 20 else ".")
