"""Takes over a new configuration, or new packs, without dropping a request; what is wrong is refused."""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from compliance.errors import ComplianceError
from compliance.service import settings
from compliance.service.api import logs
from compliance.service.api.limits import Buckets
from compliance.service.api.state import State
from compliance.service.workers.pool import Workers

LOOK_SECONDS = 2.0
"""How often the files are looked at."""

Stamps = dict[str, tuple[int, int]]


class Reloader:
    """Watches the files of a configuration, and listens for SIGHUP.

    :param state: where the new workers go.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._asked = asyncio.Event()
        self._draining: set[asyncio.Task[None]] = set()
        self._seen = stamps(state.workers.ready.files)

    async def watch(self) -> None:
        """Reload at every change, until cancelled."""
        with suppress(ValueError, RuntimeError, NotImplementedError):  # only the main thread hears signals
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._asked.set)
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._asked.wait(), LOOK_SECONDS)
            seen = await asyncio.to_thread(stamps, self._state.workers.ready.files)
            if self._asked.is_set() or seen != self._seen:
                self._asked.clear()
                self._seen = seen
                await self.reload()

    async def reload(self) -> bool:
        """New workers beside the old; whether they took over."""
        state = self._state
        before = state.settings
        try:
            state.settings = await asyncio.to_thread(settings.load, state.config)
            workers = await Workers.start(state.recipe, state.count)
        except (ComplianceError, OSError, TimeoutError) as error:
            state.settings = before
            self._refuse(error)
            return False
        old = state.swap(workers)
        state.refused_configuration = ""
        state.metrics.configured.set(1)
        state.metrics.reloads.labels("taken").inc()
        if (before.requests_per_minute, before.burst) != (state.settings.requests_per_minute, state.settings.burst):
            state.buckets = Buckets(state.settings.requests_per_minute, state.settings.burst)
        self._seen = stamps(workers.ready.files)
        logs.say("configuration taken over", versions=dict(workers.ready.versions))
        if old is not None:
            task = asyncio.ensure_future(old.close())
            self._draining.add(task)
            task.add_done_callback(self._draining.discard)
        return True

    def _refuse(self, error: Exception) -> None:
        what = " ".join(str(error).split())
        self._state.refused_configuration = what
        self._state.metrics.configured.set(0)
        self._state.metrics.reloads.labels("refused").inc()
        logs.say("configuration refused", logging.ERROR, why=what)


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
