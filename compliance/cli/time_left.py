"""How far a run over many files has come, and how long it will take: one line on a terminal, gone at the end.

It stands on standard error, and where the findings go to a terminal too it makes way for each of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, TextIO

from compliance.cli.speech import spoken

if TYPE_CHECKING:
    from compliance.runner import Outcome

_EVERY_SECONDS = 0.1
_SURE_SECONDS = 1.0
"""Before so much time has passed, nothing is said of what is left."""
_ERASE = "\r\x1b[K"


class TimeLeft:
    """The line of one run.

    :param total: files.
    :param error: where it stands.
    :param output: where the findings go.
    """

    def __init__(
        self,
        total: int,
        error: TextIO | None = None,
        output: TextIO | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._total, self._clock = total, clock
        self._error = error or sys.stderr
        self._shared = (output or sys.stdout).isatty()
        self._began = clock()
        self._drawn_at = self._began
        self._drawn = False
        self._done = 0

    def watch(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        """The same answers; without a terminal nothing more."""
        if not self._error.isatty():
            yield from outcomes
            return
        file = None
        try:
            for outcome in outcomes:
                name = outcome.file
                self._done += name != file
                file = name
                if self._shared:
                    self._erase()
                yield outcome
                self._draw()
        finally:
            self._erase()

    def _draw(self) -> None:
        now = self._clock()
        if now - self._drawn_at < _EVERY_SECONDS and (self._drawn or not self._shared):
            return
        self._drawn_at, self._drawn = now, True
        self._error.write(_ERASE + spoken(self._line(now - self._began)))
        self._error.flush()

    def _line(self, passed: float) -> str:
        if passed < _SURE_SECONDS:
            return f"checked: {self._done:,} of {self._total:,}"
        left = round(passed / self._done * (self._total - self._done))
        return f"checked: {self._done:,} of {self._total:,}, time left {left // 60}:{left % 60:02}"

    def _erase(self) -> None:
        if self._drawn:
            self._drawn = False
            self._error.write(_ERASE)
            self._error.flush()
