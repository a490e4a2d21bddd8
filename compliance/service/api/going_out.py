"""Has webhooks sent while the application runs, counts what became of them, and logs what was given up."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.concurrency import run_in_threadpool

from compliance.service.access.courier import Courier
from compliance.service.access.webhooks import Outcome, Webhooks
from compliance.service.api import logs
from compliance.service.api.state import State
from compliance.service.store import Store
from compliance.service.store.outbox import Message, count_waiting


@asynccontextmanager
async def sending(state: State) -> AsyncIterator[None]:
    """Send what is due from beginning to end of the block; a service without a record has nothing to send."""
    if state.store is None:
        yield
        return

    def seen(message: Message, outcome: Outcome) -> None:
        state.metrics.webhooks.labels(message.hook, outcome.value).inc()
        if outcome is Outcome.GIVEN_UP:
            tries, why = message.attempts, message.error
            logs.say(
                "webhook given up", logging.WARNING, receiver=message.hook, webhook=message.id, tries=tries, why=why
            )

    courier = Courier(Webhooks(state.store, lambda: state.present.telling, seen=seen))
    courier.start()
    try:
        yield
    finally:
        await run_in_threadpool(courier.stop)


def waiting(store: Store) -> int:
    """How many webhooks are still to be sent.

    :raises StoreError: the record does not answer.
    """
    with store.reading() as connection:
        return count_waiting(connection)
