"""Runs a page as its reader would: writes the files that it shows, types its commands, compares what they print.

``<!-- file: NAME -->`` before a block says that the block is a file. In a ``console`` block a line that begins with
``$ `` is typed, ``> `` continues it, and what follows is all that it prints: both streams, as on a terminal of 100
columns. ``…`` alone on a line stands for any lines, within a line for any words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.gate.repository import Repository

_BLOCK = re.compile(
    r"^(?:<!-- file: (?P<file>\S+) -->\n+)?(?P<fence>`{3,})(?P<kind>\w*)\n(?P<body>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
_TYPED = re.compile(r"^\$ (.*\n(?:> .*\n)*)", re.MULTILINE)
_MARK = "<<<>>>"


class Step(NamedTuple):
    """A file to write, or a command with what it prints.

    :param file: its name; empty for a command.
    :param text: of the file, or the command.
    """

    file: str
    text: str
    printed: str = ""


def steps(page: Path) -> list[Step]:
    """What a page has its reader do, in order."""
    found: list[Step] = []
    for block in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        if block["file"]:
            found.append(Step(block["file"], block["body"]))
        elif block["kind"] == "console":
            _, *parts = _TYPED.split(block["body"])
            for command, printed in zip(parts[::2], parts[1::2], strict=True):
                found.append(Step("", command.replace("\n> ", "\n").strip(), printed.strip("\n")))
    return found


def differences(
    page: Path, repository: Repository, *, without: str = "", instead: Mapping[str, str] | None = None
) -> list[str]:
    """The commands that print something else than the page says, each with what it printed.

    :param without: how commands begin that are not run, since they need a network; none where it is empty.
    :param instead: what stands in files of this run for what the page has, such as an address.
    """
    told = [step for step in steps(page) if step.file or not (without and step.text.startswith(without))]
    return [
        f"$ {step.text}\n{output}"
        for step, output in zip(told, typed(told, repository, instead or {}), strict=True)
        if not step.file and not fits(step.printed, output)
    ]


def typed(told: Sequence[Step], repository: Repository, instead: Mapping[str, str]) -> list[str]:
    """Carry steps out; what each printed."""
    script = [_typed(step, instead) for step in told]
    done = repository.run("bash", "-c", "\n".join(script), COLUMNS="100", NO_COLOR="1")
    outputs = [plain(output) for output in done.said.split(f"{_MARK}\n")[1:]]
    assert len(outputs) == len(told), done.said
    return outputs


def fits(shown: str, printed: str) -> bool:
    """Whether what was printed is what a page shows."""
    return _pattern(shown).fullmatch(f"{printed}\n") is not None


def _typed(step: Step, instead: Mapping[str, str]) -> str:
    """One shell for all, since commands build on each other; the mark between them keeps the last exit code."""
    mark = f"(code=$?; echo '{_MARK}'; exit $code)"
    if not step.file:
        return f"{mark}\n{step.text}"
    folder = f"mkdir -p \"$(dirname '{step.file}')\""
    text = step.text
    for shown, used in instead.items():
        text = text.replace(shown, used)
    return f"{mark}\n{folder}; cat > '{step.file}' <<'END-OF-FILE'\n{text}END-OF-FILE"


def plain(text: str) -> str:
    """Without blanks at the ends, and without the number of rules: that grows, and these pages are not about it."""
    lines = (line.rstrip() for line in text.strip("\n").split("\n"))
    return re.sub(r"\b\d+ (?=rules\b|reglas\b)", "52 ", "\n".join(lines))


def _pattern(shown: str) -> re.Pattern[str]:
    lines = []
    for line in plain(shown).split("\n"):
        words = r"[^\n]*".join(map(re.escape, line.split("…")))
        lines.append("(?:[^\n]*\n)*" if line.strip() == "…" else f"{words}\n")
    return re.compile("".join(lines))
