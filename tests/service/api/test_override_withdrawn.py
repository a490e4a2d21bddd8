"""An override can be withdrawn: over HTTP, with either database."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from compliance.service.certificates import verify
from compliance.service.store.tables import journal
from tests.service.api.house import House
from tests.service.api.test_overridden_again import Sent

WHY = {"reason": "The mayor has denied it."}


@pytest.fixture
def sent(house: House) -> Sent:
    return Sent(house)


def withdraws(sent: Sent, report: Any, person: str | None = "bo", **how: Any) -> Any:
    path = f"/v1/reports/{report['report_id']}/override/withdraw"
    return sent.house.ask("POST", path, how.pop("token", sent.desk), person=person, **{"json": WHY, **how})


def test_the_very_same_story_is_held_again_and_the_record_keeps_both(sent: Sent) -> None:
    made = sent.overrides(sent.held).json()
    assert sent.sends()["verdict"] == "publish"
    answer = withdraws(sent, made)
    assert answer.status_code == 200
    told = answer.json()["override"]
    assert {name: told[name] for name in made["override"]} == made["override"]
    assert (told["withdrawn"]["by"]["id"], told["withdrawn"]["reason"]) == ("bo", WHY["reason"])
    again = sent.sends()
    assert (again["verdict"], again["override"]) == ("hold", None)
    (line,) = sent.lines("override_withdrawn")
    (first,) = sent.lines("override")
    assert (line.by, line.detail["override"], line.detail["reason"]) == ("bo", first.id, WHY["reason"])
    assert (line.detail["answered"]["id"], line.detail["made_for"]) == ("ana", sent.held["report_id"])
    assert first.detail["by"]["id"] == "ana", "what was said then stands as it was said"


def test_the_report_and_its_certificate_stay_and_say_that_it_has_ended(sent: Sent) -> None:
    made = sent.overrides(sent.held).json()
    path = f"/v1/reports/{made['report_id']}"
    match = f"/v1/certificates/{made['certificate']['id']}/match"
    assert sent.house.ask("POST", match, sent.cms, json=sent.story).json()["withdrawn"] is None
    ended = withdraws(sent, made).json()["override"]["withdrawn"]
    now = sent.house.ask("GET", path, sent.cms).json()
    assert now["override"].pop("withdrawn") == ended
    assert now == made
    verify(made["certificate"]["document"], sent.house.client.app.state.service.key.public)
    matched = sent.house.ask("POST", match, sent.cms, json=sent.story).json()
    assert (matched["same"], matched["withdrawn"]) == (True, ended)


def test_any_report_for_which_it_counted_can_be_named(sent: Sent) -> None:
    sent.overrides(sent.held)
    again = sent.sends()
    assert withdraws(sent, again).status_code == 200
    assert sent.sends()["verdict"] == "hold"


def test_no_earlier_override_counts_in_its_place_and_a_new_one_does(sent: Sent) -> None:
    sent.overrides(sent.held)
    other = {"headline": "Baths to close on Monday"}
    second = sent.overrides(sent.sends(**other), "bo").json()
    assert withdraws(sent, second).status_code == 200
    assert sent.sends(**other)["verdict"] == "hold"
    held = sent.sends()
    assert held["verdict"] == "hold", "what was answered for earlier does not come back by itself"
    assert sent.overrides(held, "cleo").status_code == 201
    assert sent.sends()["override"]["by"]["id"] == "cleo"


def test_what_has_ended_cannot_be_ended_again(sent: Sent) -> None:
    made = sent.overrides(sent.held).json()
    assert withdraws(sent, sent.held).status_code == 409, "the report of before has no override"
    assert withdraws(sent, made).status_code == 200
    twice = withdraws(sent, made)
    assert (twice.status_code, twice.json()["title"] is not None) == (409, True)
    assert len(sent.lines("override_withdrawn")) == 1


def test_of_two_overrides_the_one_that_counts_is_withdrawn(sent: Sent) -> None:
    first = sent.overrides(sent.held).json()
    sent.overrides(sent.sends(headline="Baths to close on Monday"))
    assert withdraws(sent, first).status_code == 409


def test_after_a_kill_there_is_nothing_to_withdraw(sent: Sent) -> None:
    made = sent.overrides(sent.held).json()
    sent.sends("kill")
    assert withdraws(sent, made).status_code == 409


def test_a_story_without_an_id_was_let_out_once(sent: Sent) -> None:
    nameless = {name: value for name, value in sent.story.items() if name != "id"}
    made = sent.overrides(sent.house.check(sent.cms, nameless)).json()
    assert withdraws(sent, made).status_code == 409


def test_it_takes_the_role_a_person_and_a_reason(sent: Sent) -> None:
    made = sent.overrides(sent.held).json()
    assert withdraws(sent, made, token=sent.cms).status_code == 403
    assert withdraws(sent, made, None).status_code == 403
    assert withdraws(sent, made, json={"reason": " "}).status_code == 422
    assert withdraws(sent, made, json={}).status_code == 422
    assert withdraws(sent, {"report_id": "rpt_none"}).status_code == 404
    weekly = sent.house.token("override", title="weekly")
    assert withdraws(sent, made, token=weekly).status_code == 404
    assert sent.sends()["verdict"] == "publish"


def test_a_store_that_cannot_write_ends_nothing(sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    from compliance.service.store import store as module
    from compliance.service.types import StoreError

    made = sent.overrides(sent.held).json()

    def full(*_: Any) -> None:
        raise StoreError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(module.outbox, "insert_messages", full)
        assert withdraws(sent, made).status_code == 503
    with sent.house.store.reading() as connection:
        kinds = connection.execute(select(journal.c.kind).where(journal.c.story_id == sent.story["id"])).scalars().all()
    assert "override_withdrawn" not in kinds
    assert sent.sends()["verdict"] == "publish"


def test_it_is_exported_and_erased_with_the_story(sent: Sent) -> None:
    withdraws(sent, sent.overrides(sent.held).json())
    store, name = sent.house.store, sent.story["id"]
    assert "override_withdrawn" in json.dumps(list(store.export("daily", name)))
    store.erase_story("daily", name, by="ana")
    assert "override_withdrawn" not in json.dumps(list(store.export("daily", name)))
