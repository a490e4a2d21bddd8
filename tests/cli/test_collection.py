"""Stories that are compared, as the command shows them: both places, in every format, in both languages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

STORY = """# {headline}

The two harbour towns signed a pact on Saturday to share the cost of the ferry that joins them, after two years of talks
in which each had accused the other of delay. The mayor of the larger town said that the boats would run every hour in
summer and every two hours in winter, and that a ticket would cost the same in both directions. Fishermen who keep their
nets on the eastern quay asked for a berth of their own, and were promised one before the ice comes.
"""
PLACES = {
    "json": '"line":3,"column":3,"file":"./first.md"',
    "jsonl": '"line":3,"column":3,"file":"./first.md"',
    "sarif": '"uri":"first.md"},"region":{"startLine":3',
    "text": " 3 │ Ferry pact",
}
"""How a format gives the place in the other story, where it is not ``first.md:3``."""
FORMATS = ("text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson", "markdown", "html")


def check(folder: Path, *options: str, language: str = "en") -> tuple[int, str]:
    """The command in a process of its own, with the plugins that are shipped."""
    command = [
        sys.executable,
        "-m",
        "compliance",
        "check",
        ".",
        "--lang",
        language,
        "--select",
        "collection/*",
        *options,
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "first.md").write_text("\n\n" + STORY.format(headline="Ferry pact"), encoding="utf-8")
    (tmp_path / "second.md").write_text(STORY.format(headline="Ferry pact again"), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("form", FORMATS)
def test_both_places_are_shown_in_every_format(folder: Path, form: str) -> None:
    code, shown = check(folder, "--format", form)
    assert code == 1
    assert "second.md" in shown
    assert PLACES.get(form, "first.md:3") in shown


def test_the_message_is_spanish_for_who_reads_it(folder: Path) -> None:
    code, shown = check(folder, language="es")
    assert code == 1
    assert "casi el mismo texto que" in shown.lower()
    assert "first.md" in shown


def test_processes_and_a_second_run_change_no_byte(folder: Path) -> None:
    first = check(folder, "--format", "json", "-j", "1")
    assert check(folder, "--format", "json", "-j", "2") == first
    assert check(folder, "--format", "json", "-j", "1") == first


def test_a_baseline_knows_what_comparing_finds(folder: Path) -> None:
    command = [sys.executable, "-m", "compliance", "baseline", ".", "--select", "collection/*"]
    subprocess.run(command, cwd=folder, capture_output=True, check=True)
    kept = json.loads((folder / "compliance-baseline.json").read_text(encoding="utf-8"))
    assert [entry["rule"] for entry in kept["findings"]] == ["collection/duplicate-story"]
    assert check(folder, "--strict")[0] == 0


def test_one_file_is_compared_with_nothing_and_says_so(folder: Path) -> None:
    (folder / "second.md").unlink()
    code, shown = check(folder, "--format", "json")
    assert code == 0
    (report,) = json.loads(shown)["reports"]
    reasons = {skipped["rule"]: skipped["reason"] for skipped in report["rules_skipped"]}
    assert reasons["collection/duplicate-story"] == "no other stories were checked together with this one"
