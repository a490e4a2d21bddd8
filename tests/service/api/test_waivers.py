"""Who may let what through, and until when: over HTTP, with real tokens, statements and either database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest

from compliance.service.certificates import verify
from compliance.service.decisions import GONE
from tests.patience import until
from tests.service.api.house import House

LATER = "2099-01-01T00:00:00Z"
_numbers = count()


class Desk:
    """A story that is held, and the editors who may do something about it."""

    def __init__(self, house: House, story: dict[str, Any]) -> None:
        self.house, self.story = house, {**story, "id": f"story-{next(_numbers)}"}
        self.cms = house.token("check")
        self.day, self.night = house.token("waive", "override"), house.token("waive", "override")

    def check(self, event: str = "publish", **but: Any) -> Any:
        return self.house.check(self.cms, {**self.story, **but}, event)

    def waive(
        self, report: Any, person: str, token: str | None = None, until: str = LATER, reason: str = "It is a name."
    ) -> Any:
        (finding,) = report["findings"]
        told = {"fingerprint": finding["fingerprint"], "reason": reason, "until": until}
        return self.decide(f"/v1/reports/{report['report_id']}/waivers", person, told, token)

    def override(self, report: Any, person: str, **how: Any) -> Any:
        return self.decide(f"/v1/reports/{report['report_id']}/override", person, {"reason": "It cannot wait."}, **how)

    def withdraw(self, waiver: str, person: str, **how: Any) -> Any:
        return self.decide(f"/v1/waivers/{waiver}/withdraw", person, {"reason": "It was no name."}, **how)

    def decide(self, path: str, person: str, told: Any, token: str | None = None, **how: Any) -> Any:
        return self.house.ask("POST", path, token or self.day, person=person, json=told, **how)


PLACEHOLDER = {
    "headline": "Baths to close",
    "body": ["The council voted on Monday to close [TK] the baths.", "They were opened in 1911."],
    "language": "en",
}
TWICE = {**PLACEHOLDER, "body": ["The council voted on Monday to close the the baths."]}
DATED = {
    "headline": "Baths to close on Friday",
    "body": ["LONDON, April 18 - The council voted on Tuesday to close the baths.", "They were opened in 1911."],
    "published": "2023-04-18T09:00:00Z",
    "language": "en",
    "pictures": [
        {"file": "a.jpg", "caption": "The baths on April 16, 2024.", "credit": "Ana Ruiz/EFE", "alt": "A swimming pool"}
    ],
}


def refused(answer: Any, status: int) -> Any:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.json()


def test_a_rule_for_two_takes_two_different_people(house: House) -> None:
    desk = Desk(house, PLACEHOLDER)
    report = desk.check()
    first = desk.waive(report, "ana")
    assert first.status_code == 201, first.text
    assert (first.json()["people_needed"], first.json()["counts"]) == (2, False)
    still = desk.check()
    assert still["verdict"] == "hold"
    assert [one["why"] for one in still["lapsed"]] == ["another person must agree"]

    again = refused(desk.waive(report, "ana"), 409)
    assert again["hint"] == "another person must agree"
    refused(desk.waive(report, "ana", desk.night), 409)
    refused(desk.waive(report, " ANA ", desk.night), 409)
    assert desk.check()["verdict"] == "hold", "two tokens are not two people"

    second = desk.waive(report, "bo", desk.night, reason="The mayor's own word.")
    assert second.status_code == 201, second.text
    assert second.json()["waiver_id"] == first.json()["waiver_id"]
    assert second.json()["counts"] is True
    let_out = desk.check()
    assert (let_out["verdict"], let_out["lapsed"]) == ("publish", [])
    reasons = [("ana", "It is a name."), ("bo", "The mayor's own word.")]
    assert [(one["id"], one["reason"]) for one in let_out["waived"][0]["waiver"]["by"]] == reasons
    assert second.json()["by"] == let_out["waived"][0]["waiver"]["by"]
    (certified,) = let_out["certificate"]["document"]["waived"]
    assert certified["waiver"]["by"] == let_out["waived"][0]["waiver"]["by"]
    assert "reason" not in let_out["certificate"]["document"]["reviewed_by"][1]
    assert [one["id"] for one in let_out["certificate"]["document"]["reviewed_by"]] == ["ana", "bo"]
    refused(desk.waive(report, "bo"), 409)


def test_what_nobody_may_waive_is_waived_by_nobody(house: House) -> None:
    desk = Desk(house, TWICE)
    report = desk.check()
    problem = refused(desk.waive(report, "ana", house.token("admin")), 422)
    assert "nobody may waive copy/repeated" in problem["detail"]
    assert desk.check()["verdict"] == "hold"


@pytest.fixture
def let_through(house: House) -> tuple[Desk, str]:
    """A story whose finding one person let through, and the waiver."""
    desk = Desk(house, DATED)
    report = desk.check()
    assert [one["rule"] for one in report["findings"]] == ["dates/caption-mismatch"]
    waiver = desk.waive(report, "ana").json()["waiver_id"]
    assert desk.check()["verdict"] == "publish"
    return desk, waiver


def test_a_waiver_outlives_a_paragraph_that_is_added_elsewhere(let_through: tuple[Desk, str]) -> None:
    desk, waiver = let_through
    more = desk.check("update", body=[*DATED["body"], "A new paragraph says more."], section="Local")
    assert (more["verdict"], more["lapsed"]) == ("publish", [])
    assert more["waived"][0]["waiver"]["id"] == waiver


@pytest.mark.parametrize(
    "change",
    [
        {"body": ["LONDON, April 17 - The council voted on Monday to close the baths.", DATED["body"][1]]},
        {"pictures": [{**DATED["pictures"][0], "caption": "The baths on April 15, 2024."}]},
        {"pictures": [{**DATED["pictures"][0], "credit": "Ana Ruiz/AFP"}]},
        {"pictures": [{**DATED["pictures"][0], "file": "b.jpg"}]},
    ],
    ids=["another day in the dateline", "another day in the caption", "another credit", "another picture"],
)
def test_a_waiver_lapses_when_a_fact_changes_and_the_report_says_so(let_through: tuple[Desk, str], change: Any) -> None:
    desk, waiver = let_through
    other = desk.check("update", **change)
    assert other["verdict"] == "hold"
    assert [(one["waiver"], one["rule"]) for one in other["lapsed"]] == [(waiver, "dates/caption-mismatch")]
    assert other["lapsed"][0]["why"] in (GONE, "a fact that it rests on has changed")
    assert desk.check("update")["verdict"] == "publish", "and counts again when the fact is as it was"


def test_a_waiver_ends_on_its_day_and_no_sender_turns_the_clock_back(house: House) -> None:
    desk = Desk(house, DATED)
    report = desk.check()
    for seconds in (1, 4, 16, 64):  # a machine that is too slow for the first of them asks again
        end = datetime.now(UTC) + timedelta(seconds=seconds)
        if desk.waive(report, "ana", until=end.isoformat()).status_code == 201:
            break
    until(lambda: datetime.now(UTC) > end)
    over = desk.check()
    assert over["verdict"] == "hold"
    assert [one["why"] for one in over["lapsed"]] == ["its time is over"]
    earlier = house.ask("POST", "/v1/check?now=2023-04-18T10:00:00Z", desk.cms, json=desk.story).json()
    assert earlier["verdict"] == "hold"
    assert desk.waive(report, "ana").status_code == 201, "it can be let through anew"
    assert desk.check()["verdict"] == "publish"


def test_a_waiver_is_withdrawn_once_by_a_person_of_its_title_and_the_journal_says_why(
    let_through: tuple[Desk, str],
) -> None:
    desk, waiver = let_through
    refused(desk.withdraw(waiver, "bo", token=desk.cms), 403)
    refused(desk.house.ask("POST", f"/v1/waivers/{waiver}/withdraw", desk.day, json={"reason": "x"}), 403)
    refused(desk.withdraw(waiver, "bo", token=desk.house.token("waive", title="weekly")), 404)
    answer = desk.withdraw(waiver, "bo")
    assert answer.status_code == 200, answer.text
    assert answer.json()["withdrawn_by"]["id"] == "bo"
    refused(desk.withdraw(waiver, "bo"), 404)
    held = desk.check()
    assert (held["verdict"], held["lapsed"]) == ("hold", [])
    (entry,) = desk.house.store.journal("daily", kind="withdrawn", story_id=desk.story["id"])
    assert (entry.by, entry.detail["waiver"], entry.detail["reason"]) == ("bo", waiver, "It was no name.")
    assert desk.waive(held, "ana").status_code == 201, "and may be let through again"


def test_an_override_takes_the_role_and_is_certified_to_the_last_part(house: House) -> None:
    desk = Desk(house, TWICE)
    report = desk.check()
    refused(desk.override(report, "ana", token=house.token("waive")), 403)
    refused(desk.override(report, "ana", roles=["waive"]), 403)
    refused(house.ask("POST", f"/v1/reports/{report['report_id']}/override", desk.day, json={"reason": "x"}), 403)
    refused(desk.override(report, "ana", token=house.token("override", title="weekly")), 404)
    assert desk.check()["verdict"] == "hold"

    told = desk.override(report, "ana").json()
    assert (told["verdict"], told["override"]["verdict"]) == ("publish", "hold")
    certificate = told["certificate"]
    assert certificate["document"]["story"] == {"digest": report["digest"], "parts": report["parts"]}
    verify(certificate["document"], house.client.app.state.service.key.public)
    path = f"/v1/certificates/{certificate['id']}/match"
    assert house.ask("POST", path, desk.cms, json=desk.story).json()["same"] is True
    other = house.ask("POST", path, desk.cms, json={**desk.story, "headline": "Baths stay"}).json()
    assert other["differs"] == ["headline"], "with its parts it can say what differs"
    (entry,) = house.store.journal("daily", kind="override", story_id=desk.story["id"])
    assert (entry.by, entry.detail["reason"]) == ("ana", "It cannot wait.")
    refused(desk.override(told, "ana"), 409)


def test_an_override_that_is_sent_twice_is_one(house: House) -> None:
    desk = Desk(house, TWICE)
    report = desk.check()
    key = {"headers": {"idempotency-key": "over-1"}}
    first = desk.override(report, "ana", **key)
    second = desk.override(report, "ana", **key)
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()
    assert (first.headers.get("idempotency-replayed"), second.headers["idempotency-replayed"]) == (None, "true")
    assert len(house.store.journal("daily", kind="override", story_id=desk.story["id"])) == 1
    path = f"/v1/reports/{report['report_id']}/override"
    refused(desk.decide(path, "ana", {"reason": "Another reason."}, **key), 409)
    refused(desk.override(report, "bo", **key), 409)
    refused(desk.override(report, "ana", headers={"idempotency-key": "x" * 256}), 400)
    other = Desk(house, TWICE)
    other.day = desk.day
    refused(other.override(other.check(), "ana", **key), 409)


def test_a_waiver_that_is_sent_twice_is_one_and_so_is_an_agreement(house: House) -> None:
    desk = Desk(house, PLACEHOLDER)
    report = desk.check()
    told = {"fingerprint": report["findings"][0]["fingerprint"], "reason": "It is a name.", "until": LATER}
    path = f"/v1/reports/{report['report_id']}/waivers"
    ids = []
    for person, counts in (("ana", False), ("bo", True)):
        key = {"headers": {"idempotency-key": f"waive-{person}"}}
        answers = [desk.decide(path, person, told, **key) for _ in range(2)]
        assert [one.status_code for one in answers] == [201, 201], answers[1].text
        assert answers[0].json() == answers[1].json()
        assert answers[0].json()["counts"] is counts
        assert answers[1].headers["idempotency-replayed"] == "true"
        refused(desk.decide(path, person, {**told, "reason": "Another."}, **key), 409)
        ids.append(answers[1].json()["waiver_id"])
    assert ids[0] == ids[1]
    desk.withdraw(ids[0], "ana")
    again = desk.decide(path, "ana", told, headers={"idempotency-key": "waive-ana"})
    assert again.headers["idempotency-replayed"] == "true", "and a withdrawn waiver does not come back"
    assert house.store.waivers("daily", desk.story["id"]) == ()


@pytest.mark.parametrize("words", ["\x00", "a\x00b", "a\x1bb", " \t\n", "x" * 2001])
def test_a_reason_is_plain_text(house: House, words: str) -> None:
    desk = Desk(house, TWICE)
    report = desk.check()
    path = f"/v1/reports/{report['report_id']}/override"
    assert refused(desk.decide(path, "ana", {"reason": words}), 422)["place"] == "/reason"


def test_half_a_surrogate_pair_in_a_reason_breaks_nothing(house: House) -> None:
    desk = Desk(house, TWICE)
    path = f"/v1/reports/{desk.check()['report_id']}/override"
    told = b'{"reason": "because \\ud800 it is so"}'
    answer = house.ask("POST", path, desk.day, person="ana", content=told, headers={"content-type": "application/json"})
    assert answer.status_code == 201, answer.text
    assert answer.json()["override"]["reason"] == "because ? it is so"
