"""An override counts again when the CMS sends the very same story: over HTTP, with either database."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from compliance.service.certificates import verify
from compliance.service.types import Entry, Waiver
from tests.service.api.house import House

_numbers = count()
STORY = {
    "headline": "Baths to close on Friday",
    "body": ["LONDON, April 18 - The council voted on Tuesday to close [TK] the baths.", "They opened in 1911."],
    "published": "2023-04-18T09:00:00Z",
    "language": "en",
    "pictures": [
        {"file": "a.jpg", "caption": "The baths on April 16, 2024.", "credit": "Ana Ruiz/EFE", "alt": "A swimming pool"}
    ],
}


class Sent:
    """A story that is held for two findings, as the CMS sends it and the editors decide of it."""

    def __init__(self, house: House) -> None:
        self.house, self.story = house, {**STORY, "id": f"again-{next(_numbers)}"}
        self.cms, self.desk = house.token("check"), house.token("waive", "override")
        self.held = self.sends()

    def sends(self, event: str = "publish", **but: Any) -> Any:
        return self.house.check(self.cms, {**self.story, **but}, event)

    def overrides(self, report: Any, person: str = "ana", **how: Any) -> Any:
        path = f"/v1/reports/{report['report_id']}/override"
        return self.house.ask("POST", path, self.desk, person=person, json={"reason": "It cannot wait."}, **how)

    def lines(self, kind: str) -> Any:
        return self.house.store.journal("daily", kind=kind, story_id=self.story["id"])


@pytest.fixture
def sent(house: House) -> Sent:
    return Sent(house)


@pytest.mark.parametrize("event", ["publish", "update", "correct"])
def test_the_very_same_story_is_published_and_says_by_whom_when_why_and_for_which_report(
    sent: Sent, event: str
) -> None:
    assert sent.held["verdict"] == "hold"
    made = sent.overrides(sent.held).json()
    assert (made["override"]["made_for"], made["override"]["again"]) == (sent.held["report_id"], False)
    again = sent.sends(event)
    assert again["verdict"] == "publish"
    assert again["override"] == {**made["override"], "again": True}
    assert again["override"]["by"]["id"] == "ana"
    assert len(again["findings"]) == len(sent.held["findings"]), "what was found still stands"
    assert "overrides" not in again, "it is a check of its own"
    document = again["certificate"]["document"]
    verify(document, sent.house.client.app.state.service.key.public)
    assert (document["override"], document["reviewed_by"][0]["id"]) == (again["override"], "ana")
    sent.sends(event)
    assert len(sent.lines("override")) == 1
    second, first = sent.lines("override_again")
    assert (first.by, first.detail["report_id"]) == ("ana", again["report_id"])
    assert first.detail["made_for"] == second.detail["made_for"] == sent.held["report_id"]
    assert first.id < second.id


def test_the_same_words_spaced_otherwise_are_the_same_story(sent: Sent) -> None:
    sent.overrides(sent.held)
    spaced = STORY["body"][0].replace(" ", "  ")
    again = sent.sends(body=[spaced, STORY["body"][1]])
    assert (again["verdict"], again["digest"]) == ("publish", sent.held["digest"])


@pytest.mark.parametrize(
    "change",
    [{"headline": "Baths to close on Monday"}, {"body": [*STORY["body"], "A new paragraph."]}, {"section": "Sport"}],
)
def test_another_story_is_held_again_and_the_first_one_still_goes_out(sent: Sent, change: Any) -> None:
    sent.overrides(sent.held)
    other = sent.sends(**change)
    assert (other["verdict"], other["override"]) == ("hold", None)
    assert sent.sends()["verdict"] == "publish"


def test_a_finding_that_nobody_answered_for_holds_the_story(sent: Sent) -> None:
    (dated,) = (one for one in sent.held["findings"] if one["rule"] == "dates/caption-mismatch")
    told = {"fingerprint": dated["fingerprint"], "reason": "An old picture.", "until": "2099-01-01T00:00:00Z"}
    path = f"/v1/reports/{sent.held['report_id']}/waivers"
    waiver = sent.house.ask("POST", path, sent.desk, person="bo", json=told).json()["waiver_id"]
    fewer = sent.sends()
    assert len(fewer["findings"]) == len(sent.held["findings"]) - 1
    sent.overrides(fewer)
    assert sent.sends()["verdict"] == "publish"
    path = f"/v1/waivers/{waiver}/withdraw"
    sent.house.ask("POST", path, sent.desk, person="bo", json={"reason": "It is no old picture."})
    assert sent.sends()["verdict"] == "hold", "the override was made when this finding was let through"
    sent.overrides(sent.sends(), "bo")
    assert sent.sends()["override"]["by"]["id"] == "bo", "the newest override is the one that counts"


def test_fewer_findings_than_were_answered_for_go_out(sent: Sent) -> None:
    sent.overrides(sent.held)
    (dated,) = (one for one in sent.held["findings"] if one["rule"] == "dates/caption-mismatch")
    told = {"fingerprint": dated["fingerprint"], "reason": "An old picture.", "until": "2099-01-01T00:00:00Z"}
    sent.house.ask("POST", f"/v1/reports/{sent.held['report_id']}/waivers", sent.desk, person="bo", json=told)
    again = sent.sends()
    assert (again["verdict"], len(again["waived"])) == ("publish", 1)
    assert again["override"]["by"]["id"] == "ana"


def test_it_ends_when_the_story_is_killed(sent: Sent) -> None:
    sent.overrides(sent.held)
    killed = sent.sends("kill")
    assert (killed["verdict"], killed["override"]) == ("publish", None)
    assert sent.sends()["verdict"] == "hold"
    assert sent.overrides(sent.sends()).status_code == 201
    assert sent.sends()["verdict"] == "publish"


def test_drafts_other_titles_and_those_without_an_id_know_nothing_of_it(sent: Sent) -> None:
    sent.overrides(sent.held)
    assert (sent.sends("draft")["verdict"], sent.sends("draft")["override"]) == ("hold", None)
    weekly = sent.house.check(sent.house.token("check", title="weekly"), sent.story)
    assert weekly["verdict"] == "hold"
    assert sent.sends(id=f"{sent.story['id']}-b")["verdict"] == "hold"
    nameless = {name: value for name, value in sent.story.items() if name != "id"}
    sent.overrides(sent.house.check(sent.cms, nameless))
    assert sent.house.check(sent.cms, nameless)["verdict"] == "hold"


def test_it_is_erased_with_the_story(sent: Sent) -> None:
    sent.overrides(sent.held)
    sent.house.store.erase_story("daily", sent.story["id"], by="ana")
    assert sent.sends()["verdict"] == "hold"


def test_a_clean_story_costs_no_query(sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    store = sent.house.store

    def decided(title: str, story_id: str) -> tuple[tuple[Waiver, ...], Entry | None]:
        asked.append(story_id)
        return (), None

    monkeypatch.setattr(store, "decided", decided)
    clean = {"headline": "Baths to close", "body": "The council voted to close the baths.", "language": "en"}
    assert sent.house.check(sent.cms, {**clean, "id": "clean"})["verdict"] == "publish"
    assert asked == []
    sent.sends()
    assert asked == [sent.story["id"]]
