"""Takes over a new configuration, or new packs, without dropping a request; what is wrong is refused."""

from __future__ import annotations

import asyncio
import logging
import re
import signal
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from compliance.errors import ComplianceError
from compliance.service.api import logs
from compliance.service.api.configured import configured
from compliance.service.api.limits import Buckets
from compliance.service.api.new_rules import meet, still_new
from compliance.service.api.state import Present, State, recipe_of
from compliance.service.settings import Settings
from compliance.service.types import StoreError
from compliance.service.workers.pool import Workers

LOOK_SECONDS = 2.0
"""How often the files are looked at."""

_DRAIN_SECONDS = 600.0
"""How long a batch that is read slowly keeps the workers that it began with."""
_FILE = re.compile(r"(:\d+)+$")
"""What stands after the file in the place of an error."""

Stamps = dict[str, tuple[int, int]]


class Reloader:
    """Watches the files of a configuration, and listens for SIGHUP.

    :param state: where the new workers go.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._asked = asyncio.Event()
        self._draining: set[asyncio.Task[None]] = set()
        self._wrong: tuple[str, ...] = ()
        self._seen = self._stamps()

    async def watch(self) -> None:
        """Reload at every change, until cancelled."""
        with suppress(ValueError, RuntimeError, NotImplementedError):  # only the main thread hears signals
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._asked.set)
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._asked.wait(), LOOK_SECONDS)
            seen = await asyncio.to_thread(self._stamps)
            if self._asked.is_set() or seen != self._seen:
                self._asked.clear()
                self._seen = seen
                await self.reload()
            await self._see_what_was_accepted()

    async def reload(self) -> bool:
        """All settings anew, and new workers beside the old; whether they took over."""
        before = self._state.present
        try:
            present = await self._anew(before)
        except (ComplianceError, OSError, TimeoutError, EOFError) as error:
            self._refuse(error)
            self._wrong = (_FILE.sub("", getattr(error, "where", "")),)
            self._seen = self._stamps()
            return False
        self._state.present = present
        self._taken(present.workers)
        if before.pool is not None:
            self._drain(before.pool)
        return True

    async def _anew(self, before: Present) -> Present:
        state = self._state
        settings, house = await asyncio.to_thread(configured, state.config)
        workers = await Workers.start(recipe_of(state.config, settings, house), state.count)
        try:
            new_rules = await meet(state.store, workers)
        except StoreError:
            await workers.close()
            raise
        return Present(settings, house, _buckets(before, settings), workers, new_rules)

    async def _see_what_was_accepted(self) -> None:
        """Let rules count that somebody accepted meanwhile; where the record does not answer, they wait."""
        state = self._state
        if state.store is not None and state.present.new_rules:
            with suppress(StoreError):
                new_rules = await still_new(state.store)
                state.present = state.present._replace(new_rules=new_rules)

    def _taken(self, workers: Workers) -> None:
        self._state.refused_configuration = ""
        self._state.metrics.configured.set(1)
        self._state.metrics.reloads.labels("taken").inc()
        self._wrong = ()
        self._seen = self._stamps()
        logs.say("configuration taken over", versions=dict(workers.ready.versions))

    def _stamps(self) -> Stamps:
        """Of the files of the present configuration, and of the one that a new configuration was refused for."""
        return stamps((*self._state.workers.ready.watched, *self._wrong))

    def _drain(self, workers: Workers) -> None:
        """Let workers that were replaced finish what they have."""
        task = asyncio.ensure_future(workers.close(_DRAIN_SECONDS))
        self._draining.add(task)
        task.add_done_callback(self._draining.discard)

    def _refuse(self, error: Exception) -> None:
        what = " ".join(str(error).split())
        self._state.refused_configuration = what
        self._state.metrics.configured.set(0)
        self._state.metrics.reloads.labels("refused").inc()
        logs.say("configuration refused", logging.ERROR, why=what)


def _buckets(before: Present, settings: Settings) -> Buckets:
    """The buckets as they are filled now, unless the limits changed."""
    limits = settings.requests_per_minute, settings.burst
    same = limits == (before.settings.requests_per_minute, before.settings.burst)
    return before.buckets if same else Buckets(*limits)


def stamps(files: Iterable[str]) -> Stamps:
    """When each file, and each file of each folder, was changed, and its size."""
    found: Stamps = {}
    for name in files:
        path = Path(name)
        for one in sorted(path.rglob("*")) if path.is_dir() else (path,):
            with suppress(OSError):
                known = one.stat()
                if not one.is_dir():
                    found[str(one)] = (known.st_mtime_ns, known.st_size)
    return found
