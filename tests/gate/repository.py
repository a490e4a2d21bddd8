"""A git repository of stories that a test makes, and the commands that are run in it as its owner would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
PROGRAMS = Path(sys.executable).parent

CLEAN = """\
# Harbour town reopens its covered market

Karsholm, March 11 (NNS) - The covered market of Karsholm opened again on Tuesday after two years of repairs, the
town said. The stalls are let until the end of the year.
"""
HELD = CLEAN.replace("two years", "TK years")
"""The same story with a placeholder left in: `copy/placeholder` holds it."""


class Done(NamedTuple):
    """What a command did; what it printed on both streams, in the order in which it came."""

    code: int
    said: str


class Repository:
    """A git repository in a folder of its own, that takes nothing from the settings of this machine.

    :param home: what is kept outside the repository: the homes of git and of pre-commit.
    """

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIT_", "PRE_COMMIT", "CI"))}
        self.environment = {
            **kept,
            "PATH": f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(home),
            "GIT_CONFIG_NOSYSTEM": "1",
            "PRE_COMMIT_HOME": str(home / "pre-commit"),
            "LC_ALL": "C.UTF-8",
        }
        for name in ("COMPLIANCE_LANG", "LANG", "FORCE_COLOR", "SKIP"):
            self.environment.pop(name, None)
        folder.mkdir(parents=True, exist_ok=True)
        self.ran("git", "init", "--quiet", "--initial-branch=main")
        self.ran("git", "config", "user.name", "Desk")
        self.ran("git", "config", "user.email", "desk@example.org")
        self.ran("git", "config", "commit.gpgsign", "false")

    def run(self, *command: str, **more: str) -> Done:
        """Run a command in the repository.

        :param more: variables of the environment.
        """
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**self.environment, **more},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="surrogateescape",
            timeout=900,
        )
        return Done(done.returncode, done.stdout)

    def ran(self, *command: str) -> str:
        """Run a command that must not fail; what it printed."""
        done = self.run(*command)
        assert done.code == 0, f"{command} ended with {done.code}\n{done.said}"
        return done.said

    def write(self, name: str, text: str) -> Path:
        """Write a file, its folders too."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def commit(self, message: str = "stories") -> Done:
        """Add everything and commit it, through whatever hooks there are."""
        self.ran("git", "add", "--all")
        return self.run("git", "commit", "--message", message)
