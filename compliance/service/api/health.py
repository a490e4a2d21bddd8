"""Whether the service lives and is ready, what it counted, and which rules it has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from fnmatch import fnmatchcase
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from compliance.service.api.entry import caller_for
from compliance.service.api.going_out import waiting
from compliance.service.api.metrics import MEDIA
from compliance.service.api.state import Present, State, state_of
from compliance.service.store import Store
from compliance.service.types import Role, StoreError, stamp

_JSON = "application/json"


async def livez(request: Request) -> Response:
    """The process answers."""
    return Response(b'{"status":"alive"}', media_type=_JSON)


async def readyz(request: Request) -> Response:
    """Stories can be checked and recorded; else 503, and what is missing."""
    state = state_of(request)
    wrong = await _wrong(state)
    found = {
        "status": "not ready" if wrong else "ready",
        "wrong": wrong,
        "refused_configuration": state.refused_configuration or None,
        "suspended": sorted(state.workers.suspensions.now()) if state.started else [],
    }
    return Response(json.dumps(found).encode(), 503 if wrong else 200, media_type=_JSON)


async def _wrong(state: State) -> list[str]:
    wrong = [] if state.started else ["there are no workers"]
    if state.store is not None:
        try:
            await run_in_threadpool(state.store.check)
        except StoreError:
            wrong.append("the record cannot be read")
    return wrong


async def metrics(request: Request) -> Response:
    """What was counted, for Prometheus."""
    state = state_of(request)
    counted = state.metrics
    if state.store is not None:
        with suppress(StoreError):  # a record that is down is not the counters' to report
            counted.waiting.set(await run_in_threadpool(waiting, state.store))
    counted.new_rules.set(len(state.present.new_rules))
    if state.started:
        workers = state.workers
        counted.in_flight.set(workers.in_flight)
        counted.restarts.set(workers.restarts)
        counted.suspended.clear()
        for rule in workers.suspensions.now():
            counted.suspended.labels(rule).set(1)
    return Response(counted.text(), media_type=MEDIA)


def _watched(rule: Mapping[str, Any], present: Present) -> dict[str, Any]:
    """Whether a rule's findings are shown and never count, and since when where that is because it is new."""
    since = present.new_rules.get(rule["name"])
    observed = rule["observed"] or any(fnmatchcase(rule["name"], glob) for glob in present.observed)
    return {"observed": observed, "since": stamp(since) if since is not None else None}


async def rules(request: Request) -> Response:
    """Which rules there are, which are on for the caller's title, and which are suspended now."""
    caller = await caller_for(request, Role.CHECK)
    present = state_of(request).present
    ready = present.workers.ready.under(present.title(caller.title).profile)
    suspended = present.workers.suspensions.now()
    wrong = await _wrong_alarms(state_of(request).store, caller.title)
    found = [
        {
            **rule,
            **_watched(rule, present),
            "suspended": rule["name"] in suspended,
            "wrong_alarms": wrong.get(rule["name"], 0),
        }
        for rule in ready.rules
    ]
    return Response(json.dumps({"rules": found, "versions": dict(ready.versions)}).encode(), media_type=_JSON)


async def _wrong_alarms(store: Store | None, title: str) -> dict[str, int]:
    if store is None:
        return {}
    return {one.rule: one.findings for one in await run_in_threadpool(store.desk.alarms, title)}
