"""Runs the shell steps of a composite action as GitHub's runner does: each a script in a file, run by its own bash.

What is told in the action's documentation of GitHub, and no more: expressions stand in ``env`` alone and name inputs or
outputs of steps; a step that fails ends the action; ``$GITHUB_OUTPUT`` and ``$GITHUB_STEP_SUMMARY`` are files.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.gate.repository import Repository

EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


class Ran(NamedTuple):
    """What an action did.

    :param said: by its shell steps, on both streams.
    :param summary: of the job, in Markdown.
    """

    code: int
    said: str
    outputs: dict[str, str]
    summary: str


class Action:
    """An action, and the folder that stands for its runner's temporary one."""

    def __init__(self, file: Path, temporary: Path) -> None:
        self.file, self.told = file, yaml.safe_load(file.read_text(encoding="utf-8"))
        self.temporary = temporary
        temporary.mkdir()

    @property
    def steps(self) -> list[dict[str, Any]]:
        """The steps that are scripts."""
        return [step for step in self.told["runs"]["steps"] if "run" in step]

    def run(self, repository: Repository, python: str, inputs: Mapping[str, str], only: str = "") -> Ran:
        """Run it in a repository that is checked out.

        :param python: the program that the step before was to set up.
        :param only: the name of the one step to run; all of them without.
        """
        values = {f"inputs.{name}": one.get("default", "") for name, one in self.told["inputs"].items()}
        values |= {f"inputs.{name}": value for name, value in inputs.items()}
        values["steps.python.outputs.python-path"] = python
        summary, said, code = self.temporary / "summary.md", "", 0
        for number, step in enumerate(self.steps):
            if code or (only and step["name"] != only):
                continue
            output = self.temporary / f"output-{number}"
            output.touch()
            summary.touch()
            script = self.temporary / f"step-{number}.sh"
            script.write_text(step["run"], encoding="utf-8")
            code, more = repository.run(
                *("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)),
                GITHUB_ACTIONS="true",
                GITHUB_ACTION_PATH=str(self.file.parent),
                GITHUB_OUTPUT=str(output),
                GITHUB_STEP_SUMMARY=str(summary),
                RUNNER_TEMP=str(self.temporary),
                **{name: _filled(value, values) for name, value in step.get("env", {}).items()},
            )
            said += more
            told = dict(line.split("=", 1) for line in output.read_text().splitlines())
            values |= {f"steps.{step.get('id', number)}.outputs.{name}": value for name, value in told.items()}
        outputs = {name: _filled(one["value"], values) for name, one in self.told["outputs"].items()}
        return Ran(code, said, outputs, summary.read_text(encoding="utf-8"))


def _filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its expressions worked out; an output that no step set is empty."""
    return EXPRESSION.sub(lambda found: values[found[1]] if found[1] in values else _unset(found[1]), text)


def _unset(name: str) -> str:
    assert re.fullmatch(r"steps\.\w+\.outputs\.[\w-]+", name), f"an expression that is neither input nor output: {name}"
    return ""
