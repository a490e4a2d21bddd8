from __future__ import annotations

import asyncio
import json
from collections import Counter
from http import HTTPStatus
from typing import Any

from .hostile import BATCH, KINDS, KNOWN, bodies

COUNT = 10_000


async def asked(app: Any, data: bytes, media: str) -> tuple[int, str, bytes]:
    """Status, media type and body of an answer, without a client in between that costs more than the service."""
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/v1/check",
        "query_string": b"",
        "headers": [(b"content-type", media.encode()), (b"content-length", str(len(data)).encode())],
    }
    status, told, parts = 0, "", b""

    coming = [data]

    async def receive() -> dict[str, Any]:
        if not coming:
            await asyncio.Event().wait()  # the other end stays
        return {"type": "http.request", "body": coming.pop()}

    async def send(message: Any) -> None:
        nonlocal status, told, parts
        if message["type"] == "http.response.start":
            status, told = message["status"], dict(message["headers"])[b"content-type"].decode()
        else:
            parts += message.get("body", b"")

    await app(scope, receive, send)
    return status, told, parts


async def all_refused(app: Any) -> tuple[Counter[str], Counter[str]]:
    """How many there were of each kind and of each media type, all of them refused."""
    kinds: Counter[str] = Counter()
    media_types: Counter[str] = Counter()
    for number, (kind, (data, media)) in enumerate(bodies(COUNT)):
        status, answered, body = await asked(app, data, media)
        told = f"body {number} ({kind}): {data[:200]!r} {data[-200:]!r} {status} {body[:300]!r}"
        if kind == "_batch":
            assert (status, answered) == (200, BATCH), told
            problems = [json.loads(line)["problem"] for line in body.splitlines()]
            assert problems, told
        else:
            assert answered == "application/problem+json", told
            problems = [json.loads(body)]
            assert (problems[0]["status"], problems[0]["instance"]) == (status, "/v1/check"), told
        for problem in problems:
            _is_one(problem, told)
        kinds[kind] += 1
        media_types[media] += 1
    return kinds, media_types


def _is_one(problem: Any, told: str) -> None:
    """Whether it is a problem document of RFC 9457 that lays no blame on the service."""
    assert 400 <= problem["status"] < 500, told
    assert problem["type"] == "about:blank", told
    assert problem["title"] == HTTPStatus(problem["status"]).phrase, told
    assert problem["detail"], told
    assert set(problem) <= {"type", "title", "status", "detail", "instance", "place", "hint"}, told


def test_ten_thousand_hostile_bodies_are_refused_with_a_problem_document(client: Any) -> None:
    kinds, media_types = client.portal.call(all_refused, client.app)
    assert kinds.total() == media_types.total() == COUNT
    assert all(kinds[kind.__name__] > 300 for kind in KINDS), kinds
    assert all(media_types[media] > 100 for media in KNOWN), media_types
    assert client.app.state.service.workers.restarts == 0, "and no worker was lost over any"
