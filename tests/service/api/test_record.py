from __future__ import annotations

import json
from typing import Any
from unittest.mock import patch

import pytest

from compliance.service.types import StoreError

BODY = "The council voted on Monday to close [TK] the baths."
STORY = {"headline": "Baths to close", "body": BODY, "language": "en"}
FINE = {**STORY, "body": "The council voted on Monday to close the baths."}


def asked(client: Any, story: Any, event: str = "publish", caller: str = "tok_test", **headers: str) -> Any:
    return client.post(f"/v1/check?event={event}", json=story, headers={"x-test-caller": caller, **headers})


def test_what_was_answered_is_found_again_and_a_draft_is_not(client: Any) -> None:
    story = {**STORY, "id": "kept"}
    report = asked(client, story).json()
    assert client.get(f"/v1/reports/{report['report_id']}").json() == report
    asked(client, story, "draft")
    asked(client, {**FINE, "id": "kept"}, "update")
    history = client.get("/v1/stories/kept/history").json()
    assert [(one["event"], one["verdict"]) for one in history["reports"]] == [
        ("update", "publish"),
        ("publish", "hold"),
    ]
    page = client.get(f"/v1/stories/kept/history?limit=1&before={history['reports'][0]['report_id']}").json()
    assert [one["report_id"] for one in page["reports"]] == [report["report_id"]]
    assert client.get("/v1/stories/kept/history?limit=0").json()["status"] == 400
    assert client.get("/v1/reports/rpt_none").json()["status"] == 404


def test_an_update_is_compared_with_what_readers_have(client: Any) -> None:
    first = asked(client, {**FINE, "id": "compared"}).json()
    assert "changes" not in first
    second = asked(client, {**STORY, "id": "compared"}, "update").json()
    assert second["verdict"] == "hold"
    assert second["changes"]["against"] == first["report_id"]
    assert [one["rule"] for one in second["changes"]["new"]] == ["copy/placeholder"]
    third = asked(client, {**FINE, "id": "compared"}, "correct").json()
    assert third["changes"] == {"against": first["report_id"], "new": [], "gone": [], "changed": []}


def test_a_story_can_always_be_taken_back(client: Any) -> None:
    asked(client, {**FINE, "id": "taken"})
    killed = asked(client, {**STORY, "id": "taken"}, "kill").json()
    assert (killed["verdict"], killed["findings"]) == ("publish", [])
    assert [one["rule"] for one in killed["observed"]] == ["copy/placeholder"]
    assert "certificate" not in killed
    again = asked(client, {**FINE, "id": "taken"}, "update").json()
    assert again["changes"]["against"] is None


def test_what_may_be_published_is_certified_and_matched(client: Any) -> None:
    story = {**FINE, "id": "certified"}
    report = asked(client, story).json()
    certificate = report["certificate"]
    assert certificate["document"]["story"]["digest"] == report["digest"]
    path = f"/v1/certificates/{certificate['id']}/match"
    assert client.post(path, json=story).json()["same"] is True
    other = client.post(path, json={**story, "headline": "Baths stay open"}).json()
    assert (other["same"], other["differs"]) == (False, ["headline"])
    assert client.post("/v1/certificates/cer_none/match", json=story).json()["status"] == 404
    assert "certificate" not in asked(client, {**STORY, "id": "held"}).json()
    assert "certificate" not in asked(client, story, "draft").json()
    assert "certificate" not in asked(client, story, caller="tok_observer").json()


@pytest.mark.parametrize("said", ["", " It is naïve.", " [TK] 😀", " [TK] \ud800"])
def test_an_answer_is_in_the_record_as_it_went_out(client: Any, said: str) -> None:
    story = json.dumps({**FINE, "id": f"written{len(said)}", "body": FINE["body"] + said})
    sent = {"content": story, "headers": {"content-type": "application/json", "x-test-caller": "tok_test"}}
    report = client.post("/v1/check?event=update", **sent).json()
    assert client.get(f"/v1/reports/{report['report_id']}").json() == report
    assert ("certificate" in report) is ("TK" not in said)
    if "certificate" in report:
        # it is written when it is signed, and not again
        assert list(report)[-1] == "certificate"
        assert list(report["certificate"]["document"])[-1] == "signature"
        assert client.post(f"/v1/certificates/{report['certificate']['id']}/match", **sent).json()["same"] is True


def test_the_same_request_is_answered_with_the_same_report_and_another_body_is_refused(client: Any) -> None:
    story = {**STORY, "id": "again"}
    first = asked(client, story, **{"idempotency-key": "k1"})
    again = asked(client, story, **{"idempotency-key": "k1"})
    assert again.json() == first.json()
    assert again.headers["idempotency-replayed"] == "true"
    other = asked(client, {**story, "headline": "Other"}, **{"idempotency-key": "k1"})
    assert other.json()["status"] == 409
    assert asked(client, story, "update", **{"idempotency-key": "k1"}).status_code == 409
    assert asked(client, story, caller="tok_two", **{"idempotency-key": "k1"}).json() != first.json()
    assert len(client.get("/v1/stories/again/history").json()["reports"]) == 2
    assert asked(client, story, **{"idempotency-key": "x" * 256}).json()["status"] == 400


def test_each_story_of_a_list_is_answered_as_before(client: Any) -> None:
    stories = [{**STORY, "id": "one"}, {**STORY, "id": "two"}]
    first = asked(client, stories, **{"idempotency-key": "k2"}).json()
    assert asked(client, stories, **{"idempotency-key": "k2"}).json() == first


def test_without_a_record_there_is_no_verdict(client: Any) -> None:
    def full(*told: Any, **more: Any) -> None:
        raise StoreError("the record failed: disk full")

    with patch.object(client.app.state.service.store, "record", full):
        answer = asked(client, STORY)
        assert answer.status_code == 503
        assert "verdict" not in answer.json()
        assert answer.headers["retry-after"]
        batch = client.post(
            "/v1/check", content=json.dumps(STORY).encode(), headers={"content-type": "application/x-ndjson"}
        )
        assert json.loads(batch.text)["problem"]["status"] == 503
        assert asked(client, STORY, "draft").json()["verdict"] == "hold", "a draft needs no record"
