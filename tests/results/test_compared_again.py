"""A second run compares only the groups of stories that changed; whatever decides a comparison is looked at."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.cli import run
from compliance.collection.remembered import Remembered
from compliance.collection.store import Store
from compliance.results.store import NAME

FORMATS = ("text", "json", "sarif", "html")


@pytest.fixture
def again(compliance: Callable[..., object], desk: Path, comparing: Path) -> Callable[..., tuple[str, list[str]]]:
    """Check forty stories, two to a key; what is printed, and the groups that the rule was asked to compare."""
    for n in range(40):
        form = ("plain", "silent", "tuple")[n % 3]
        (desk / "news" / f"{n:02}.txt").write_text(f"Bridge{n % 20} {form} is open.\n")

    def call(*options: str) -> tuple[str, list[str]]:
        told = desk / "compared"
        told.unlink(missing_ok=True)
        done = compliance(*options)
        return done.out, told.read_text().splitlines() if told.exists() else []

    return call


TUPLES = [f"{n - 20:02} {n:02}" for n in range(20, 40) if n % 3 == 2]
"""The groups whose facts JSON would not give back the same."""


@pytest.mark.parametrize("form", FORMATS)
def test_the_second_run_compares_nothing_that_can_be_kept_and_prints_the_same(again, form):
    first, compared = again("--format", form)
    assert compared == [f"{n:02} {n + 20:02}" for n in range(20)]
    second, compared = again("--format", form)
    assert compared == TUPLES
    assert second == first == again("--format", form, "--no-cache")[0]
    assert "ery like news/" in first


def test_one_story_that_changed_is_compared_and_no_other(again, desk):
    again()
    (desk / "news" / "07.txt").write_text("Bridge7 plain is shut.\n")
    (desk / "news" / "24.txt").write_text("Bridge9 plain is open.\n")
    printed, compared = again()
    assert set(compared) - set(TUPLES) == {"07 27", "09 24 29"}
    assert not {"07 27", "09 24 29"} & set(TUPLES)
    assert printed == again("--no-cache")[0]


def test_a_story_that_comes_before_moves_numbers_and_nothing_else(again, desk):
    again()
    (desk / "news" / "-first.txt").write_text("Alone plain is open.\n")
    printed, compared = again("-j", "2")
    assert compared == TUPLES
    assert printed == again("--no-cache", "-j", "1")[0]


def test_another_name_is_another_comparison(again, desk):
    again()
    (desk / "news" / "01.txt").rename(desk / "news" / "01b.txt")
    printed, compared = again()
    assert set(compared) - set(TUPLES) == {"01b 21"}
    assert printed == again("--no-cache")[0]


@pytest.fixture
def simple(again, desk):
    """As ``again``, of stories whose facts JSON gives back the same, checked once."""
    for n in range(40):
        (desk / "news" / f"{n:02}.txt").write_text(f"Bridge{n % 20} {('plain', 'silent')[n % 2]} is open.\n")
    again()
    return again


@pytest.fixture
def looked(monkeypatch):
    """How many stories' sightings have been looked at."""
    counted = []
    real = Store.add
    monkeypatch.setattr(Store, "add", lambda *told: counted.append(1) or real(*told))
    return counted


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_where_no_story_changed_none_is_looked_at(simple, looked, form, jobs):
    printed, compared = simple("--format", form, "-j", jobs)
    assert (looked, compared) == ([], [])
    assert printed == simple("--format", form, "--no-cache", "-j", "1")[0]
    assert "ery like news/" in printed


def test_the_gate_and_a_baseline_come_after(simple, looked, capfd):
    printed, _ = simple("--gate", "never")
    assert looked == []
    assert printed == simple("--gate", "never", "--no-cache")[0]
    run(["baseline", "news"])
    capfd.readouterr()
    del looked[:]
    printed, _ = simple()
    assert looked == []
    assert printed == simple("--no-cache")[0]


@pytest.mark.parametrize("change", ["other", "name", "less", "more"])
def test_where_a_story_changed_all_are_looked_at(simple, looked, desk, change):
    story = desk / "news" / "07.txt"
    if change == "other":
        story.write_text("Bridge8 plain is open.\n")
    elif change == "name":
        story.rename(desk / "news" / "7.txt")
    elif change == "less":
        story.unlink()
    else:
        (desk / "news" / "40.txt").write_text("Bridge8 plain is open.\n")
    printed, _ = simple()
    assert len(looked) == 40 + (change == "more") - (change == "less")
    assert printed == simple("--no-cache")[0]
    del looked[:]
    assert simple()[0] == printed
    assert looked == []


def test_a_story_with_a_failed_rule_is_compared_each_time(simple, looked, desk):
    (desk / "news" / "08.txt").write_text("Bridge9 plain CRASH.\n")
    first, _ = simple()
    del looked[:]
    second, _ = simple()
    assert len(looked) == 40
    assert second == first == simple("--no-cache")[0]


@pytest.mark.parametrize("file", ["news/07.txt", "news/27.txt"])
def test_what_is_gone_of_an_answer_is_found_anew(simple, looked, desk, tmp_path, file):
    first, _ = simple()
    with sqlite3.connect(tmp_path / "cache" / NAME) as rows:
        rows.execute("DELETE FROM results WHERE instr(head, ?)", (file.encode(),))
    rows.close()
    assert simple()[0] == first
    assert (desk / "calls").read_text().split() == [file]


def test_what_changes_while_the_others_are_looked_up_was_not_compared(simple, desk, tmp_path, monkeypatch):
    real = Remembered.recall

    def recall(self, store):
        (desk / "news" / "08.txt").write_text("Bridge9 plain is shut.\n")
        with sqlite3.connect(tmp_path / "cache" / NAME) as rows:
            rows.execute("DELETE FROM results WHERE length(head) < 400")
        rows.close()
        return real(self, store)

    monkeypatch.setattr(Remembered, "recall", recall)
    printed, _ = simple("--format", "github")
    assert "news/08.txt" in printed
    assert "the file changed while its stories were compared with others" in printed
