"""The files in examples/ci: valid by their systems' schemas, shown in the documentation, and seen to fail and to pass.

Their scripts are run over a repository that the test makes. What stands in is the network's part alone: `pip`, which
notes what it is asked for, and the program that posts comments, which keeps what it is given.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.dom import minidom

import pytest
import yaml

from compliance import __version__
from tests.gate.repository import CLEAN, HELD, PROGRAMS, ROOT, Done, Repository

RECIPES = ROOT / "examples" / "ci"
PAGE = ROOT / "docs" / "ci.md"
FILES = sorted(path.name for path in RECIPES.iterdir())
SCHEMAS = {
    "github.yml": "vendor.github-workflows",
    "reviewdog.yml": "vendor.github-workflows",
    "gitlab-ci.yml": "vendor.gitlab-ci",
}


@pytest.mark.parametrize("name", FILES)
def test_the_documentation_shows_it_as_it_is(name: str) -> None:
    _, _, shown = (RECIPES / name).read_text(encoding="utf-8").partition("\n")
    assert f"\n{shown.rstrip()}\n```" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SCHEMAS)
def test_it_is_valid(name: str) -> None:
    pytest.importorskip("check_jsonschema", reason="check-jsonschema is not installed")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", SCHEMAS[name], str(RECIPES / name)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_they_name_this_version() -> None:
    texts = [path.read_text(encoding="utf-8") for path in (*RECIPES.iterdir(), PAGE, ROOT / "README.md")]
    named = re.compile(r"editorial-compliance(?:@v|==)([\d.]+\d)|^\s*rev: v(\S+)", re.MULTILINE)
    told = [one or other for text in texts for one, other in named.findall(text)]
    assert len(told) > len(FILES)
    assert {*told} == {__version__}


@pytest.fixture
def server(repository: Repository, tmp_path: Path) -> Path:
    """A folder of programs that come first: `pip`, `python3 -m venv` and reviewdog, as far as the recipes call them."""
    programs = tmp_path / "server"
    programs.mkdir()
    pip = f'#!/bin/sh\necho "$@" >> "{programs}/installed"\n'
    venv = f'mkdir -p "$3/bin" && cp "{programs}/pip" "$3/bin/" && ln -s "{PROGRAMS}/compliance" "$3/bin/"'
    reviewdog = f'echo "$@" > "{programs}/reviewdog.called"; exec cat > "{programs}/reviewdog.read"'
    scripts = {"pip": pip, "python3": f"#!/bin/sh\nset -e\n{venv}\n", "reviewdog": f"#!/bin/sh\n{reviewdog}\n"}
    for name, script in scripts.items():
        (programs / name).write_text(script)
        (programs / name).chmod(0o755)
    repository.environment["PATH"] = f"{programs}:{repository.environment['PATH']}"
    return programs


def failing_then_passing(repository: Repository, recipe: Callable[[], Done]) -> Done:
    """Run a recipe over a story that is held, then over the same story mended; what was said of the first."""
    repository.write("articles/market.md", HELD)
    failing = recipe()
    assert failing.code == 1, failing.said
    assert "copy/placeholder" in failing.said
    repository.write("articles/market.md", CLEAN)
    passing = recipe()
    assert passing.code == 0, passing.said
    return failing


def installed(server: Path) -> set[str]:
    return set((server / "installed").read_text().splitlines())


def test_gitlab(repository: Repository, server: Path) -> None:
    job = yaml.safe_load((RECIPES / "gitlab-ci.yml").read_text(encoding="utf-8"))["compliance"]
    script = "\n".join(["set -eo pipefail", *job["before_script"], *job["script"]])

    def pipeline() -> Done:
        return repository.run("bash", "-c", script, CI="true", GITLAB_CI="true", STORIES=job["variables"]["STORIES"])

    quality = repository.folder / job["artifacts"]["reports"]["codequality"]
    repository.write("articles/market.md", HELD)
    assert pipeline().code == 1
    (issue,) = json.loads(quality.read_text(encoding="utf-8"))
    assert issue["location"]["path"] == "articles/market.md"
    assert minidom.parse(str(repository.folder / job["artifacts"]["reports"]["junit"]))
    assert [path for path in job["artifacts"]["paths"] if not (repository.folder / path).is_file()] == []
    failing_then_passing(repository, pipeline)
    assert json.loads(quality.read_text(encoding="utf-8")) == []
    assert installed(server) == {f"install --quiet editorial-compliance=={__version__}"}


def test_jenkins(repository: Repository, server: Path, tmp_path: Path) -> None:
    text = (RECIPES / "Jenkinsfile").read_text(encoding="utf-8")
    (script,) = re.findall(r"sh '''\n(.*?)'''", text, re.DOTALL)
    (results,) = re.findall(r"testResults: '([^']+)'", text)

    def build() -> Done:
        done = repository.run("sh", "-xe", "-c", script, WORKSPACE_TMP=str(tmp_path / "work space"))
        (tmp_path / "work space" / "compliance" / "bin" / "compliance").unlink()
        return done

    failing_then_passing(repository, build)
    told = minidom.parse(str(repository.folder / results))
    assert [suite.getAttribute("failures") for suite in told.getElementsByTagName("testsuite")] == ["0"]
    assert (repository.folder / "compliance.html").is_file()
    assert installed(server) == {f"install --quiet editorial-compliance=={__version__}"}


def test_reviewdog(repository: Repository, server: Path) -> None:
    job = yaml.safe_load((RECIPES / "reviewdog.yml").read_text(encoding="utf-8"))["jobs"]["compliance"]
    scripts = [step["run"] for step in job["steps"] if "run" in step]
    assert [script for script in scripts if "${{" in script] == []

    def workflow() -> Done:
        said = ""
        for script in scripts:
            done = repository.run("bash", "--noprofile", "--norc", "-e", "-c", script, GITHUB_ACTIONS="true")
            said += done.said
            if done.code:
                return Done(done.code, said)
        return Done(0, said)

    repository.write("articles/market.md", HELD)
    assert workflow().code == 1
    (told,) = json.loads((server / "reviewdog.read").read_text(encoding="utf-8"))["diagnostics"]
    assert told["location"]["path"] == "articles/market.md"
    assert "-f=rdjson" in (server / "reviewdog.called").read_text()
    failing_then_passing(repository, workflow)
    assert json.loads((server / "reviewdog.read").read_text(encoding="utf-8"))["diagnostics"] == []


def test_a_check_that_ends_early_posts_nothing_and_fails(repository: Repository, server: Path) -> None:
    job = yaml.safe_load((RECIPES / "reviewdog.yml").read_text(encoding="utf-8"))["jobs"]["compliance"]
    repository.write("compliance.toml", "gat = 1\n")
    repository.write("articles/market.md", CLEAN)
    done = repository.run("bash", "-e", "-c", job["steps"][-1]["run"])
    assert done.code == 2
    assert "did you mean 'gate'?" in done.said
    assert not (server / "reviewdog.read").exists()


def test_the_workflow_gives_the_action_what_it_takes() -> None:
    steps = yaml.safe_load((RECIPES / "github.yml").read_text(encoding="utf-8"))["jobs"]["compliance"]["steps"]
    action = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    (own,) = [step for step in steps if step["uses"].startswith("editorial-compliance/")]
    assert own["with"].keys() <= action["inputs"].keys()
    used = re.findall(rf"steps\.{own['id']}\.outputs\.([\w-]+)", str(steps))
    assert {*used} <= action["outputs"].keys()
    assert used
