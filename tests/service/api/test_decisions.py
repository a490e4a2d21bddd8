from __future__ import annotations

from typing import Any

import pytest

STORY = {
    "id": "decided",
    "headline": "Baths to close",
    "body": "The council voted on Monday to close [TK] the baths.",
    "language": "en",
}
UNTIL = "2099-01-01T00:00:00Z"


def report_of(client: Any, story: Any, event: str = "publish") -> Any:
    return client.post(f"/v1/check?event={event}", json=story).json()


def decide(client: Any, report: Any, what: str, person: str | None, roles: str, **told: Any) -> Any:
    headers = {"x-test-roles": roles} | ({"x-test-person": person} if person else {})
    return client.post(f"/v1/reports/{report['report_id']}/{what}", json=told, headers=headers)


def test_a_waiver_counts_until_a_fact_changes(client: Any) -> None:
    report = report_of(client, STORY)
    (finding,) = report["findings"]
    told = {"fingerprint": finding["fingerprint"], "reason": "It is a name.", "until": UNTIL}
    answer = decide(client, report, "waivers", "ana", "waive", **told)
    assert answer.status_code == 201, answer.text
    waiver = answer.json()
    assert waiver["counts"] is True
    assert [person["id"] for person in waiver["by"]] == ["ana"]
    again = report_of(client, {**STORY, "body": [STORY["body"], "A new paragraph."]}, "update")
    assert again["verdict"] == "publish"
    assert again["findings"] == []
    assert again["waived"][0]["waiver"]["id"] == waiver["waiver_id"]
    elsewhere = report_of(client, {**STORY, "id": "another"})
    assert elsewhere["verdict"] == "hold", "a waiver binds its story"


@pytest.mark.parametrize(
    ("person", "roles", "change", "status"),
    [
        (None, "waive", {}, 403),
        ("ana", "", {}, 403),
        ("ana", "waive", {"fingerprint": "0000"}, 422),
        ("ana", "waive", {"until": "yesterday"}, 422),
        ("ana", "waive", {"until": "2001-01-01"}, 422),
        ("ana", "waive", {"reason": " "}, 422),
        ("ana", "waive", {"reason": 1}, 422),
        ("ana", "waive", {"more": "x"}, 422),
    ],
)
def test_a_waiver_needs_a_person_a_finding_a_reason_and_an_end(
    client: Any, person: str | None, roles: str, change: Any, status: int
) -> None:
    report = report_of(client, {**STORY, "id": "refused"})
    told = {"fingerprint": report["findings"][0]["fingerprint"], "reason": "It is a name.", "until": UNTIL, **change}
    answer = decide(client, report, "waivers", person, roles, **told)
    assert (answer.status_code, answer.json()["status"]) == (status, status), answer.text
    assert report_of(client, {**STORY, "id": "refused"})["verdict"] == "hold"


def test_a_held_story_is_published_in_one_call_and_everybody_sees_who_answers_for_it(client: Any) -> None:
    report = report_of(client, {**STORY, "id": "overridden"})
    assert decide(client, report, "override", "ana", "waive", reason="It cannot wait.").status_code == 403
    answer = decide(client, report, "override", "ana", "override", reason="It cannot wait.")
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert told["verdict"] == "publish"
    assert told["override"]["by"]["id"] == "ana"
    assert told["override"]["verdict"] == "hold"
    assert told["overrides"] == report["report_id"]
    assert told["certificate"]["document"]["reviewed_by"][0]["id"] == "ana"
    assert client.get(f"/v1/reports/{told['report_id']}").json() == told
    journal = client.app.state.service.store.journal("daily", kind="override", story_id="overridden")
    assert journal[0].by == "ana"
    assert "compliance_overrides_total" in client.get("/metrics").text
    assert decide(client, told, "override", "ana", "override", reason="Again.").status_code == 409
