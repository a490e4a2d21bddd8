"""Runs the commands of a page as its reader would paste them, and compares what they print with what the page shows."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.patience import PATIENCE, free_port

_BLOCK = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_FILES = (".py", ".toml", ".json")


class Run(NamedTuple):
    """What came of a page's commands.

    :param wrong: for each command that printed something else, or failed in another way than by an exit code that
        the page shows output for, what it printed.
    :param log: all of it, with what was written to ``*.log``.
    """

    wrong: list[str]
    log: str


def commands(page: Path) -> list[tuple[str, str]]:
    """The commands of a page, each with what the page says that it prints (empty: it does not say)."""
    found: list[tuple[str, str]] = []
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, printed = part.partition("\n")
            found.append((command, printed.strip()))
    return found


def pasted(page: Path, example: Path, folder: Path, instead: Mapping[str, str], *, without: Iterable[str] = ()) -> Run:
    """Run a page's commands one after the other, in a copy of its example.

    :param folder: where the copy is made.
    :param instead: what stands in for what the page says, such as the address of a broker. Ports of this machine that
        the page names are changed for free ones.
    :param without: beginnings of commands that are left out.
    """
    place = folder / "example"
    shutil.copytree(example, place, ignore=shutil.ignore_patterns("__pycache__"))
    instead = {**instead, **{port: str(free_port()) for port in ("8080", "8765")}}
    for file in place.iterdir():
        if file.suffix in _FILES:
            file.write_text(_with(file.read_text(), instead))
    # one shell for all, since they build on each other; it says where the output of each begins
    told = [(command, printed) for command, printed in commands(page) if not command.startswith(tuple(without))]
    lines = ["trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT"]
    for command, _ in told:
        lines += ["echo '<<<>>>'", _served(_with(command, instead), instead["8080"]), *_settled(command)]
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", "\n".join(lines)],
        cwd=place,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        timeout=5 * PATIENCE,
    )
    outputs = [part.strip() for part in done.stdout.split("<<<>>>")[1:]]
    wrong = [
        f"$ {command}\n{output}"
        for (command, printed), output in zip(told, outputs, strict=True)
        if printed and output != _with(printed, instead)
    ]
    logs = [f"{file.name}:\n{file.read_text()}" for file in place.glob("*.log")]
    return Run(wrong, "\n".join([done.stdout, done.stderr, *logs]))


def _served(command: str, port: str) -> str:
    """The service at a port of its own, where the page takes the one that it has by itself."""
    return command.replace("compliance serve", f"compliance serve --workers 1 --port {port}")


def _settled(command: str) -> list[str]:
    """What a reader does by being slow: waits until what was started says something."""
    log = re.search(r"> (\S+\.log) 2>&1 &$", command)
    return [f"for n in $(seq 1800); do [ -s {log[1]} ] && break; sleep 0.1; done"] if log else []


def _with(text: str, instead: Mapping[str, str]) -> str:
    wanted = "|".join(map(re.escape, instead))
    return re.sub(wanted, lambda found: instead[found[0]], text)
