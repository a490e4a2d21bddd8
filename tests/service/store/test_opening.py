from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from compliance.service.store import Store
from compliance.service.store.opening import engine_for, shown
from compliance.service.store.schema import migrate, steps
from compliance.service.store.tables import metadata
from compliance.service.types import StoreError
from tests.service.store.made import report


def test_the_steps_lead_to_the_tables_that_the_code_knows(store: Store) -> None:
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


@pytest.mark.parametrize("step", steps())
def test_a_record_of_each_earlier_version_is_brought_to_the_present(url: str, step: str) -> None:
    engine = engine_for(url)
    migrate(engine, to=step)
    engine.dispose()
    store = Store.open(url)
    stored = store.record(report())
    store.close()
    again = Store.open(url)
    assert again.report("daily", stored.id) == stored
    again.close()


def test_the_record_of_a_newer_version_is_refused(url: str) -> None:
    store = Store.open(url)
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    with pytest.raises(StoreError, match=r"newer version of the program .schema 9999"):
        Store.open(url)


def test_an_sqlite_record_is_its_owners_alone_and_waits_for_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    store = Store.open(str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with store.reading() as connection:
        told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
    assert told == ["wal", 2]
    store.close()


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://host/db", "'mysql' is no database"),
        ("sqlite://", "must be a file"),
        ("sqlite:////nowhere/at/all/record.db", "cannot be opened: No such file"),
        ("postgresql://nobody@127.0.0.1:1/none", "the record failed"),
    ],
)
def test_an_address_that_leads_nowhere_is_a_clear_error(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as refused:
        Store.open(url)
    assert refused.value.hint


def test_a_file_that_is_something_else_is_a_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("A bridge opens. " * 100)
    with pytest.raises(StoreError, match="this is no record"):
        Store.open(str(path))
    assert path.read_text().startswith("A bridge opens.")


def test_a_password_is_never_shown() -> None:
    assert "secret" not in shown("postgresql://desk:secret@host/record")


def test_a_database_with_other_tables_of_the_same_names_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE journal (words TEXT)")
    other.close()
    with pytest.raises(StoreError, match="already exists"):
        Store.open(str(path))
    with sqlite3.connect(path) as other:
        assert [row[0] for row in other.execute("SELECT name FROM sqlite_master")] == ["journal"]
    other.close()
