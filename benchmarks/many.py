"""``python -m benchmarks.many``: a folder of stories, checked by one process and by two, and again unchanged.

Each story has the headline of one of the speed benchmark's and paragraphs of others, so that no two are copies of each
other. CPU seconds are those of the command with its processes. What all runs of a format print must be the same to the
byte.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from resource import RUSAGE_CHILDREN, getrusage
from typing import NamedTuple

from benchmarks import ROOT
from benchmarks.speed.stories import CORPUS, stories

_A_FOLDER = 1000
_PARAGRAPHS = 6


class Run(NamedTuple):
    """What one call of the command took, in seconds, and what it printed."""

    passed: float
    cpu: float
    printed: bytes


def make(folder: Path, texts: Sequence[str], count: int) -> None:
    """Write so many stories, a thousand a folder."""
    parted = [[part for part in text.split("\n\n") if part.strip()] for text in texts]
    paragraphs = [part for parts in parted for part in parts[1:]]
    for number in range(count):
        home = folder / f"{number // _A_FOLDER:03}"
        if number % _A_FOLDER == 0:
            home.mkdir(parents=True)
        mixed = Random(number)
        story = [
            parted[number % len(parted)][0],
            *(mixed.choice(paragraphs) for _ in range(_PARAGRAPHS)),
            f"{number:,}",
        ]
        (home / f"{number:06}.txt").write_text("\n\n".join(story) + "\n", encoding="utf-8")


def checked(stories: Path, cache: Path, *options: str) -> Run:
    """Check a folder, or a story."""
    command = [sys.executable, "-m", "compliance", "check", str(stories), "--cache-dir", str(cache), *options]
    before, began = getrusage(RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "COLUMNS": "100"}, capture_output=True, check=False)
    passed, after = time.perf_counter() - began, getrusage(RUSAGE_CHILDREN)
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode())
    return Run(passed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout)


def started(folder: Path, cache: Path, *options: str) -> float:
    """CPU seconds of a start: a check of one story, the median of five."""
    story = next(folder.rglob("*.txt"))
    return statistics.median(checked(story, cache, "--no-cache", *options).cpu for _ in range(5))


def processes(folder: Path, cache: Path, rounds: int, *options: str) -> list[bytes]:
    """Print what two processes save, by turns with one; what each run printed.

    What is made ready once for all starts, is made ready before.
    """
    started(folder, cache, *options)
    gains, printed = [], []
    for _ in range(rounds):
        one, two = (checked(folder, cache, "--no-cache", "--jobs", jobs, *options) for jobs in "12")
        gains.append(one.passed / two.passed)
        printed += [one.printed, two.printed]
        print(f"one process   {one.passed:7.2f} s passed  {one.cpu:7.2f} s CPU")
        print(f"two processes {two.passed:7.2f} s passed  {two.cpu:7.2f} s CPU  {gains[-1]:.2f} times as fast")
    print(f"two processes are {statistics.median(gains):.2f} times as fast as one ({min(gains):.2f}–{max(gains):.2f})")
    return printed


def again(folder: Path, cache: Path, count: int, *options: str) -> list[bytes]:
    """Print what a second run costs; what each run printed."""
    start = started(folder, cache, *options)
    first = checked(folder, cache, *options)
    seconds = [checked(folder, cache, *options) for _ in range(3)]
    costs = sorted((run.cpu - start) / count * 1e6 for run in seconds)
    print(f"start-up      {start:7.2f} s CPU, one story")
    print(f"first run     {first.passed:7.2f} s passed  {first.cpu:7.2f} s CPU")
    print(
        f"second run    {min(run.passed for run in seconds):7.2f} s passed  {costs[1]:7.0f} µs of CPU a story "
        f"beyond start-up ({costs[0]:.0f}–{costs[2]:.0f})"
    )
    return [first.printed, *(run.printed for run in seconds)]


def main() -> int:
    """Print the tables asked for; 1 where two runs printed something else."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.many", description=__doc__)
    arguments.add_argument("--stories", type=int, default=20_000)
    arguments.add_argument("--corpus", type=Path, default=CORPUS, help="gzipped JSON lines with a 'text' each")
    arguments.add_argument("--format", action="append", help="of the output; may be repeated (text)")
    arguments.add_argument("--only", choices=("processes", "again"))
    arguments.add_argument("--rounds", type=int, default=3, help="with one process and with two, by turns (3)")
    arguments.add_argument("--folder", type=Path, help="keep the stories there, and use those that are there")
    arguments.add_argument("options", nargs="*", help="of compliance check, after --")
    given = arguments.parse_args()
    same = True
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary) / "stories"
        if not folder.exists():
            make(folder, stories(given.corpus), given.stories)
        for name in given.format or ("text",):
            print(f"{given.stories:,} stories, {name}")
            cache, options = Path(temporary) / f"cache-{name}", ("--format", name, *given.options)
            printed = processes(folder, cache, given.rounds, *options) if given.only != "again" else []
            printed += again(folder, cache, given.stories, *options) if given.only != "processes" else []
            same = same and len(set(printed)) == 1
            print("all runs printed the same" if len(set(printed)) == 1 else "NOT ALL RUNS PRINTED THE SAME")
            print()
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
