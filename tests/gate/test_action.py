"""The GitHub action: its shell steps run over repositories that the test makes, failing and then passing."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest

from tests.gate.actions import EXPRESSION, Action
from tests.gate.repository import CLEAN, HELD, PROGRAMS, ROOT, Repository

FILE = ROOT / "action.yml"
INSTALL, CHECK = "Install compliance", "Check the stories"
OWNED = "$(touch owned) `touch owned` ; touch owned #' \" \\"
"""What a shell that reads it would carry out."""


@pytest.fixture
def action(tmp_path: Path) -> Action:
    """The action, with what its first step would have installed."""
    action = Action(FILE, tmp_path / "runner")
    programs = action.temporary / "compliance" / "bin"
    programs.mkdir(parents=True)
    (programs / "compliance").symlink_to(PROGRAMS / "compliance")
    return action


def test_it_is_an_action_by_the_schema_of_actions() -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", str(FILE)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_expression_is_part_of_a_script(action: Action) -> None:
    assert {step["shell"] for step in action.steps} == {"bash"}
    assert [step["name"] for step in action.steps if EXPRESSION.search(step["run"])] == []


def test_every_input_and_output_is_documented_where_they_are_told(action: Action) -> None:
    page = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
    named = [*action.told["inputs"], *action.told["outputs"]]
    assert [name for name in named if f"`{name}`" not in page] == []
    assert all(one["description"] for one in (*action.told["inputs"].values(), *action.told["outputs"].values()))


def test_a_failing_pipeline_and_then_a_passing_one(action: Action, repository: Repository) -> None:
    repository.write("articles/market.md", HELD)
    failing = action.run(repository, "", {"stories": "articles/"}, CHECK)
    assert failing.code == 1
    assert "::error file=articles/market.md,line=3," in failing.said
    assert "title=copy/placeholder" in failing.said
    assert "1 to hold" in failing.summary
    assert failing.outputs["exit-code"] == "1"
    (result,) = json.loads(Path(failing.outputs["sarif"]).read_text(encoding="utf-8"))["runs"][0]["results"]
    assert result["ruleId"] == "copy/placeholder"

    repository.write("articles/market.md", CLEAN)
    passing = action.run(repository, "", {"stories": "articles/"}, CHECK)
    assert passing.code == 0, passing.said
    assert passing.said == ""
    assert "1 to publish" in passing.summary
    assert json.loads(Path(passing.outputs["sarif"]).read_text(encoding="utf-8"))["runs"][0]["results"] == []


def test_the_whole_repository_is_checked_where_nothing_is_said(action: Action, repository: Repository) -> None:
    repository.write("a/market.md", HELD)
    repository.write("b/market.md", HELD)
    done = action.run(repository, "", {}, CHECK)
    assert re.findall(r"^::error file=([^,]*)", done.said, re.MULTILINE) == ["a/market.md", "b/market.md"]


def test_a_wrong_option_fails_with_its_reason_and_no_file(action: Action, repository: Repository) -> None:
    done = action.run(repository, "", {"arguments": "--gate=loud"}, CHECK)
    assert done.code == 2
    assert "--gate loud is no severity" in done.said
    assert done.outputs == {"exit-code": "2", "sarif": ""}


def test_arguments_and_stories_are_taken_by_the_line(action: Action, repository: Repository) -> None:
    repository.write("two words/market.md", HELD)
    repository.write("-x/market.md", HELD)
    inputs = {"stories": "two words\n\n  \n-x\n", "arguments": "--lang=es\n\n--gate=never\n"}
    done = action.run(repository, "", inputs, CHECK)
    assert done.code == 0, done.said
    assert done.said.count("::error ") == 2
    assert "publicar" in done.summary.lower()


@pytest.mark.parametrize("name", ["stories", "arguments"])
def test_nothing_in_an_input_is_read_by_the_shell(action: Action, repository: Repository, name: str) -> None:
    repository.write("market.md", CLEAN)
    done = action.run(repository, "", {name: f"{OWNED}\n* ~ $HOME"}, CHECK)
    assert done.code == 2
    assert OWNED in done.said, "it is refused as it was written"
    assert not list(repository.folder.rglob("owned"))


def test_nothing_in_a_file_is_a_command(action: Action, repository: Repository) -> None:
    names = [f"{OWNED}.md", "a\n::error::b.md", "a\n::set-output name=exit-code::0.md", "--gate=never.md"]
    names.append(os.fsdecode(b"not utf-8 \xff.md"))
    for name in names:
        repository.write(name, HELD.replace("# Harbour", "# ::add-mask::Harbour"))
    done = action.run(repository, "", {}, CHECK)
    assert done.code == 1
    assert done.outputs["exit-code"] == "1"
    assert [line for line in done.said.splitlines() if not line.startswith("::error file=")] == []
    told = json.loads(Path(done.outputs["sarif"]).read_text(encoding="utf-8"))["runs"][0]["results"]
    places = [one["locations"][0]["physicalLocation"] for one in told]
    files = {os.fsdecode(unquote_to_bytes(place["artifactLocation"]["uri"])) for place in places}
    assert files == {*names}
    assert not list(repository.folder.rglob("owned"))


def test_what_is_installed_is_the_action_itself_and_the_houses_rules(action: Action, repository: Repository) -> None:
    called = action.temporary / "called"
    python = action.temporary / "python"
    python.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" -- >> "{called}"\n')
    python.chmod(0o755)
    (action.temporary / "compliance" / "bin" / "python").symlink_to(python)
    done = action.run(repository, str(python), {"requirements": f"northgate-style>=1\n\n{OWNED}\n-r x"}, INSTALL)
    assert done.code == 0, done.said
    made, installed = called.read_text().split("\n--\n", 1)
    assert made.splitlines() == ["-m", "venv", f"{action.temporary}/compliance"]
    after = installed.splitlines()
    assert after[after.index("--") + 1 : -1] == [str(ROOT), "northgate-style>=1", OWNED, "-r x"]
    assert not list(repository.folder.rglob("owned"))


def test_a_pull_request_is_judged_by_the_lines_that_it_changes(action: Action, repository: Repository) -> None:
    repository.write("market.md", HELD)
    assert repository.commit().code == 0
    repository.ran("git", "update-ref", "refs/remotes/origin/main", "HEAD")
    repository.write("market.md", HELD + "\nThe fish hall follows in May.\n")
    assert repository.commit().code == 0
    inputs = {"arguments": "--changed-since=origin/main"}
    passing = action.run(repository, "", inputs, CHECK)
    assert passing.code == 0, passing.said
    repository.write("market.md", HELD + "\nThe fish hall follows in TK.\n")
    assert repository.commit().code == 0
    failing = action.run(repository, "", inputs, CHECK)
    assert failing.code == 1
    assert [line.split(",")[1] for line in failing.said.splitlines() if line.startswith("::error")] == ["line=6"]
