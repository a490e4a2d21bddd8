"""Which rules are suspended: those that failed on several of the last stories, for a while.

A rule that is tried again and fails once more waits twice as long as before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from time import monotonic

LONGEST = 3600.0
"""Seconds that no rule waits longer than."""


class Suspensions:
    """Counts failures of rules, story by story.

    :param after: on how many stories a rule fails before it is suspended.
    :param within: among how many of the last stories.
    :param seconds: how long it waits, the first time.
    :param clock: seconds that only go up.
    """

    def __init__(self, after: int, within: int, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self._after, self._within, self._seconds, self._clock = after, within, seconds, clock
        self._stories = 0
        self._failures: dict[str, list[int]] = defaultdict(list)
        self._until: dict[str, float] = {}
        self._pause: dict[str, float] = {}
        self._tried: dict[str, int] = {}

    def now(self) -> frozenset[str]:
        """The rules that are suspended at this moment."""
        if not self._until:
            return frozenset()
        now = self._clock()
        for rule in [rule for rule, until in self._until.items() if until <= now]:
            del self._until[rule]
            self._tried[rule] = self._stories
        return frozenset(self._until)

    def saw(self, failed: Iterable[str]) -> None:
        """A story was checked.

        :param failed: the rules that failed on it.
        """
        self._stories += 1
        for rule in set(failed):
            recent = [n for n in self._failures[rule] if n > self._stories - self._within]
            self._failures[rule] = [*recent, self._stories]
            if rule not in self._until and (rule in self._tried or len(self._failures[rule]) >= self._after):
                self._suspend(rule)
        for rule in [rule for rule, since in self._tried.items() if self._stories - since > self._within]:
            del self._tried[rule]  # it proved itself
            self._pause.pop(rule, None)

    def _suspend(self, rule: str) -> None:
        pause = min(self._pause.get(rule, self._seconds / 2) * 2, LONGEST)
        self._pause[rule] = pause
        self._until[rule] = self._clock() + pause
        self._failures.pop(rule, None)
        self._tried.pop(rule, None)
