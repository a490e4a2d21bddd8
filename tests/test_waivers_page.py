"""What docs/waivers.md shows works as pasted."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from compliance.cli import run

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "waivers.md").read_text(encoding="utf-8")
BLOCKS = dict(reversed(re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)))


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "compliance-waivers.toml").write_text(BLOCKS["toml"], encoding="utf-8")
    (tmp_path / "coast.md").write_text(BLOCKS["markdown"], encoding="utf-8")
    letter = "# The ferry stays\n\nThe mayor said that the boats would stay, and that  the ferry would sail.\n"
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "ferry.md").write_text(letter, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("COLUMNS", raising=False)
    return tmp_path


def test_the_file_lets_the_letter_through_as_the_page_prints_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "letters/ferry.md", "--now", "2026-06-01", "--lang", "en"]) == 0
    printed = re.sub(r"\d+ rules|\d+:\d+", "…", capsys.readouterr().out.strip())
    assert printed == re.sub(r"\d+ rules|\d+:\d+", "…", BLOCKS["text"].strip())


def test_the_comments_let_through_what_they_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "coast.md", "--lang", "en", "--strict"]) == 0
    done = capsys.readouterr()
    assert (done.out.count(" · coast.md:"), done.err) == (2, "")
