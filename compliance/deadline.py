"""Stops a rule that takes too long, where that can be done: in the main thread of a process of our own."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from compliance.errors import RuleTimeout

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from compliance.pulse import Pulse


class Watch:
    """Knows since when the present piece of work has run.

    :param seconds: how long one may take.
    :param pulse: where a parent process sees what this one is at.
    """

    __slots__ = ("_pulse", "_since", "seconds")

    def __init__(self, seconds: float, pulse: Pulse | None = None) -> None:
        self.seconds = seconds
        self._since: float | None = None
        self._pulse = pulse

    def start(self, rule: str) -> float:
        """A rule begins; the moment at which it does, by the clock that only goes up."""
        since = self._since = monotonic()
        if self._pulse is not None:
            self._pulse.beat(rule, since)
        return since

    def stop(self) -> None:
        """It ended."""
        self._since = None
        if self._pulse is not None:
            self._pulse.rest()

    def look(self, signum: int, frame: FrameType | None) -> None:
        """Called by the timer; raises into the work that is over its time."""
        if self._since is not None and monotonic() - self._since >= self.seconds:
            self._since = None
            raise RuleTimeout


@contextmanager
def interrupting(watch: Watch) -> Iterator[None]:
    """While this lasts, work over its time is interrupted. Outside the main thread it does nothing."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, watch.look)
    try:
        with ticking(watch.seconds):
            yield
    finally:
        signal.signal(signal.SIGALRM, before)


@contextmanager
def ticking(seconds: float) -> Iterator[None]:
    """While this lasts, who handles the timer's signal looks four times as often as work may last.

    :param seconds: how long it may.
    """
    signal.setitimer(signal.ITIMER_REAL, seconds / 4, seconds / 4)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
