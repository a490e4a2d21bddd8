"""The shape of the code: what is imported when, what is registered how, and how long files are."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent
CODE = ("compliance", "plugins/compliance_plugins", "rules/compliance_rules")


def modules_after(statement: str) -> set[str]:
    """The modules that a new interpreter has after a statement."""
    told = subprocess.run(
        [sys.executable, "-c", f"{statement}\nimport sys, json\nprint(json.dumps(sorted(sys.modules)))"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    return set(json.loads(told.stdout.splitlines()[-1]))


def test_importing_the_package_imports_nothing_of_it() -> None:
    loaded = modules_after("import compliance")
    assert not [name for name in loaded if name.startswith(("compliance.", "pluggy", "pydantic", "click"))]


def test_listing_plugins_imports_none() -> None:
    loaded = modules_after("from compliance import plugins; plugins.discover()")
    assert not [name for name in loaded if name.startswith(("compliance_plugins", "compliance_rules"))]


def test_checking_a_story_needs_no_pydantic() -> None:
    # the first build fills the cache of compiled vocabulary
    statement = "from compliance import check; check('The bridge is open, the mayor said.')"
    modules_after(statement)
    loaded = modules_after(statement)
    assert not [name for name in loaded if name.startswith(("pydantic", "yaml", "selectolax", "markdown_it", "rich"))]


def test_every_topic_is_registered_as_a_third_party_would() -> None:
    points = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]["compliance"]
    topics = {path.parent.name for path in ROOT.glob("plugins/compliance_plugins/*/__init__.py")}
    registered = {value.rpartition(".")[2] for value in points.values() if value.startswith("compliance_plugins.")}
    assert topics == registered


@pytest.mark.parametrize("name", ["rule", "Checker", "check", "Article", "Finding", "hookimpl"])
def test_public_names_are_there_however_they_are_reached(name: str) -> None:
    statement = f"import compliance.rule\nfrom compliance import {name}\nassert callable({name}), {name}"
    modules_after(statement)


def test_files_are_short() -> None:
    lengths = {
        path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines())
        for folder in CODE
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {str(path): length for path, length in lengths.items() if length > 400} == {}
    assert median(lengths.values()) <= 120


def test_every_rule_has_its_cases_beside_it() -> None:
    for topic in ROOT.glob("plugins/compliance_plugins/*/"):
        rules = {path.stem for path in topic.glob("*.py") if "@rule(" in path.read_text(encoding="utf-8")}
        cases = {path.name.removesuffix(".cases.md") for path in topic.glob("*.cases.md")}
        assert rules == cases, topic.name
