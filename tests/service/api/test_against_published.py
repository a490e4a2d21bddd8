"""What is to be published is held against the version that readers have: over HTTP, with either database."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from tests.service.api.house import House, open_house

RULE = "corrections/change-unmarked"
CONFIG = """
[service]
requests_per_minute = 10000000
burst = 10000000
keep_text = true

[service.titles.daily]

[service.titles.forgetful]
keep_text = false
"""
SUM = "The council spent £{} on the bridge over the Leam, the mayor said on Monday."
_numbers = count()


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    url = f"sqlite:///{folder}/record.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("new_database")()
    with open_house(folder, url, CONFIG) as found:
        yield found


class Cms:
    """A story as a CMS sends it."""

    def __init__(self, house: House, title: str = "daily") -> None:
        self.house, self.id = house, f"bridge-{next(_numbers)}"
        self.token, self.desk = house.token("check", title=title), house.token("override", title=title)

    def story(self, sum_: str, *more: str, **but: Any) -> dict[str, Any]:
        told = {"id": self.id, "headline": "Council mends bridge", "language": "en"}
        return {**told, "body": [SUM.format(sum_), "It was built in 1911.", *more], **but}

    def sends(self, sum_: str, *more: str, event: str = "update", **but: Any) -> Any:
        return self.house.check(self.token, self.story(sum_, *more, **but), event)


@pytest.fixture
def cms(house: House) -> Cms:
    return Cms(house)


def found(report: Any) -> list[Any]:
    return [one for one in report["findings"] if one["rule"] == RULE]


@pytest.mark.parametrize("event", ["update", "correct", "publish"])
def test_a_figure_that_is_another_one_is_told_with_the_report_of_the_first(cms: Cms, event: str) -> None:
    first = cms.sends("4.2m", event="publish")
    assert (first["verdict"], found(first)) == ("publish", [])
    second = cms.sends("2.4m", event=event)
    (finding,) = found(second)
    assert second["verdict"] == "review"
    assert (finding["data"]["old"], finding["data"]["new"], finding["matched"]) == ("£4.2m", "£2.4m", "£2.4m")
    assert (finding["labels"][0]["file"], finding["labels"][0]["matched"]) == (first["report_id"], "£4.2m")
    assert finding["facts"]
    assert finding["ranges"][0]["pointer"] == "/body/0"


def test_a_note_that_says_what_was_wrong_lets_it_out(cms: Cms) -> None:
    cms.sends("4.2m", event="publish")
    note = "This story was amended on 12 May 2025. An earlier version said that £4.2m had been spent."
    report = cms.sends("2.4m", note, event="correct")
    assert (report["verdict"], found(report)) == ("publish", [])


def test_it_is_held_against_what_readers_have_not_against_what_was_held(cms: Cms) -> None:
    cms.sends("4.2m", event="publish")
    assert found(cms.sends("2.4m"))
    assert found(cms.sends("2.4m")), "the second version was not let out, so readers still have the first"
    assert found(cms.sends("4.2m")) == []


def test_what_somebody_answered_for_is_what_readers_have(cms: Cms) -> None:
    cms.sends("4.2m", event="publish")
    report = cms.sends("2.4m")
    path = f"/v1/reports/{report['report_id']}/override"
    cms.house.ask("POST", path, cms.desk, person="ana", json={"reason": "It was a slip of ours."})
    assert cms.sends("2.4m")["verdict"] == "publish"
    assert found(cms.sends("4.2m")), "now readers have the second"


def test_after_a_kill_there_is_nothing_that_readers_have(cms: Cms) -> None:
    cms.sends("4.2m", event="publish")
    cms.sends("4.2m", event="kill")
    assert found(cms.sends("2.4m", event="publish")) == []


def test_drafts_other_titles_other_ids_and_none_are_not_compared(cms: Cms) -> None:
    cms.sends("4.2m", event="publish")
    assert found(cms.sends("2.4m", event="draft")) == []
    assert found(cms.house.check(cms.house.token("check", title="weekly"), cms.story("2.4m"), "update")) == []
    assert found(cms.sends("2.4m", id=f"{cms.id}-b")) == []
    nameless = {name: value for name, value in cms.story("2.4m").items() if name != "id"}
    assert found(cms.house.check(cms.token, nameless, "update")) == []


def test_the_stories_of_a_body_are_each_held_against_their_own(cms: Cms) -> None:
    other = Cms(cms.house)
    cms.sends("4.2m", event="publish")
    other.sends("7.1m", event="publish")
    stories = [other.story("7.1m", "A paragraph more."), cms.story("2.4m")]
    reports = cms.house.ask("POST", "/v1/check?event=update", cms.token, json=stories).json()["reports"]
    assert [len(found(report)) for report in reports] == [0, 1]
    lines = "\n".join(json.dumps(story) for story in reversed(stories))
    kind = {"content-type": "application/x-ndjson"}
    answer = cms.house.ask("POST", "/v1/check?event=update", cms.token, content=lines, headers=kind)
    assert [len(found(json.loads(line))) for line in answer.text.splitlines()] == [1, 0]


def test_where_no_text_is_kept_it_is_said_that_nothing_was_compared(house: House) -> None:
    cms = Cms(house, "forgetful")
    assert cms.sends("4.2m", event="publish")["unchecked"] == []
    report = cms.sends("2.4m")
    assert found(report) == []
    (gap,) = report["unchecked"]
    assert gap["what"] == RULE
    assert "keep_text" in gap["reason"]
    assert report["certificate"]["document"]["unchecked"] == [gap]
    assert cms.sends("2.4m")["unchecked"] == [], "readers have this very version"


def test_the_text_is_erased_with_the_story(cms: Cms) -> None:
    cms.sends("4.2m", event="publish")
    cms.house.store.erase_story("daily", cms.id, by="ana")
    assert found(cms.sends("2.4m")) == []
