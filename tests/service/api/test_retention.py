"""The record keeps to its term by itself."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from compliance.service.access import from_tables
from compliance.service.api.configured import configured
from compliance.service.api.retention import Retention
from compliance.service.api.state import State
from compliance.service.settings import Settings, from_table
from compliance.service.store import Store
from compliance.service.types import Entry, Event, new_id
from tests.patience import until
from tests.service.api.conftest import Everybody, running
from tests.service.store.made import NOON, certificate, report, waiver


def state_of(store: Store, service: dict[str, Any]) -> State:
    settings = from_table(service)
    return State(None, settings, 1, Everybody(), store, house=from_tables(settings.parts))


def look(state: State, store: Store, at: datetime = NOON) -> None:
    asyncio.run(Retention(state, store, clock=lambda: at).look())


def ages(store: Store, title: str) -> list[int]:
    return [(NOON - one.checked_at).days for one in store.history(title, "story-1")]


def fill(store: Store) -> None:
    """Reports of three titles: of today, of forty days ago, of four hundred days ago."""
    for title in ("daily", "weekly", "site"):
        for days in (400, 40, 0):
            at = NOON - timedelta(days=days)
            of = report(title=title, checked_at=at)
            line = Entry(new_id("jrn"), title, "override", at, "u-bo", "story-1", {"reason": "r"})
            store.record(of, certificate=certificate(of), canonical={"headline": ["Bridge"]}, entries=[line])
            store.add_waiver(waiver(title=title, until=at + timedelta(days=1)))


def test_each_title_keeps_to_its_own_term_and_the_others_to_the_houses(store: Store) -> None:
    fill(store)
    titles = {"daily": {"retention_days": 30}, "site": {"history": False}}
    state = state_of(store, {"record": {"retention_days": 365}, "titles": titles})
    look(state, store)
    assert {title: ages(store, title) for title in ("daily", "weekly", "site")} == {
        "daily": [0],
        "weekly": [0, 40],
        "site": [0, 40],
    }
    for title, gone in (("daily", 2), ("weekly", 1)):
        (line,) = store.journal(title, kind="erased")
        assert line.by == "retention"
        counts = dict.fromkeys(("stories", "certificates", "reports", "agreements", "waivers", "journal"), gone)
        assert counts.items() <= line.detail["counts"].items()
        assert len(store.certificates(title, "story-1")) == 3 - gone
    told = state.metrics.text().decode()
    assert 'compliance_erased_total{rows="reports"} 4.0' in told
    assert 'compliance_retention_runs_total{result="done"} 1.0' in told


def test_time_goes_on_and_nothing_is_written_where_nothing_is_old(store: Store) -> None:
    fill(store)
    state = state_of(store, {"titles": {"daily": {"retention_days": 1.5}}})
    for _ in range(2):
        look(state, store)
        assert ages(store, "daily") == [0]
        assert len(store.journal("daily", kind="erased")) == 1
    look(state, store, NOON + timedelta(days=1, hours=11))
    assert ages(store, "daily") == [0]
    look(state, store, NOON + timedelta(days=1, hours=13))
    assert ages(store, "daily") == []
    assert ages(store, "weekly") == [0, 40, 400], "nobody set a term for it"


def test_without_a_term_nothing_is_even_looked_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(store)
    monkeypatch.setattr(Store, "titles", lambda self: pytest.fail("it looked"))
    state = state_of(store, {"titles": {"daily": {"keep_text": True}}})
    look(state, store, NOON + timedelta(days=10_000))
    assert 'result="done"' not in state.metrics.text().decode()
    assert ages(store, "daily") == [0, 40, 400]


def test_a_killed_story_and_one_without_an_id_go_too(store: Store) -> None:
    old = NOON - timedelta(days=40)
    store.record(report(checked_at=old, event=Event.KILL))
    nameless = report(checked_at=old, story_id=None)
    store.record(nameless, certificate=certificate(nameless))
    look(state_of(store, {"record": {"retention_days": 30}}), store)
    assert [row["row"] for row in store.export("daily")] == ["journal"]


def test_the_service_looks_when_it_starts(tmp_path: Path) -> None:
    config = tmp_path / "compliance.toml"
    config.write_text("[service.record]\nretention_days = 30\n")
    store = Store.open(str(tmp_path / "record.db"))
    store.record(report(checked_at=NOON - timedelta(days=40)))  # of years ago by the clock on the wall
    settings, house = configured(config)
    with running(settings, config=config, store=store, house=house) as client:
        until(lambda: store.history("daily", "story-1") == ())
        until(lambda: 'compliance_erased_total{rows="reports"} 1.0' in client.get("/metrics").text)
    store.close()


def test_a_look_that_fails_is_counted_and_the_service_goes_on(store: Store, caplog: Any) -> None:
    state = state_of(store, {"record": {"retention_days": 30}})
    store.record(report(checked_at=NOON - timedelta(days=40)))

    class Broken:
        def titles(self) -> tuple[str, ...]:
            raise OSError("the disk is gone")

    async def run() -> None:
        task = asyncio.ensure_future(Retention(state, Broken()).run())  # type: ignore[arg-type]
        while 'result="failed"' not in state.metrics.text().decode():
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.1)
        assert not task.done()
        task.cancel()

    asyncio.run(run())
    assert 'compliance_retention_runs_total{result="failed"} 1.0' in state.metrics.text().decode()


@pytest.mark.parametrize("days", [0, -1, True, "30", 1e9])
def test_a_term_that_is_none_is_refused(tmp_path: Path, days: Any) -> None:
    config = tmp_path / "compliance.toml"
    written = str(days).lower() if isinstance(days, bool) else repr(days).replace("'", '"')
    for table in ("record", "titles.daily"):
        config.write_text(f"[service.{table}]\nretention_days = {written}\n")
        with pytest.raises(Exception, match="is no number of days") as refused:
            configured(config)
        assert f"service.{table}.retention_days" in str(refused.value)
        assert "compliance.toml:2" in str(refused.value)
    assert Settings().retention_days is None
