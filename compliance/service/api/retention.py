"""Erases by itself what is older than the house, or a title, keeps its record: when the service starts, and hourly."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from starlette.concurrency import run_in_threadpool

from compliance.service.api import logs
from compliance.service.api.state import Present, State
from compliance.service.store import Store

BY = "retention"
"""Who erases, as the journal has it."""
EVERY_SECONDS = 3600.0
_PAUSE_SECONDS = 0.05
"""Between two transactions, so that what is recorded meanwhile need not wait."""


class Retention:
    """Keeps the record to its term.

    :param clock: says what time it is.
    """

    def __init__(self, state: State, store: Store, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._state, self._store, self._clock = state, store, clock

    async def run(self) -> None:
        """Look at once and then every hour, until cancelled; a look that fails is told, and made again."""
        while True:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - whatever it was, the next look may go well
                self._state.metrics.retention.labels("failed").inc()
                logs.say("retention failed", logging.ERROR, error=error)
            await asyncio.sleep(EVERY_SECONDS)

    async def look(self) -> None:
        """Erase what is too old by now.

        :raises StoreError: something could not be erased.
        """
        present = self._state.present
        if not _any_term(present):
            return
        for title in await run_in_threadpool(self._store.titles):
            days = present.title(title).retention_days
            if days is not None:
                await self._erase(title, self._clock() - timedelta(days=days))
        self._state.metrics.retention.labels("done").inc()

    async def _erase(self, title: str, before: datetime) -> None:
        counts: Counter[str] = Counter()
        steps = self._store.erase_older(title, before, by=BY)
        while (entry := await run_in_threadpool(next, steps, None)) is not None:
            for name, count in entry.detail["counts"].items():
                self._state.metrics.erased.labels(name).inc(count)
                counts[name] += count
            await asyncio.sleep(_PAUSE_SECONDS)
        if counts:
            told = {name: count for name, count in counts.items() if count}
            logs.say("retention", title=title, before=before, erased=told)


def _any_term(present: Present) -> bool:
    """Whether the record is kept for a time only, of any title."""
    titles = present.house.titles.values()
    return any(days is not None for days in (present.settings.retention_days, *(one.retention_days for one in titles)))
