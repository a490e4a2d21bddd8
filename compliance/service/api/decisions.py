"""What people decide about a recorded check, and whether a story is the one that was certified."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from unicodedata import category

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from compliance.record import Record
from compliance.service.api import problems
from compliance.service.api.asked import body_of, key_of, media_of, text_of
from compliance.service.api.entry import caller_for, no_such, own_id, record_of
from compliance.service.api.problems import Problem
from compliance.service.api.state import state_of
from compliance.service.api.written import JSON, REPLAYED, written
from compliance.service.certificates import match as matched
from compliance.service.deciding import Case, again, let_through, overridden, unanswered, withdrawn
from compliance.service.decisions import people_needed
from compliance.service.overrides import withdrawal
from compliance.service.types import Caller, Checked, Idempotency, Person, Role, StoredReport, Waiver, stamp
from compliance.service.workers.jobs import Job

_LONGEST = 2_000


async def waive(request: Request) -> Response:
    """Let a finding through, alone or with another person, for a time and a reason."""
    decision = await _decision(request, Role.WAIVE, ("fingerprint", "reason", "until"))
    told, asked, store = decision.told, decision.asked, record_of(request)
    stored = await _report(request, decision.caller)
    present = state_of(request).present
    checked = again(stored, present.workers.ready.under(present.title(stored.title).profile).people)
    if asked is not None and (earlier := await run_in_threadpool(store.waived, asked)) is not None:
        return Response(written(_told(earlier, checked)), 201, REPLAYED, media_type=JSON)
    waiver = await run_in_threadpool(
        let_through,
        store,
        present.telling,
        Case(stored.title, stored.id, checked),
        decision.person,
        told["fingerprint"],
        told["reason"],
        _moment(told["until"]),
        asked=asked,
    )
    return Response(written(_told(waiver, checked)), 201, media_type=JSON)


async def withdraw(request: Request) -> Response:
    """End a waiver; from the next check on its finding stands again."""
    told, caller, person, _ = await _decision(request, Role.WAIVE, ("reason",))
    store, waiver_id = record_of(request), own_id(request, "wvr", "waiver")
    telling = state_of(request).telling
    waiver, at = await run_in_threadpool(withdrawn, store, telling, caller.title, waiver_id, person, told["reason"])
    answer = {**_waiver(waiver), "withdrawn_by": _person(person), "withdrawn_at": stamp(at)}
    return Response(written(answer), media_type=JSON)


async def override(request: Request) -> Response:
    """Publish a story that is held, because somebody answers for it."""
    told, caller, person, asked = await _decision(request, Role.OVERRIDE, ("reason",))
    stored = await _report(request, caller)
    state, store = state_of(request), record_of(request)
    if asked is not None and (earlier := await run_in_threadpool(store.replayed, asked)) is not None:
        return Response(written(earlier.report), 201, REPLAYED, media_type=JSON)
    report = await run_in_threadpool(
        overridden, store, state.key, state.telling, stored, caller.id, person, told["reason"], asked=asked
    )
    state.overrode()
    request.state.verdicts = [f"{stored.verdict}, overridden"]
    return Response(written(report), 201, media_type=JSON)


async def withdraw_override(request: Request) -> Response:
    """End what an override still does: from the next check on the very same story is held again."""
    told, caller, person, _ = await _decision(request, Role.OVERRIDE, ("reason",))
    store, stored = record_of(request), await _report(request, caller)
    entry = await run_in_threadpool(unanswered, store, state_of(request).telling, stored, person, told["reason"])
    ended = {"withdrawn": {name: entry.detail[name] for name in ("by", "reason", "at")}}
    answer = {"report_id": stored.id, "story_id": stored.story_id, "override": {**stored.report["override"], **ended}}
    return Response(written(answer), media_type=JSON)


async def match(request: Request) -> Response:
    """Whether what is about to be published is what was certified."""
    body = await body_of(request, state_of(request).settings)
    caller, store = await caller_for(request, Role.CHECK, body), record_of(request)
    found = await run_in_threadpool(store.certificate, caller.title, own_id(request, "cer", "certificate"))
    if found is None:
        raise no_such("cer", "certificate")
    present = state_of(request).present
    workers, profile = present.workers, present.title(caller.title).profile
    media = media_of(request, workers.ready.content_types)
    data = text_of(body, request.headers.get("content-type", ""))
    with workers.slot():
        answer = await workers.run(Job(data, media, profile=profile))
    if answer.refused is not None:
        raise problems.refused(answer.refused)
    if len(answer.stories) != 1:
        raise Problem(422, "a certificate is of one story, and the body has several", hint="send that story alone")
    story = answer.stories[0]
    result = matched(found.document, story.digest, story.parts)
    told = {"same": result.same, "differs": list(result.differs), "certificate": found.id, "digest": story.digest}
    override = found.document.get("override")
    told["withdrawn"] = await run_in_threadpool(withdrawal, store, found.title, found.story_id, override)
    return Response(written(told), media_type=JSON)


def _told(waiver: Waiver, checked: Checked) -> dict[str, Any]:
    variants = (one["variant"] for one in checked.report["findings"] if one["fingerprint"] == waiver.fingerprint)
    needed = people_needed(checked, waiver.rule, next(variants))
    return {
        **_waiver(waiver),
        "by": [{**_person(person), "reason": reason} for person, reason in waiver.agreed],
        "reason": waiver.reason,
        "until": stamp(waiver.until),
        "people_needed": needed,
        "counts": len({person.id for person in waiver.by}) >= needed,
    }


def _waiver(waiver: Waiver) -> dict[str, str]:
    told = {"waiver_id": waiver.id, "story_id": waiver.story_id}
    return {**told, "rule": waiver.rule, "fingerprint": waiver.fingerprint}


def _person(person: Person) -> dict[str, str]:
    return {"id": person.id, "name": person.name, "position": person.position}


class _Decision(Record):
    """What was decided, and by whom.

    :param asked: what the request is known again by, where it has a key.
    """

    told: Mapping[str, str]
    caller: Caller
    person: Person
    asked: Idempotency | None


async def _decision(request: Request, role: Role, keys: tuple[str, ...]) -> _Decision:
    body = await body_of(request, state_of(request).settings)
    caller = await caller_for(request, role, body)
    if caller.person is None:
        raise Problem(403, "a person decides this, not a program", hint="send On-Behalf-Of: docs/service/access.md")
    told = _table(body, request.headers.get("content-type", ""), keys)
    return _Decision(told, caller, caller.person, _known_by(request, caller.id, caller.person, body))


def _known_by(request: Request, caller: str, person: Person, body: bytes) -> Idempotency | None:
    """What a decision is known again by: the same person, of the same thing, in the same words."""
    key = key_of(request)
    if key is None:
        return None
    whole = f"{request.url.path}\n{person.id}\n".encode() + body
    return Idempotency(caller, key, "sha256:" + sha256(whole).hexdigest())


async def _report(request: Request, caller: Caller) -> StoredReport:
    """The report that a decision is about."""
    store, report_id = record_of(request), own_id(request, "rpt", "report")
    stored = await run_in_threadpool(store.report, caller.title, report_id)
    if stored is None:
        raise no_such("rpt", "report")
    return stored


def _table(body: bytes, content_type: str, keys: tuple[str, ...]) -> dict[str, str]:
    if content_type.partition(";")[0].strip().lower() != JSON:
        raise Problem(415, "a decision is sent as application/json", headers={"Accept-Post": JSON})
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise Problem(400, "the body is no JSON", hint=f"an object with: {', '.join(keys)}") from None
    if not isinstance(told, dict) or set(told) != set(keys):
        raise Problem(422, "the body is no such decision", hint=f"an object with: {', '.join(keys)}")
    for key, value in told.items():
        if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
            raise Problem(422, f"{key} is no text, or empty, or too long", place=f"/{key}")
        if any(category(sign) == "Cc" and sign not in "\t\r\n" for sign in value):
            raise Problem(422, f"{key} holds signs that cannot be seen", hint="write plain text", place=f"/{key}")
    return {key: value.encode("utf-8", "replace").decode() for key, value in told.items()}


def _moment(value: str) -> datetime:
    try:
        found = datetime.fromisoformat(value.strip())
        until = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise Problem(422, "until is no moment", hint="as in 2030-04-18T09:30:00Z", place="/until") from None
    if until <= datetime.now(UTC):
        raise Problem(422, "until is over already", hint="say how long it shall count", place="/until")
    return until
