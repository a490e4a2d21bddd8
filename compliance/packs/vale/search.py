"""Searches with patterns that somebody else wrote: within a time, and without holding up other threads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING

from compliance.errors import RuleTimeout

if TYPE_CHECKING:
    import regex

SECONDS = 2.0
"""How long the patterns of one rule may take on a short story, all together."""
_A_SECOND = 1_000_000


def seconds(text: str) -> float:
    """How long the patterns of one rule may take on a text: a second more for every million characters."""
    return SECONDS + len(text) / _A_SECOND


@lru_cache(maxsize=16384)
def compiled(pattern: str) -> regex.Pattern[str]:
    """The pattern, compiled once."""
    import regex

    return regex.compile(pattern)


class Search:
    """The searches of one rule on one story, which share their time.

    :param seconds: how long they may take.
    """

    __slots__ = ("_until",)

    def __init__(self, seconds: float = SECONDS) -> None:
        self._until = monotonic() + seconds

    def _left(self) -> float:
        left = self._until - monotonic()
        if left <= 0:
            raise RuleTimeout
        return left

    def first(self, pattern: str, text: str, start: int = 0) -> regex.Match[str] | None:
        """The first match from a place on.

        :raises RuleTimeout: the rule is over its time.
        """
        try:
            return compiled(pattern).search(text, start, timeout=self._left(), concurrent=True)
        except TimeoutError:
            raise RuleTimeout from None

    def all(self, pattern: str, text: str) -> Iterator[regex.Match[str]]:
        """Every match, none overlapping.

        :raises RuleTimeout: the rule is over its time.
        """
        try:
            yield from compiled(pattern).finditer(text, timeout=self._left(), concurrent=True)
        except TimeoutError:
            raise RuleTimeout from None

    def whole(self, pattern: str, text: str) -> bool:
        """Whether the pattern matches all of the text.

        :raises RuleTimeout: the rule is over its time.
        """
        try:
            return compiled(pattern).fullmatch(text, timeout=self._left(), concurrent=True) is not None
        except TimeoutError:
            raise RuleTimeout from None

    def sub(self, pattern: str, replacement: str, text: str) -> str:
        """The text with every match replaced; as it is where the replacement names a group that there is not.

        :raises RuleTimeout: the rule is over its time.
        """
        import regex

        try:
            return compiled(pattern).sub(replacement, text, timeout=self._left(), concurrent=True)
        except TimeoutError:
            raise RuleTimeout from None
        except (IndexError, regex.error):
            return text
