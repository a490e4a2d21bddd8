"""How often a token may ask: a bucket each, filled evenly."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

_MOST = 10_000


class Buckets:
    """A bucket of requests for each caller.

    :param per_minute: how many drops fall into it in a minute.
    :param burst: how many it holds.
    :param clock: seconds that only go up.
    """

    def __init__(self, per_minute: int, burst: int, clock: Callable[[], float] = monotonic) -> None:
        self._rate, self._burst, self._clock = per_minute / 60, float(burst), clock
        self._levels: dict[str, tuple[float, float]] = {}

    def wait(self, caller: str) -> float:
        """Take one request out; 0 where there was one, else the seconds until there is."""
        now = self._clock()
        level, at = self._levels.pop(caller, (self._burst, now))
        level = min(self._burst, level + (now - at) * self._rate)
        enough = level >= 1
        self._levels[caller] = (level - 1 if enough else level, now)  # last asked, last in the table
        if len(self._levels) > _MOST:
            del self._levels[next(iter(self._levels))]
        return 0.0 if enough else (1 - level) / self._rate
