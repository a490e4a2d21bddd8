"""Searches with patterns that somebody else wrote: within a time, and without holding up other threads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from time import perf_counter
from typing import TYPE_CHECKING

from compliance.packs.budget import VALE_SECONDS, Budget, Share

if TYPE_CHECKING:
    import regex


@lru_cache(maxsize=16384)
def compiled(pattern: str) -> regex.Pattern[str]:
    """The pattern, compiled once."""
    import regex

    return regex.compile(pattern)


class Search:
    """The searches of one rule on one story, which share their time.

    :param budget: of the story.
    """

    __slots__ = ("_share", "end")

    def __init__(self, budget: Budget) -> None:
        self._share = Share(budget, VALE_SECONDS)
        self.end = self._share.end

    def _ready(self, pattern: str) -> regex.Pattern[str]:
        began = perf_counter()
        ready = compiled(pattern)
        self._share.leave_out(perf_counter() - began)
        return ready

    def first(self, pattern: str, text: str, start: int = 0) -> regex.Match[str] | None:
        """The first match from a place on.

        :raises RuleTimeout: the rule is over its time.
        """
        try:
            return self._ready(pattern).search(text, start, timeout=self._share.left(), concurrent=True)
        except TimeoutError:
            raise self._share.over() from None

    def all(self, pattern: str, text: str) -> Iterator[regex.Match[str]]:
        """Every match, none overlapping.

        :raises RuleTimeout: the rule is over its time.
        """
        try:
            yield from self._ready(pattern).finditer(text, timeout=self._share.left(), concurrent=True)
        except TimeoutError:
            raise self._share.over() from None

    def whole(self, pattern: str, text: str) -> bool:
        """Whether the pattern matches all of the text.

        :raises RuleTimeout: the rule is over its time.
        """
        try:
            return self._ready(pattern).fullmatch(text, timeout=self._share.left(), concurrent=True) is not None
        except TimeoutError:
            raise self._share.over() from None

    def sub(self, pattern: str, replacement: str, text: str) -> str:
        """The text with every match replaced; as it is where the replacement names a group that there is not.

        :raises RuleTimeout: the rule is over its time.
        """
        import regex

        try:
            return self._ready(pattern).sub(replacement, text, timeout=self._share.left(), concurrent=True)
        except TimeoutError:
            raise self._share.over() from None
        except (IndexError, regex.error):
            return text
