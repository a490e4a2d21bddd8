"""What the tests of packs share: a pack written in the test, and a checker with its rules alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from compliance import plugins
from compliance.catalogue import with_packs
from compliance.checker import Checker
from compliance.config import Config
from compliance.plugins import Registry

Write = Callable[..., Path]

ENGLISH = "pack: house\ntitle: House style\nlanguage: en\nrules:\n"


def core_registry() -> Registry:
    """The newsroom's vocabulary, no rules and no packs."""
    core = [plugin for plugin in plugins.discover() if plugin.name == "core"]
    return plugins.load(core)._replace(packs={})


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is compiled in a test is not kept for another: the folder is the session's, not the user's."""
    monkeypatch.setenv("COMPLIANCE_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def write_pack(tmp_path: Path) -> Write:
    """Writes a pack of English rules; further files by name."""

    def write(rules: str, *, head: str = ENGLISH, folder: str = "house", **files: str) -> Path:
        place = tmp_path / folder
        place.mkdir(exist_ok=True)
        (place / "pack.yaml").write_text(head + rules, encoding="utf-8")
        for name, text in files.items():
            (place / name.replace("__", ".")).write_text(text, encoding="utf-8")
        return place

    return write


def make_checker(*folders: Path, config: Config | None = None) -> Checker:
    """A checker with the rules of these packs and no others."""
    registry = with_packs(core_registry(), folders)
    return Checker((config or Config())._replace(packs=tuple(folders)), registry=registry)
