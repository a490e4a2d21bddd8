"""The pages that show commands one after the other: each prints what the page says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.gate.actions import Action
from tests.gate.repository import PROGRAMS, ROOT, Repository
from tests.gate.transcript import differences, steps

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the pages are for a POSIX shell")
DOCS = ROOT / "docs"
WALK = DOCS / "repository.md"


def test_exit_codes(repository: Repository) -> None:
    assert differences(DOCS / "exit-codes.md", repository) == []


def test_try_before_you_trust(repository: Repository) -> None:
    assert differences(DOCS / "replay.md", repository) == []


def test_there_is_an_example_of_each_exit_code() -> None:
    codes = {step.printed for step in steps(DOCS / "exit-codes.md") if step.text == "echo $?"}
    assert codes == {"0", "1", "2"}


@pytest.fixture
def walked(repository: Repository, hooks: dict[str, str]) -> Repository:
    """The repository of whoever followed the page; the hooks come from where the test can reach them."""
    pytest.importorskip("pre_commit", reason="pre-commit is not installed")
    instead = {"https://github.com/editorial-compliance/editorial-compliance": hooks["repo"], "v0.1.0": hooks["rev"]}
    assert differences(WALK, repository, without="pip install", instead=instead) == []
    return repository


def test_the_gate_in_ten_minutes(walked: Repository, tmp_path: Path) -> None:
    """After the page is followed, GitHub's job is run over each of its commits: it fails, and then it passes."""
    action = Action(ROOT / "action.yml", tmp_path / "runner")
    programs = action.temporary / "compliance" / "bin"
    programs.mkdir(parents=True)
    (programs / "compliance").symlink_to(PROGRAMS / "compliance")
    inputs = {"stories": "articles/", "arguments": "--strict"}
    codes = {}
    for line in walked.ran("git", "log", "--reverse", "--format=%H %s").splitlines():
        revision, _, subject = line.partition(" ")
        walked.ran("git", "checkout", "--quiet", revision)
        codes[subject] = action.run(walked, "", inputs, "Check the stories").code
    assert codes == {"the gate": 0, "pier, unchecked": 1, "pier, mended": 0, "strike": 0, "lighthouse, mended": 0}


def test_the_page_has_the_hooks_of_the_recipe() -> None:
    (config,) = [step.text for step in steps(WALK) if step.file == ".pre-commit-config.yaml"]
    recipe = (ROOT / "examples" / "ci" / "pre-commit-config.yaml").read_text(encoding="utf-8")
    assert config == recipe.partition("\n")[2]
