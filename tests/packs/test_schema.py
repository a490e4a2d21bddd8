"""The published JSON Schema of ``pack.yaml`` agrees with what is accepted: editors complete with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from compliance import plugins
from compliance.catalogue import registered
from compliance.cli.starts import PACK
from compliance.errors import PackError
from compliance.packs.compile import compile_pack
from compliance.packs.schema import json_schema
from compliance.packs.yaml_lines import read
from tests.packs.conftest import ENGLISH, Write

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "packs.md"


@cache
def validator() -> Any:
    jsonschema.Draft202012Validator.check_schema(json_schema())
    return jsonschema.Draft202012Validator(json_schema())


def written() -> Iterator[tuple[str, str]]:
    """Every whole pack.yaml there is: those shipped, those of the examples and the manual, the one to start from."""
    for name, folder in registered(plugins.load()).items():
        yield name, (folder / "pack.yaml").read_text(encoding="utf-8")
    for file in sorted((ROOT / "examples").rglob("pack.yaml")):
        yield file.parent.name, file.read_text(encoding="utf-8")
    for number, block in enumerate(re.findall(r"```yaml\n(pack: .*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)):
        yield f"docs-{number}", block
    for language, text in PACK.items():
        yield f"new-{language}", text.format(pack="house", name="house")


EVERY = list(written())


def test_the_shipped_packs_and_the_manual_are_among_them() -> None:
    assert {"general-en", "general-es", "identity", "suicide", "docs-0", "new-en", "new-es"} <= {
        name for name, _ in EVERY
    }


@pytest.mark.parametrize(("name", "text"), EVERY, ids=[name for name, _ in EVERY])
def test_what_is_written_keeps_to_the_schema_and_compiles(name: str, text: str, tmp_path: Path) -> None:
    assert [error.message for error in validator().iter_errors(read(text.encode(), name).value)] == []
    if name.startswith(("docs", "new")):
        (tmp_path / "pack.yaml").write_text(text, encoding="utf-8")
        assert compile_pack(tmp_path).rules


@pytest.mark.parametrize(
    "rule",
    [
        "check: term\ntermz: [a]",
        "check: termz\nterms: [a]",
        "check: term\nterms: a",
        "check: term\nterms: ['']",
        "check: term\nterms: [a]\nseverity: fatal",
        "check: term\nterms: [a]\nreports_as: words",
        "check: term\nterms: [a]\nin: [nowhere]",
        "check: consistency\neither: [[a]]",
        "check: occurrence\nterms: [a]\nmax: -1",
        "check: length\nmax: 10",
        "check: metadata\nrequired: true",
        "check: pattern\npattern: [a]",
        "check: requirement\nwhen: {terms: [a]}",
    ],
)
def test_what_the_schema_refuses_is_refused(write_pack: Write, rule: str) -> None:
    lines = "".join(f"    {line}\n" for line in rule.splitlines())
    folder = write_pack(f"  - id: one\n    message: m\n    bad: [x]\n    good: [y]\n{lines}")
    text = (folder / "pack.yaml").read_bytes()
    assert text.decode().startswith(ENGLISH)
    assert not validator().is_valid(read(text, "pack").value)
    with pytest.raises(PackError):
        compile_pack(folder)
