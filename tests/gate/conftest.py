"""Repositories for the tests of what stands between a story and main."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.gate.repository import Repository


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """An empty repository."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    home = tmp_path / "home"
    home.mkdir()
    return Repository(tmp_path / "stories", home)
