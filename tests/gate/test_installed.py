"""The hooks and the action built as they are at a user's: from a checkout of the project, by pip (`make smoke`)."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest
import yaml

from tests.gate.actions import Action
from tests.gate.repository import CLEAN, HELD, PROGRAMS, ROOT, Repository

pytestmark = pytest.mark.wheel


@pytest.fixture
def project(tmp_path: Path) -> Repository:
    """The project as it is now, as a repository that can be cloned."""
    checkout = Repository(tmp_path / "project", tmp_path)
    if (ROOT / ".git").exists():
        told = checkout.ran("git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard")
        for name in filter(None, told.split("\0")):
            if (ROOT / name).is_file():
                (checkout.folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, checkout.folder / name)
    else:
        shutil.copytree(ROOT, checkout.folder, dirs_exist_ok=True)
    assert checkout.commit().code == 0
    return checkout


@pytest.fixture
def bare(repository: Repository) -> Repository:
    """A repository on whose machine no compliance is installed."""
    parts = repository.environment["PATH"].split(os.pathsep)
    repository.environment["PATH"] = os.pathsep.join(part for part in parts if Path(part) != PROGRAMS)
    assert repository.run("sh", "-c", "command -v compliance").code != 0
    return repository


def test_pre_commit_builds_the_hook_and_stops_a_bad_commit(bare: Repository, project: Repository) -> None:
    revision = project.ran("git", "rev-parse", "HEAD").strip()
    hooks = [{"id": "compliance", "files": "^articles/"}]
    told = {"repos": [{"repo": str(project.folder), "rev": revision, "hooks": hooks}]}
    bare.write(".pre-commit-config.yaml", yaml.safe_dump(told))
    bare.ran(sys.executable, "-m", "pre_commit", "install", "--install-hooks")
    bare.write("articles/market.md", HELD)
    stopped = bare.commit()
    assert stopped.code == 1
    assert "copy/placeholder" in stopped.said
    bare.write("articles/market.md", CLEAN)
    passed = bare.commit()
    assert passed.code == 0, passed.said


def test_the_action_installs_itself_and_fails_over_a_bad_story(
    bare: Repository, project: Repository, tmp_path: Path
) -> None:
    action = Action(project.folder / "action.yml", tmp_path / "runner")
    bare.write("articles/market.md", HELD)
    done = action.run(bare, sys.executable, {"stories": "articles/"})
    assert done.code == 1
    assert "::error file=articles/market.md" in done.said
    assert action.run(bare, sys.executable, {"arguments": "--gate=never"}).code == 0
    assert project.ran("git", "status", "--porcelain") == "", "an action leaves its checkout as it was"
