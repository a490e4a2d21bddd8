"""``compliance vale import``: what it says of a folder of styles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from compliance.cli import run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rules = {
        "Tide": "extends: existence\nmessage: x\nlevel: error\ntokens: [tide]\n",
        "Low": "extends: existence\nmessage: x\nlevel: suggestion\ntokens: [low]\n",
        "Seq": "extends: sequence\nmessage: x\ntokens: []\n",
    }
    place = tmp_path / "styles" / "House"
    place.mkdir(parents=True)
    for name, text in rules.items():
        (place / f"{name}.yml").write_text(text, encoding="utf-8")
    ini = "StylesPath = styles\nPackages = Google\n[*]\nBasedOnStyles = House\n"
    (tmp_path / ".vale.ini").write_text(ini, encoding="utf-8")
    return tmp_path


def test_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["vale", "import", str(folder)]) == 1
    told = capsys.readouterr().out
    for line in (
        f"{folder}: 1 rule taken",
        "House.Low: its level suggestion is below MinAlertLevel",
        "House.Seq: sequence is not taken: it needs the part of speech of every word, which no story has",
        "Packages: packages are not fetched",
        f'packs = ["{folder}"]',
    ):
        assert line in told


def test_json_into_a_file(folder: Path, tmp_path: Path) -> None:
    (folder / "styles" / "House" / "Seq.yml").unlink()
    assert run(["vale", "import", str(folder), "--format", "json", "--output", str(tmp_path / "out.json")]) == 0
    told = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert told["taken"] == [{"rule": "house/tide", "of": "House.Tide", "check": "existence", "severity": "error"}]
    assert [one["name"] for one in told["off"]] == ["House.Low"]
    assert told["refused"] == []


def test_no_styles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["vale", "import", str(tmp_path)]) == 2
    assert "there are no Vale styles here" in capsys.readouterr().err
    assert run(["vale", "import", str(tmp_path / "gone")]) == 2
    assert "there is no such folder" in capsys.readouterr().err


def test_checking_with_them(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "story.md"
    story.write_text("# Harbour waits\n\nThe tide is low.\n", encoding="utf-8")
    arguments = ["check", str(story), "--pack", str(folder), "--select", "House.Tide", "--format", "json"]
    assert run(arguments) == 1
    printed = capsys.readouterr()
    (report,) = json.loads(printed.out)["reports"]
    assert printed.err == f"note: 1 rule is not taken of {folder}; `compliance vale import {folder}` says why\n"
    assert [(one["rule"], one["kind"]) for one in report["findings"]] == [("house/tide", "fail")]


def test_what_is_not_taken_is_in_the_report_and_changes_no_verdict(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    story = tmp_path / "story.md"
    story.write_text("# Harbour waits\n\nThe water is low.\n", encoding="utf-8")

    def skipped(*arguments: str) -> list[object]:
        assert run(["check", str(story), "--pack", str(folder), "--format", "json", *arguments]) == 0
        (report,) = json.loads(capsys.readouterr().out)["reports"]
        assert report["verdict"] == "publish"
        assert "house/seq" not in report["rules_run"]
        return [one for one in report["rules_skipped"] if one["rule"] == "house/seq"]

    why = "sequence is not taken: it needs the part of speech of every word, which no story has"
    assert skipped("--select", "house/*") == [{"rule": "house/seq", "reason": why, "undecided": False}]
    assert skipped("--select", "house/*", "--ignore", "house/seq") == []
    assert skipped("--select", "house/tide") == []
