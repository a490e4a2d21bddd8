"""Meets the rules that an upgrade brought: they are observed until somebody accepts them.

What the house itself writes, in packs of its own folders, is not an upgrade and counts at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from starlette.concurrency import run_in_threadpool

from compliance.service.api import logs
from compliance.service.store import Store, known_rules
from compliance.service.workers.pool import Workers

BY = "accept_new_rules"
"""Who accepted rules where the configuration lets all of them count at once."""

NONE: Mapping[str, datetime] = MappingProxyType({})


async def meet(store: Store | None, workers: Workers) -> Mapping[str, datetime]:
    """The rules that are observed since they are new, each with the moment since when it is known.

    :param store: what knows which rules there were; ``None``: nothing is new.
    :raises StoreError: nobody can say.
    """
    if store is None:
        return NONE
    return await run_in_threadpool(_met, store, workers.ready.brought, workers.settings.accept_new_rules)


async def still_new(store: Store) -> Mapping[str, datetime]:
    """Those of them that nobody has accepted by now.

    :raises StoreError: nobody can say.
    """
    return await run_in_threadpool(_observed, store)


def _met(store: Store, rules: Mapping[str, tuple[str, ...]], accept: bool) -> Mapping[str, datetime]:
    now = datetime.now(UTC)
    with store.writing() as connection:
        new = known_rules.meet(connection, rules, now)
        if accept:
            known_rules.accept(connection, known_rules.observed(connection), BY, now)
        waiting = known_rules.observed(connection)
    if new:
        logs.say("new rules", rules=list(new), count="at once" if accept else "when accepted")
    return waiting


def _observed(store: Store) -> Mapping[str, datetime]:
    with store.reading() as connection:
        return known_rules.observed(connection)
