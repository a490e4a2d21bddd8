from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from compliance.service.store import Store
from compliance.service.store.desk_rows import Alarm
from compliance.service.types import Entry, Idempotency, new_id
from tests.service.store.made import ANN, BO, NOON, certificate, message, report, waiver


def fill(store: Store) -> None:
    """Two stories and an old one, each with all that may belong to it."""
    for number, (story, age) in enumerate([("story-1", 0), ("story-1", 400), ("story-2", 0), ("old", 400)]):
        at = NOON - timedelta(days=age)
        of = report(story_id=story, checked_at=at, report={"findings": [f"SECRET{story}"]})
        entry = Entry(new_id("jrn"), "daily", "override", at, "u-bo", story, {"reason": "r"})
        asked = Idempotency("tok_1", f"k{number}", "b")
        fields = {"headline": [f"SECRET{story}"]}
        told = [message(story_id=story, made_at=at, body=f"SECRET{story}")]
        store.record(
            of, idempotency=asked, certificate=certificate(of), canonical=fields, entries=[entry], messages=told
        )
        store.add_waiver(waiver(story_id=story, until=at + timedelta(days=2), by=(ANN, BO)))
    store.record(report(title="weekly"))


def kept(store: Store, title: str = "daily") -> list[tuple[str, str | None]]:
    return sorted((row["row"], row.get("story_id") or "") for row in store.export(title))


def test_a_story_is_erased_with_all_that_belongs_to_it_and_that_is_noted(store: Store) -> None:
    fill(store)
    entry = store.erase_story("daily", "story-1", by="Ann Ek")
    counts = {"stories": 2, "idempotency": 2, "certificates": 2, "reports": 2, "agreements": 4, "waivers": 2}
    desk = {"desk_stories": 0, "desk_versions": 0, "wrong_alarms": 0}
    assert entry.detail == {"counts": {**counts, **desk, "journal": 2, "outbox": 2}}
    assert [row["row"] for row in store.export("daily", "story-1")] == ["journal"]
    assert store.journal("daily", kind="erased") == (entry,)
    assert entry.by == "Ann Ek"
    assert len(list(store.export("daily", "story-2"))) == 8
    assert store.erase_story("daily", "story-1", by="Ann Ek").detail["counts"]["journal"] == 0
    assert len(store.journal("daily", kind="erased")) == 2


def test_what_is_old_is_erased_and_the_rest_of_its_story_stays(store: Store) -> None:
    fill(store)
    (entry,) = store.erase_older("daily", NOON - timedelta(days=30), by="retention")
    assert entry.detail["before"] == "2026-01-31T12:00:00.000000Z"
    assert (entry.detail["counts"]["reports"], entry.detail["counts"]["outbox"]) == (2, 2)
    assert len(store.history("daily", "story-1")) == 1
    assert len(store.waivers("daily", "story-1")) == 1
    assert store.history("daily", "old") == ()


def test_what_is_old_goes_in_steps_with_room_for_others_between(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compliance.service.store.leaving._AT_ONCE", 2)
    for days in range(7):
        store.record(report(checked_at=NOON - timedelta(days=days)))
    steps = store.erase_older("daily", NOON - timedelta(days=1), by="retention")
    first = next(steps)
    assert first.detail["counts"]["reports"] == 2
    left = [one.checked_at for one in store.history("daily", "story-1")]
    assert min(left) == NOON - timedelta(days=4), "the oldest went first"
    store.record(report())
    assert [step.detail["counts"]["reports"] for step in steps] == [2, 1]
    assert len(store.history("daily", "story-1")) == 3
    assert len(store.journal("daily", kind="erased")) == 3
    assert list(store.erase_older("daily", NOON - timedelta(days=1), by="retention")) == []


def test_the_titles_that_have_a_record(store: Store) -> None:
    assert store.titles() == ()
    fill(store)
    store.add_waiver(waiver(title="monthly"))
    store.desk.wrong_alarm(Alarm("pasted", "sty_1", None, "r/r", None, "f1", ANN, NOON))
    assert sorted(store.titles()) == ["daily", "monthly", "pasted", "weekly"]


def test_another_titles_record_is_neither_exported_nor_erased(store: Store) -> None:
    fill(store)
    assert len(list(store.erase_older("daily", NOON + timedelta(days=9), by="retention"))) == 1
    assert kept(store) == [("journal", "")]
    assert kept(store, "weekly") == [("report", "story-1")]
    store.erase_story("other", "story-1", by="x")
    assert kept(store, "weekly") == [("report", "story-1")]


def test_an_export_is_json_and_whole(store: Store) -> None:
    fill(store)
    rows = [json.loads(json.dumps(row)) for row in store.export("daily")]
    kinds = [row["row"] for row in rows]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        **{"report": 4, "waiver": 4, "certificate": 4, "journal": 4, "webhook": 4},
        **{"story": 4, "agreement": 8},
    }
    assert rows[0]["checked_at"] == "2026-03-02T12:00:00.000000Z"
    assert rows[0]["report"] == {"findings": ["SECRETstory-1"]}


def test_what_was_erased_stands_in_no_file_of_the_database(tmp_path: Path) -> None:
    store = Store.open(str(tmp_path / "record.db"))
    fill(store)
    store.erase_story("daily", "story-1", by="Ann Ek")
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"SECRETstory-1" not in left
    assert b"SECRETstory-2" in left
    store.close()


@pytest.mark.parametrize("name", "reports stories idempotency certificates waivers agreements outbox".split())
def test_an_erasure_that_fails_erases_nothing(tmp_path: Path, name: str) -> None:
    store = Store.open(str(tmp_path / "record.db"))
    fill(store)
    before = kept(store)
    with store.writing() as connection:
        connection.exec_driver_sql(f"CREATE TRIGGER no BEFORE DELETE ON {name} BEGIN SELECT RAISE(ABORT, 'no'); END")
    with pytest.raises(Exception, match="the record failed: no"):
        store.erase_story("daily", "story-1", by="x")
    assert kept(store) == before
    store.close()
