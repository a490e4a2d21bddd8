from __future__ import annotations

from typing import Any

from .hostile import bodies

COUNT = 10_000


def test_ten_thousand_hostile_bodies_are_refused_with_a_problem_document(client: Any) -> None:
    for number, (kind, (data, media)) in enumerate(bodies(COUNT)):
        answer = client.post("/v1/check", content=data, headers={"content-type": media})
        told = f"body {number} ({kind}): {data[:200]!r} {answer.status_code} {answer.text[:300]}"
        if kind == "_not_utf8" or media != "application/x-ndjson":
            assert 400 <= answer.status_code < 500, told
            assert answer.headers["content-type"] == "application/problem+json", told
            problem = answer.json()
            assert problem["status"] == answer.status_code, told
            assert problem["detail"], told
    assert client.app.state.service.workers.restarts == 0, "and no worker was lost over any"
