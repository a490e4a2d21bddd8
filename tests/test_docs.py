"""The documents keep to the code: links lead somewhere, commands and names in them exist."""

from __future__ import annotations

import importlib
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from compliance import hookspecs, plugins
from compliance.article import CHANNELS, PRODUCTS, Role
from compliance.config_file import from_mapping
from compliance.finding import Safety, Severity, Verdict
from compliance.rule import Need, Rule
from compliance.testing import attempt
from compliance.testing.cases import parse
from compliance.testing.compare import describe
from compliance.testing.contract import problems

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/plugin/*.md")]
MADE = [*(ROOT / "docs" / "rules").rglob("*.md"), *(ROOT / "docs" / "packs").rglob("*.md")]
FENCE = re.compile(r"^(`{3,})[^\n]*\n.*?^\1$", re.MULTILINE | re.DOTALL)


def names(pages: list[Path]) -> list[str]:
    return [str(page.relative_to(ROOT)) for page in pages]


@pytest.mark.parametrize("page", names([*PAGES, *MADE]))
def test_links_lead_somewhere(page: str) -> None:
    text = FENCE.sub("", (ROOT / page).read_text(encoding="utf-8"))
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if not target.startswith(("http", "#", "mailto:")):
            assert ((ROOT / page).parent / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("page", names(PAGES))
def test_make_targets_exist(page: str) -> None:
    known = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    text = (ROOT / page).read_text(encoding="utf-8")
    told = set(re.findall(r"(?:^|`|\$ )make ([a-z][a-z-]*)", text, re.MULTILINE))
    assert told <= known


@pytest.mark.parametrize("page", names(PAGES))
def test_commands_exist(page: str) -> None:
    from compliance.cli import COMMANDS

    text = (ROOT / page).read_text(encoding="utf-8")
    # where a page shows what becomes of a slip, the slip is no promise
    text = re.sub(r"^\$ .*\nerror: there is no command ", "", text, flags=re.MULTILINE)
    told = set(re.findall(r"(?:^|`|\$ )compliance ([a-z]+)\b(?!/)", text, re.MULTILINE))
    assert told <= COMMANDS.keys(), "a command that there is not"


def test_the_data_model_names_every_value() -> None:
    text = (ROOT / "docs" / "data-model.md").read_text(encoding="utf-8")
    for values in (Role, PRODUCTS, CHANNELS, Severity, Verdict, Safety):
        assert [value for value in values if f"`{value}`" not in text] == []


def test_writing_plugins_names_every_hook_and_argument() -> None:
    text = (ROOT / "docs" / "writing-plugins.md").read_text(encoding="utf-8")
    hooks = [name for name in vars(hookspecs) if name.startswith("compliance_")]
    assert [hook for hook in hooks if hook not in text] == []
    own = {"name", "check", "doc", "groups", "literals", "wakes"}
    arguments = [name for name in Rule.__annotations__ if name not in own]
    assert [name for name in arguments if f"`{name}`" not in text] == []
    assert Need.PHRASES.name in text


def test_made_pages_are_fresh() -> None:
    done = subprocess.run([sys.executable, ROOT / "scripts" / "docs.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def assert_passes(monkeypatch: pytest.MonkeyPatch, written: Rule, source: str, path: Path) -> None:
    """Run a rule that is not installed through its cases."""
    core = plugins.load(p for p in plugins.discover() if p.name == "core")
    owner = plugins.Plugin("docs", "docs", "docs", "1", lambda: None)
    registry = plugins.Registry((owner,), {written.name: written}, {written.name: owner}, core.vocabulary)
    monkeypatch.setattr(attempt, "_installed", lambda: attempt._Installed(registry, ()))
    cases = parse(source)
    assert list(problems(cases, written, path)) == []
    for story in cases.stories:
        outcome = attempt.attempt(written.name, story)
        assert outcome.passed, f"{story.name}\n{describe(outcome)}"


def test_the_rule_in_contributing_passes_its_cases(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    blocks = {m[2]: m[3] for m in re.finditer(r"^(`{3,})(\w+)\n(.*?)^\1$", text, re.MULTILINE | re.DOTALL)}
    (tmp_path / "headline_shout.py").write_text(blocks["python"], encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    written = importlib.import_module("headline_shout").headline_shout
    assert_passes(monkeypatch, written, blocks["markdown"], tmp_path / "headline_shout.cases.md")


def test_the_example_plugin_passes_its_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = ROOT / "examples" / "plugin"
    monkeypatch.syspath_prepend(str(folder))
    (written,) = importlib.import_module("northgate_style").compliance_register_rules()
    path = folder / "northgate_style" / "scale_missing.cases.md"
    assert_passes(monkeypatch, written, path.read_text(encoding="utf-8"), path)


def test_the_configuration_shown_is_valid() -> None:
    text = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    registry = plugins.load()
    for block in blocks:
        values = tomllib.loads(block)
        from_mapping(values.get("tool", {}).get("compliance", values), registry)
    assert blocks


def test_the_program_in_the_readme_prints_what_it_says() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    done = subprocess.run([sys.executable, "-c", block], capture_output=True, text=True, check=True)
    assert f"# {done.stdout.strip()}" == block.strip().splitlines()[-1]
