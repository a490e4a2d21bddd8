"""The benchmark over many stories makes stories that all differ, and compares what the runs print."""

from __future__ import annotations

import pytest

from benchmarks import many
from benchmarks.many import Run, again, make, processes


def test_stories_differ_and_are_the_same_at_every_run(tmp_path):
    make(tmp_path / "one", ["A bridge.\n\nIt is open.", "A pier.\n\nIt is shut."], 2500)
    make(tmp_path / "two", ["A bridge.\n\nIt is open.", "A pier.\n\nIt is shut."], 2500)
    one = {path.name: path.read_text() for path in (tmp_path / "one").rglob("*.txt")}
    two = {path.name: path.read_text() for path in (tmp_path / "two").rglob("*.txt")}
    assert one == two
    assert len(set(one.values())) == 2500
    assert len(list((tmp_path / "one").iterdir())) == 3


def test_what_a_story_costs_is_told_without_the_start(tmp_path, monkeypatch, capsys):
    make(tmp_path / "s", ["A bridge.\n\nIt is open."], 100)
    costs = {True: 0.1, False: 0.11}
    monkeypatch.setattr(many, "checked", lambda stories, cache, *options: Run(1.0, costs[stories.is_file()], b"x"))
    assert again(tmp_path / "s", tmp_path / "c", 100) == [b"x"] * 4
    assert "100 µs of CPU a story beyond start-up" in capsys.readouterr().out


def test_a_real_run_prints_the_same_with_two_processes(tmp_path, capsys):
    make(tmp_path / "s", ["A bridge.\n\nThe bridge was opened on Monday, TK said."], 30)
    one, two = processes(tmp_path / "s", tmp_path / "c", 1, "--format", "jsonl")
    assert one == two
    assert one.count(b"\n") == 30
    assert "times as fast" in capsys.readouterr().out


def test_a_run_that_fails_is_no_measurement(tmp_path):
    with pytest.raises(SystemExit):
        many.checked(tmp_path / "nowhere", tmp_path / "c")
