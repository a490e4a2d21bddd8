"""Times tools side by side: a process each, one round of one after a round of the other, so that all meet the same
weather; the median of the rounds counts and their spread is shown.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import ROOT


class Timed(NamedTuple):
    """What a tool took.

    :param loaded: CPU seconds to load it, its packs included.
    :param rounds: CPU seconds of each round over all stories.
    :param peak: megabytes of memory at most.
    """

    loaded: float
    rounds: tuple[float, ...]
    peak: float

    @property
    def median(self) -> float:
        """CPU seconds of the median round."""
        return statistics.median(self.rounds)


class _Worker:
    def __init__(self, python: str, tool: str, folder: Path) -> None:
        self.process = subprocess.Popen(
            [python, "-m", "benchmarks.speed.worker", tool, str(folder)],
            cwd=ROOT,
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def answer(self) -> dict[str, float | str]:
        line = self.process.stdout.readline() if self.process.stdout else ""
        return json.loads(line) if line else {"missing": "its process ended"}

    def round(self) -> dict[str, float | str]:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self.answer()

    def close(self) -> None:
        if self.process.stdin:
            self.process.stdin.close()
        self.process.wait()


def side_by_side(
    tools: Iterable[str], texts: Sequence[str], folder: Path, rounds: int, pythons: Mapping[str, str]
) -> dict[str, Timed | str]:
    """What each tool took, or why it could not be timed.

    :param folder: holds the made packs; the stories are put there.
    :param rounds: how often each tool goes over all stories.
    :param pythons: the interpreter of each tool that does not run in this one.
    """
    (folder / "stories.json").write_text(json.dumps(list(texts)), encoding="utf-8")
    results: dict[str, Timed | str] = {}
    workers: dict[str, tuple[_Worker, float]] = {}
    for tool in tools:
        worker = _Worker(pythons.get(tool, sys.executable), tool, folder)
        said = worker.answer()
        if "missing" in said:
            results[tool] = str(said["missing"])
            worker.close()
        else:
            workers[tool] = (worker, float(said["loaded"]))
    spent: dict[str, list[dict[str, float | str]]] = {tool: [] for tool in workers}
    for _ in range(rounds):
        for tool, (worker, _) in workers.items():
            spent[tool].append(worker.round())
    for tool, (worker, loaded) in workers.items():
        worker.close()
        seconds = tuple(float(one["seconds"]) for one in spent[tool])
        results[tool] = Timed(loaded, seconds, float(spent[tool][-1]["peak"]))
    return results
