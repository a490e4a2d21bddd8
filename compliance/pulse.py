"""What the processes of a pool are at, seen from their parent: one that is held for too long is found and killed.

Inside its process a timer stops Python code that is over its time. Code that never comes back to the interpreter
(a loop in C) hears no timer, and only another process can end it.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from ctypes import Structure, c_char, c_double, c_int
from time import monotonic
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

PATIENCE = 3
"""How many times the limit of a rule passes before its process is killed: by then the timer has failed."""


class Pulse(Structure):
    """What one process is at, in memory shared with its parent."""

    _fields_ = (("pid", c_int), ("since", c_double), ("rule", c_char * 160))

    def beat(self, rule: str, since: float) -> None:
        """A rule begins."""
        self.rule = rule.encode()[:159]
        self.since = since

    def rest(self) -> None:
        """It ended."""
        self.since = 0.0


class Pulses:
    """Those of all processes of a pool.

    :param seconds: how long a rule may take.
    """

    def __init__(self, context: BaseContext, processes: int, seconds: float) -> None:
        self._pulses: Any = context.RawArray(Pulse, processes)
        self._taken: Any = context.Value("i", 0)
        self._patience = seconds * PATIENCE
        self.killed_over: str | None = None

    def taken(self) -> Pulse:
        """One for the process that calls this, which is none but a child."""
        with self._taken.get_lock():
            pulse: Pulse = self._pulses[self._taken.value]
            self._taken.value += 1
        pulse.pid = os.getpid()
        return pulse

    @property
    def at_work(self) -> str:
        """What one of the processes is at, or was when it ended; empty where none is at work."""
        return next((str(pulse.rule.decode()) for pulse in self._pulses if pulse.since), "")

    def kill_stuck(self) -> None:
        """Kill each process whose rule is far over its time; :attr:`killed_over` then names the rule."""
        for pulse in self._pulses:
            if pulse.since and monotonic() - pulse.since > self._patience:
                self.killed_over = pulse.rule.decode()
                pulse.rest()
                os.kill(pulse.pid, getattr(signal, "SIGKILL", signal.SIGTERM))

    def kill_all(self) -> None:
        """Kill every process that has taken one."""
        for pulse in self._pulses:
            if pulse.pid:
                with suppress(ProcessLookupError):
                    os.kill(pulse.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
