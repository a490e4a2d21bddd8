"""The desk's part of the record: what comes into the queue, what leaves it, and what is kept of decisions there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from compliance.service.store import Store
from compliance.service.store.desk_rows import Alarm, Arrival, Hand, Overruled, Version
from compliance.service.store.queue import MOST_VERSIONS
from compliance.service.types import Checked, Event, new_id
from tests.service.store.made import ANN, BO, report, waiver

NOON = datetime.now(UTC).replace(microsecond=0)
"""Any moment of today: what may go out leaves the queue a day later."""

FOUND = {
    "fingerprint": "f1",
    "rule": "captions/missing",
    "variant": None,
    "kind": "fail",
    "severity": "error",
    "facts": "sha256:aa",
    "ranges": [{"pointer": "/body", "exact": "words"}],
}


def version(number: int = 1, **but: Any) -> Version:
    checked = Checked(
        item=0,
        report={"findings": [FOUND], "rules_run": ["captions/missing"], "rules_skipped": []},
        story_id=None,
        digest=f"sha256:{number}",
        facts={"f1": "sha256:aa"},
        waivable={"captions/missing": 2, "captions/missing:late": 0, "other/rule": 2},
    )
    values = {"id": new_id("ver"), "name": "story", "told": None, "media": None, "item": 0, "now": NOON}
    return Version(**{**values, "checked": checked, **but})


def arrival(**but: Any) -> Arrival:
    values: dict[str, Any] = {
        "title": "daily",
        "story_id": "story-1",
        "desk_id": new_id("sty"),
        "headline": "Baths to close",
        "verdict": "hold",
        "at": NOON,
        "version": version(),
        "event": Event.PUBLISH,
    }
    return Arrival(**{**values, **but})


def comes(store: Store, **but: Any) -> None:
    """A check that is recorded, with what the desk learns of it."""
    of = report(story_id=but.get("story_id", "story-1"))
    store.record(of, desk=arrival(**{"report_id": of.id, "version": version(id=of.id), **but}))


def queue(store: Store, title: str = "daily") -> list[tuple[str, str, int]]:
    return [(story.headline, story.verdict, story.version) for story in store.desk.queue(title)]


def only(store: Store) -> Hand:
    (line,) = store.desk.queue("daily")
    found = store.desk.hand("daily", line.id)
    assert found is not None
    return found


def test_what_is_held_comes_and_is_one_story_in_all_its_versions(store: Store) -> None:
    comes(store)
    comes(store, verdict="review", headline="Baths to close in May", at=NOON + timedelta(minutes=5))
    comes(store, title="weekly", headline="Another title's")
    assert queue(store) == [("Baths to close in May", "review", 2)]
    hand = only(store)
    assert hand.before is not None
    assert hand.story.arrived == NOON
    assert hand.story.changed_at == NOON + timedelta(minutes=5)
    assert hand.story.report_id == hand.newest.id


def test_what_may_go_out_comes_only_where_the_desk_has_the_story(store: Store) -> None:
    comes(store, verdict="publish")
    assert queue(store) == []
    comes(store)
    comes(store, verdict="publish")
    assert queue(store) == [("Baths to close", "publish", 2)]


def test_what_may_go_out_leaves_the_queue_after_a_day(store: Store) -> None:
    for name, days in (("new", 0), ("old", 2)):
        comes(store, story_id=name, headline=name)
        comes(store, story_id=name, headline=name, verdict="publish", at=datetime.now(UTC) - timedelta(days=days))
    assert [line.headline for line in store.desk.queue("daily")] == ["new"]


def test_what_is_killed_goes(store: Store) -> None:
    comes(store)
    desk_id = only(store).story.id
    comes(store, event=Event.KILL, verdict="hold")
    assert queue(store) == []
    assert store.desk.hand("daily", desk_id) is None
    assert [row for row in store.export("daily") if row["row"] == "desk_version"] == []


def test_a_story_without_an_id_is_known_by_its_report(store: Store) -> None:
    for _ in range(2):
        of = report(story_id=None)
        store.record(of, desk=arrival(story_id=None, desk_id=of.id, report_id=of.id, version=version(id=of.id)))
    assert [story.id == story.report_id for story in store.desk.queue("daily")] == [True, True]


def test_what_fails_to_be_recorded_is_not_in_the_queue(store: Store) -> None:
    of = report()
    store.record(of)
    with pytest.raises(Exception, match="the record failed"):
        store.record(of, desk=arrival())  # the same report twice
    assert queue(store) == []


def test_a_version_says_what_was_found_and_by_how_many_it_is_waived(store: Store) -> None:
    comes(store, version=version(data=b"bytes \xff"))
    newest = only(store).newest
    checked = newest.checked
    assert "ranges" not in checked.report["findings"][0]
    assert checked.waivable == {"captions/missing": 2, "captions/missing:late": 0}
    assert (checked.story_id, checked.facts, checked.gate) == ("story-1", {"f1": "sha256:aa"}, "warning")
    assert newest.data == b"bytes \xff"


def test_what_no_database_takes_is_replaced(store: Store) -> None:
    comes(store, headline="Half \ud800 and \0 nothing", version=version(name="\udfff\0.txt"))
    hand = only(store)
    assert (hand.story.headline, hand.newest.name) == ("Half ? and \ufffd nothing", "?\ufffd.txt")


def test_old_versions_go(store: Store) -> None:
    for _ in range(MOST_VERSIONS + 3):
        comes(store)
    kept = [row["number"] for row in store.export("daily") if row["row"] == "desk_version"]
    assert sorted(kept) == list(range(4, MOST_VERSIONS + 4))


def test_the_nearest_deadline_comes_first_and_what_may_go_out_last(store: Store) -> None:
    for name, but in {
        "free": {},
        "late": {"deadline": NOON + timedelta(hours=2)},
        "soon": {"deadline": NOON + timedelta(hours=1)},
        "newer": {"at": NOON + timedelta(hours=1)},
    }.items():
        comes(store, story_id=name, headline=name, **but)
    comes(store, story_id="soon", headline="soon", verdict="publish")
    assert [line.headline for line in store.desk.queue("daily")] == ["late", "newer", "free", "soon"]


def test_a_story_is_held_laid_back_sent_back_and_comes_again(store: Store) -> None:
    comes(store)
    desk_id = only(store).story.id
    assert store.desk.hold("daily", desk_id, ANN)
    assert only(store).story.holder == ANN
    assert store.desk.send_back(only(store).story, BO, "Ask the town hall")
    story = only(store).story
    assert story.holder is None
    assert story.sent_back is not None
    assert (story.sent_back.by, story.sent_back.reason) == (BO, "Ask the town hall")
    comes(store)
    assert only(store).story.sent_back is None
    assert not store.desk.hold("weekly", desk_id, ANN), "another title's story"
    away = only(store).story
    assert store.desk.put_away(away, ANN)
    assert not store.desk.put_away(away, ANN)
    assert not store.desk.send_back(away, ANN, "Too late"), "it is gone"
    put, sent = store.journal("daily")
    assert [(one.kind, one.by, one.story_id) for one in (put, sent)] == [
        ("put_away", ANN.id, "story-1"),
        ("sent_back", BO.id, "story-1"),
    ]
    assert (sent.detail["reason"], sent.detail["version"], put.detail["version"]) == ("Ask the town hall", 1, 2)
    assert put.detail["report_id"] == away.report_id


def test_what_was_pasted_joins_the_story_of_its_id(store: Store) -> None:
    comes(store)
    desk_id = only(store).story.id
    pasted = arrival(event=None, verdict="publish", holder=ANN, version=version(2))
    assert store.desk.take_in(pasted) == desk_id
    story = only(store).story
    assert (story.version, story.event, story.holder) == (2, Event.PUBLISH, ANN)
    assert story.report_id != only(store).newest.id
    alone = arrival(event=None, verdict="publish", story_id="sty_x", desk_id="sty_x")
    assert store.desk.take_in(alone) == "sty_x"


def test_waivers_of_the_story_come_with_it(store: Store) -> None:
    comes(store)
    given = waiver()
    store.add_waiver(given)
    store.add_waiver(waiver(story_id="story-2"))
    assert only(store).waivers == (given,)


def test_an_override_shows_where_the_desk_has_that_very_version(store: Store) -> None:
    comes(store)
    told = {"by": {"id": "u-bo"}, "reason": "It cannot wait."}
    report_id = str(only(store).story.report_id)
    store.record(report(), desk=Overruled("daily", "rpt_other", "rpt_2", told, NOON))
    assert only(store).story.override is None
    store.record(report(), desk=Overruled("daily", report_id, "rpt_2", told, NOON))
    assert (only(store).story.override, only(store).story.verdict) == (told, "publish")
    comes(store)
    assert only(store).story.override is None, "it was of the version before"


def test_wrong_alarms_are_counted_by_rule_each_finding_once(store: Store) -> None:
    comes(store)
    desk_id = only(store).story.id
    alarm = Alarm("daily", desk_id, "story-1", "captions/missing", None, "f1", ANN, NOON)
    assert store.desk.wrong_alarm(alarm)
    assert not store.desk.wrong_alarm(alarm._replace(by=BO, at=NOON + timedelta(days=1)))
    store.desk.wrong_alarm(alarm._replace(fingerprint="f2", at=NOON - timedelta(days=1)))
    store.desk.wrong_alarm(alarm._replace(title="weekly", desk_id="sty_w"))
    assert only(store).alarms == {"f1": ANN, "f2": ANN}
    counts = store.desk.alarms("daily")
    assert [(one.rule, one.findings) for one in counts] == [("captions/missing", 2)]
    assert counts[0].since == NOON - timedelta(days=1)


def test_the_desk_forgets_what_the_record_erases(store: Store) -> None:
    comes(store, story_id="story-1")
    comes(store, story_id="story-2", version=version(data=b"kept"))
    for story_id in ("story-1", "story-2"):
        store.desk.wrong_alarm(Alarm("daily", story_id, story_id, "r/r", None, "f1", ANN, NOON))
    store.erase_story("daily", "story-1", by="Ann Ek")
    rows = [row for row in store.export("daily") if row["row"] in ("desk", "desk_version", "wrong_alarm")]
    assert sorted(row["row"] for row in rows) == ["desk", "desk_version", "wrong_alarm"]
    assert [row["data"] for row in rows if row["row"] == "desk_version"] == ["a2VwdA=="]
    (entry,) = store.erase_older("daily", NOON + timedelta(days=1), by="retention")
    assert {name: entry.detail["counts"][name] for name in ("desk_stories", "desk_versions", "wrong_alarms")} == {
        **{"desk_stories": 1, "desk_versions": 1, "wrong_alarms": 1},
    }
    assert queue(store) == []
