"""Statements that are written out once, in both databases."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import StatementError

from compliance.service.store import Store
from compliance.service.store.journal import insert_entry
from compliance.service.store.kept import Kept, KeptNew
from compliance.service.store.reports import insert_report, report_by_id
from compliance.service.store.tables import journal
from compliance.service.types import Entry, StoreError
from tests.service.store.made import ANN, NOON, report

ENTRY = Entry("jrn_1", "daily", "override", NOON, "u-bo", "story-1", {"reason": "the naïve \x00 \ud800"})
OF_STORY = Kept(select(journal).where(journal.c.story_id == bindparam("story")).order_by(journal.c.id))


def test_values_stand_in_the_columns_as_sqlalchemy_puts_them_there(store: Store) -> None:
    with store.writing() as connection:
        insert_entry(connection, ENTRY)
        connection.execute(insert(journal).values(**ENTRY._replace(id="jrn_2")._asdict()))
        mine, theirs = OF_STORY.rows(connection, {"story": "story-1"})
        read = connection.execute(select(journal).order_by(journal.c.id)).all()
    assert [row._asdict() for row in (mine, theirs)] == [dict(row._mapping) for row in read]
    assert mine._replace(id="jrn_2") == theirs
    assert Entry(**mine._asdict()) == ENTRY


def test_what_is_not_there_is_no_row(store: Store) -> None:
    with store.reading() as connection:
        assert OF_STORY.rows(connection, {"story": "story-1"}) == []
        assert OF_STORY.row(connection, {"story": "story-1"}) is None


def test_only_the_columns_that_are_named_are_changed(store: Store) -> None:
    change = Kept(update(journal).where(journal.c.id == bindparam("known")), ("kind", "detail"))
    with store.writing() as connection:
        insert_entry(connection, ENTRY)
        change.execute(connection, {"known": "jrn_1", "kind": "other", "detail": {"a": 1}})
    (entry,) = store.journal("daily")
    assert entry == ENTRY._replace(kind="other", detail={"a": 1})


def test_a_row_is_new_once(store: Store) -> None:
    new = KeptNew(journal, ("id", "title", "kind", "at", "by", "detail"))
    values = {name: value for name, value in ENTRY._asdict().items() if name != "story_id"}
    with store.writing() as connection:
        assert new.insert(connection, values)
        assert not new.insert(connection, values)
    assert store.journal("daily") == (ENTRY._replace(story_id=None),)


def test_what_goes_wrong_in_the_driver_is_the_records_error(store: Store) -> None:
    store.note(ENTRY)
    with pytest.raises(StoreError, match="the record failed"):
        store.note(ENTRY)
    store.note(ENTRY._replace(id="jrn_2"))  # the connection is good for the next
    assert [entry.id for entry in store.journal("daily")] == ["jrn_2", "jrn_1"]


def test_a_value_that_has_not_its_columns_form_is_named(store: Store) -> None:
    with store.writing() as connection, pytest.raises(StatementError, match="has no time zone"):
        insert_entry(connection, ENTRY._replace(at=datetime(2026, 3, 2, 12, 0)))


@pytest.mark.parametrize("text", ['{"verdict":"publish","findings":[]}', '{"verdict":"veröffentlicht"}', ""])
def test_a_report_that_is_written_already_comes_back_as_it_was(store: Store, text: str) -> None:
    stored = report(person=ANN)
    with store.writing() as connection:
        insert_report(connection, stored, None, text)
        assert report_by_id(connection, stored.id) == stored


def test_a_record_that_is_closed_holds_its_file_no_more(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/record.db")
    with store.kept_reading(), store.kept_reading(), store.kept_reading():
        assert store.decided("daily", "story-1") == ((), None)
    twice = report()
    store.record(twice)
    with pytest.raises(StoreError):
        store.record(twice, entries=[ENTRY])
    assert store.journal("daily") == ()
    assert (tmp_path / "record.db-wal").exists()
    store.close()
    # SQLite takes its log away with the last connection
    assert not (tmp_path / "record.db-wal").exists()
