"""Repositories for the tests of what stands between a story and main."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.gate.repository import ROOT, Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty repository."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    home = tmp_path / "home"
    home.mkdir()
    return Repository(tmp_path / "stories", home)


@pytest.fixture
def hooks(tmp_path: Path) -> dict[str, str]:
    """A repository with the project's hooks, as a configuration names it."""
    manifest = ROOT / ".pre-commit-hooks.yaml"
    there = Repository(tmp_path / "hooks", tmp_path)
    there.write(
        ".pre-commit-hooks.yaml", manifest.read_text(encoding="utf-8").replace("language: python", "language: system")
    )
    assert there.commit().code == 0
    return {"repo": str(there.folder), "rev": there.ran("git", "rev-parse", "HEAD").strip()}
