"""What the record says: a report, and the history of a story."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from compliance.service.api.entry import caller_for, no_such, own_id, record_of
from compliance.service.api.problems import Problem
from compliance.service.api.state import state_of
from compliance.service.api.written import JSON, written
from compliance.service.overrides import withdrawal
from compliance.service.story_ids import refuse_odd
from compliance.service.types import Caller, Role, StoredReport, stamp

_MOST = 500


async def report(request: Request) -> Response:
    """A report as it was answered; an override that was withdrawn since says so."""
    caller, store = await _reader(request), record_of(request)
    found = await run_in_threadpool(store.report, caller.title, own_id(request, "rpt", "report"))
    if found is None:
        raise no_such("rpt", "report")
    told, override = found.report, found.report.get("override")
    ended = await run_in_threadpool(withdrawal, store, found.title, found.story_id, override)
    if ended is not None:
        told = {**told, "override": {**told["override"], "withdrawn": ended}}
    return Response(written(told), media_type=JSON)


async def history(request: Request) -> Response:
    """The checks of a story, the newest first."""
    caller, store = await _reader(request), record_of(request)
    limit, before = _limit(request.query_params.get("limit", "100")), _before(request.query_params.get("before"))
    story_id = request.path_params["id"]
    refuse_odd(story_id, "/id")

    def find() -> tuple[StoredReport, ...]:
        return store.history(caller.title, story_id, before=before, limit=limit)

    found = await run_in_threadpool(find)
    return Response(written({"story_id": story_id, "reports": [_line(one) for one in found]}), media_type=JSON)


async def _reader(request: Request) -> Caller:
    """Who asks for what was checked before; a title may close that to all who only check.

    :raises Problem: it has.
    """
    caller = await caller_for(request, Role.CHECK)
    title = state_of(request).present.title(caller.title)
    if title.history or any(map(caller.may, (Role.WAIVE, Role.OVERRIDE))):
        return caller
    what = f"the history of {title.name!r} is closed to those who only check"
    raise Problem(403, what, hint="ask an administrator for a token that may waive or override")


def _limit(value: str) -> int:
    if value.isdecimal() and value.isascii() and 1 <= int(value[:9]) <= _MOST:
        return int(value)
    raise Problem(400, f"limit={value!r} is not allowed", hint=f"a number from 1 to {_MOST}", place="query:limit")


def _before(value: str | None) -> str | None:
    if value is None or (value.isascii() and value.isprintable()):
        return value
    raise Problem(400, f"before={value!r} is not allowed", hint="the id of a report", place="query:before")


def _line(stored: StoredReport) -> dict[str, Any]:
    return {
        "report_id": stored.id,
        "event": stored.event.value,
        "checked_at": stamp(stored.checked_at),
        "asked_by": stored.asked_by,
        "person": stored.person.name if stored.person is not None else None,
        "digest": stored.digest,
        "verdict": stored.verdict,
        "findings": len(stored.report.get("findings", ())),
    }
