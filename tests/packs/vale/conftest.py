"""What the tests of Vale styles share: a style written in the test, and what its rules say of a story."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.checker import Checker
from compliance.finding import Finding
from tests.packs.conftest import make_checker

Style = Callable[..., Path]


@pytest.fixture
def style(tmp_path: Path) -> Style:
    """Writes the style ``House``, a rule for each keyword; further files by their paths."""

    def write(files: dict[str, str] | None = None, **rules: str) -> Path:
        texts = {f"House/{name}.yml": text for name, text in rules.items()} | (files or {})
        for name, text in texts.items():
            path = tmp_path / "styles" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / "styles"

    return write


def findings(folder: Path, story: str, name: str = "story.md") -> list[Finding]:
    """What the styles in a folder say of a story, in its order."""
    return findings_of(make_checker(folder), story, name)


def findings_of(checker: Checker, story: str, name: str = "story.md") -> list[Finding]:
    (report,) = checker.check_bytes(story.encode(), name)
    return list(report.findings)


def flagged(folder: Path, story: str, name: str = "story.md") -> list[str]:
    """The words that the styles in a folder flag."""
    return [finding.data["matched"] for finding in findings(folder, story, name)]


def said(folder: Path, story: str, name: str = "story.md") -> list[str]:
    """The messages of the styles in a folder."""
    return [finding.data["said"] for finding in findings(folder, story, name)]
