"""Tells keys that one story alone has from those that several may share, in memory of one size for any number of keys.

Most keys are one story's alone, and need not be sorted to find that out. Each key has one of a fixed number of places,
where it is counted which stories came by; two keys may have the same place, so what several stories are said to share
must still be looked at. Never is a key that two stories share said to be one story's.
"""

from __future__ import annotations

from collections.abc import Iterable

_PLACES = 1 << 22
"""Half a million keys, those of some twenty thousand stories, take an eighth of them."""
_LAST = _PLACES - 1
_SEVERAL = 2


class Often:
    """How often keys were seen: never, in one story, in several."""

    def __init__(self) -> None:
        self._stories = bytearray(_PLACES)

    def see(self, rule: str, keys: Iterable[str]) -> None:
        """Count a story.

        :param rule: whose keys these are; another rule's are others.
        :param keys: all that the rule has for this story.
        """
        stories, own = self._stories, hash(rule) & _LAST
        for place in {hash(key) & _LAST ^ own for key in keys}:
            if stories[place] < _SEVERAL:
                stories[place] += 1

    def shared(self, rule: str, keys: Iterable[str]) -> list[str]:
        """Those of a rule's keys that several stories may have."""
        stories, own = self._stories, hash(rule) & _LAST
        return [key for key in keys if stories[hash(key) & _LAST ^ own] == _SEVERAL]
