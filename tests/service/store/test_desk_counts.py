"""How stories stand at the desk, kept in their rows: whatever changes it changes the row, in the same transaction."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select, update

from compliance.service.counting import Counted
from compliance.service.store import Store
from compliance.service.store.desk_rows import Arrival, Overruled, Version
from compliance.service.store.desk_tables import desk_stories
from compliance.service.types import Checked, Event, StoreError, Waiver, new_id
from tests.service.store.made import ANN, BO, report, waiver

NOW = datetime.now(UTC)
LATER = NOW + timedelta(days=2)


def finding(name: str, rule: str = "captions/missing", kind: str = "fail", severity: str = "error") -> dict[str, Any]:
    return {"fingerprint": name, "rule": rule, "variant": None, "kind": kind, "severity": severity}


FOUND = (finding("f1"), finding("f2", "copy/doubtful", "review"), finding("f3", "copy/style", severity="note"))


def checked(*findings: dict[str, Any], people: int = 1) -> Checked:
    told = {"findings": list(findings), "rules_run": [], "rules_skipped": []}
    facts = dict.fromkeys((found["fingerprint"] for found in findings), "sha256:aa")
    return Checked(0, told, None, "sha256:00", facts, {"captions/missing": people})


def comes(store: Store, of: Checked, **but: Any) -> str:
    """A check that is recorded, with what the desk learns of it; the id of its report."""
    stored = report(verdict="hold")
    values: dict[str, Any] = {
        "title": "daily",
        "story_id": "story-1",
        "desk_id": new_id("sty"),
        "headline": "Baths to close",
        "verdict": "hold",
        "at": NOW,
        "version": Version(stored.id, "story", None, None, 0, NOW, of),
        "event": Event.PUBLISH,
        "report_id": stored.id,
    }
    store.record(stored, desk=Arrival(**{**values, **but}))
    return stored.id


def let_through(store: Store, **but: Any) -> Waiver:
    made = waiver(**{"made_at": NOW, "until": LATER, **but})
    store.add_waiver(made)
    return made


def row(store: Store) -> tuple[Any, ...]:
    """What stands in the one row."""
    columns = [desk_stories.c[name] for name in ("stands", "to_fix", "to_decide", "notes", "counted_until")]
    with store.reading() as connection:
        return tuple(connection.execute(select(*columns)).one())


def looked_into(store: Store, observed: tuple[str, ...] = ()) -> tuple[Counted | None, int]:
    """How the one story of the queue stands, and how often the queue had to look into what was found."""
    asked: list[str] = []

    def see(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        asked.append(statement)

    event.listen(store._engine, "before_cursor_execute", see)
    try:
        (story,) = store.desk.queue("daily", observed)
    finally:
        event.remove(store._engine, "before_cursor_execute", see)
    return story.counted, sum("desk_versions.checked" in statement for statement in asked)


def test_a_check_is_counted_as_it_comes(store: Store) -> None:
    comes(store, checked(*FOUND))
    assert row(store) == ("hold", 1, 1, 1, None)
    assert looked_into(store) == (Counted("hold", 1, 1, 1), 0)
    comes(store, checked(FOUND[1]))
    assert row(store) == ("review", 0, 1, 0, None)
    comes(store, checked(), verdict="publish")
    assert row(store) == ("publish", 0, 0, 0, None)


def test_waivers_of_before_count_for_what_comes(store: Store) -> None:
    let_through(store)
    comes(store, checked(*FOUND))
    assert row(store) == ("review", 0, 1, 1, LATER)


def test_each_decision_is_in_the_row_with_it(store: Store) -> None:
    comes(store, checked(*FOUND, people=2))
    made = let_through(store)
    assert row(store) == ("hold", 1, 1, 1, None), "it takes two"
    store.agree("daily", made.id, BO)
    assert row(store) == ("review", 0, 1, 1, LATER)
    let_through(store, rule="copy/doubtful", fingerprint="f2", until=LATER - timedelta(days=1))
    assert row(store) == ("publish", 0, 0, 1, LATER - timedelta(days=1)), "the first that ends"
    assert looked_into(store) == (Counted("publish", 0, 0, 1, LATER - timedelta(days=1)), 0)
    assert store.withdraw("daily", made.id, ANN)
    assert row(store) == ("hold", 1, 0, 1, LATER - timedelta(days=1))


def test_what_fails_changes_nothing(store: Store) -> None:
    comes(store, checked(*FOUND))
    made = let_through(store)
    before = row(store)
    with pytest.raises(StoreError):
        store.add_waiver(made)  # the same twice
    assert not store.withdraw("weekly", made.id, ANN)
    assert row(store) == before == ("review", 0, 1, 1, LATER)


def test_other_stories_and_titles_are_left_alone(store: Store) -> None:
    comes(store, checked(*FOUND))
    let_through(store, story_id="story-2")
    let_through(store, title="weekly")
    assert row(store) == ("hold", 1, 1, 1, None)


def test_who_answers_for_a_story_lets_it_out_until_it_comes_again(store: Store) -> None:
    told = {"by": {"id": "u-bo"}, "reason": "It cannot wait."}
    first = comes(store, checked(*FOUND))
    store.record(report(), desk=Overruled("daily", first, "rpt_2", told, NOW))
    assert row(store) == ("publish", 1, 1, 1, None)
    let_through(store)
    assert row(store) == ("publish", 0, 1, 1, LATER), "a waiver does not end it"
    comes(store, checked(*FOUND))
    assert row(store) == ("review", 0, 1, 1, LATER)
    comes(store, checked(*FOUND), override=told)
    assert row(store) == ("publish", 0, 1, 1, LATER)


def test_a_waiver_that_ends_by_itself_counts_no_longer(store: Store) -> None:
    comes(store, checked(*FOUND))
    let_through(store)
    over = datetime.now(UTC) - timedelta(seconds=1)
    with store.writing() as connection:  # as if two days had gone by
        connection.exec_driver_sql("UPDATE waivers SET until = '2020-01-01T00:00:00.000000Z'")
        connection.execute(update(desk_stories).values(counted_until=over))
    assert looked_into(store) == (Counted("hold", 1, 1, 1), 1)
    assert row(store) == ("hold", 1, 1, 1, None)
    assert looked_into(store) == (Counted("hold", 1, 1, 1), 0), "it was written down"


def test_other_observed_rules_are_another_count(store: Store) -> None:
    comes(store, checked(*FOUND), observed=("copy/*",))
    assert row(store) == ("hold", 1, 0, 2, None)
    assert looked_into(store, ("copy/*",)) == (Counted("hold", 1, 0, 2), 0)
    assert looked_into(store, ("captions/*",)) == (Counted("review", 0, 1, 2), 1)
    let_through(store, rule="copy/doubtful", fingerprint="f2")
    assert row(store) == ("publish", 0, 0, 2, LATER), "under the rules that it was counted under last"
    assert looked_into(store, ("captions/*",))[1] == 0


def test_stories_of_before_are_counted_once(store: Store) -> None:
    for number in range(60):
        comes(store, checked(*FOUND), story_id=f"story-{number}")
    with store.writing() as connection:
        connection.execute(update(desk_stories).values(stands=None, to_fix=None, counted_under=None))
    let_through(store, story_id="story-1")  # one that was never counted waits for it
    found = store.desk.queue("daily")
    assert sorted(story.counted.verdict for story in found if story.counted) == ["hold"] * 59 + ["review"]
    with store.reading() as connection:
        assert set(connection.execute(select(desk_stories.c.stands)).scalars()) == {"hold", "review"}


def test_what_cannot_be_written_can_still_be_told(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    comes(store, checked(*FOUND))
    writing = store.writing

    def refuses() -> Any:
        raise StoreError("the record failed: disk full")

    monkeypatch.setattr(store, "writing", refuses)
    assert looked_into(store, ("captions/*",)) == (Counted("review", 0, 1, 2), 1)
    monkeypatch.setattr(store, "writing", writing)
    assert row(store) == ("hold", 1, 1, 1, None)
