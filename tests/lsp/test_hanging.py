"""A rule that hangs, or takes its process with it, costs an editor that rule on that story, and nothing else."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from compliance.lsp.answers import Answer, Ask, Settings
from compliance.lsp.worker import Worker

STORY = "# Council votes\n\nThe council voted on teh budget.\n"


@pytest.fixture
def worker(odd_rules: Path, monkeypatch: pytest.MonkeyPatch, house: Path):
    monkeypatch.setenv("PYTHONPATH", str(odd_rules))
    monkeypatch.syspath_prepend(str(odd_rules))
    config = house / "compliance.toml"
    config.write_text(f"rule_seconds = 1\n{config.read_text()}")
    found = Worker(Settings(), patience=3)
    yield found
    found.close()


def ask(worker: Worker, house: Path, text: str, name: str = "vote.md") -> tuple[Answer, tuple[str, ...]]:
    return asyncio.run(worker.ask(Ask(text, str(house / name), str(house))))


def test_a_rule_that_never_ends_is_stopped(worker: Worker, house: Path) -> None:
    answer, given_up = ask(worker, house, STORY + "\nSPINS\n")
    assert [mark.rule for mark in answer.marks] == ["compliance/rule-crashed", "odd/slip"]
    assert "odd/spins" in answer.marks[0].message
    assert answer.marks[0].range == ((0, 0), (0, 15))
    assert given_up == ()


def test_a_rule_that_hears_no_timer_goes_with_its_process_and_stays_out_of_that_story(
    worker: Worker, house: Path
) -> None:
    answer, given_up = ask(worker, house, STORY + "\nSTUCK\n")
    assert given_up == ("odd/stuck",)
    assert [mark.rule for mark in answer.marks] == ["compliance/rule-crashed", "odd/slip"]
    assert "odd/stuck" in answer.marks[0].message
    answer, given_up = ask(worker, house, STORY)
    assert [mark.rule for mark in answer.marks] == ["odd/slip"]


def test_a_story_that_cannot_be_read_in_time_is_told(worker: Worker, house: Path) -> None:
    answer, _ = ask(worker, house, STORY, "vote.endless")
    assert answer.trouble is not None
    assert answer.trouble.what == "the story could not be read in time"
    assert [mark.rule for mark in ask(worker, house, STORY)[0].marks] == ["odd/slip"]


def test_a_process_that_ends_by_itself_is_told_and_replaced(worker: Worker, house: Path) -> None:
    answer, _ = ask(worker, house, STORY + "\nDIES\n")
    assert answer.trouble is not None
    assert answer.trouble.what == "the process that checks stories ended by itself"
    assert answer.trouble.hint.startswith("it was at the rule odd/dies: ")
    assert [mark.rule for mark in ask(worker, house, STORY)[0].marks] == ["odd/slip"]
