"""The whole process on one story from the shell: CPU seconds and memory, beside proselint's."""

from __future__ import annotations

import compileall
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import ROOT
from benchmarks.speed.phrases import write_pack
from benchmarks.speed.stories import one_story
from benchmarks.speed.tools import shipped_packs

RUNS = 9
# starts the command and says what it took: the operating system's own account of a finished process
_MEASURED = (
    "import os,subprocess,sys;p=subprocess.Popen(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL);"
    "_,_,r=os.wait4(p.pid,0);print(r.ru_utime+r.ru_stime,r.ru_maxrss/1024)"
)


class Run(NamedTuple):
    """CPU seconds of the whole process, and megabytes of memory at most."""

    seconds: float
    peak: float


def shell(texts: Sequence[str]) -> Mapping[str, float]:
    """Print the second table; returns our CPU time over proselint's, by command."""
    for name in ("compliance", "plugins", "rules"):
        # pip compiles what it installs, but not a checkout that is installed to be edited
        compileall.compile_dir(ROOT / name, quiet=1)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_pack(folder, 5_000, texts)
        (folder / "story.txt").write_text(one_story(3_000, texts), encoding="utf-8")
        commands = _commands(folder)
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        for _ in range(RUNS + 1):
            for name, command in commands.items():
                runs[name].append(_run(command, folder))
    print("One story of 3 KB from the shell, CPU seconds of the whole process")
    print(f"  {'command':<44} {'median':>7} {'least':>7} {'most':>7} {'peak MB':>8}")
    medians = {}
    for name, some in runs.items():
        seconds = [run.seconds for run in some[1:]]  # the first run fills caches
        medians[name] = statistics.median(seconds)
        peak = max(run.peak for run in some[1:])
        print(f"  {name:<44} {medians[name]:>7.3f} {min(seconds):>7.3f} {max(seconds):>7.3f} {peak:>8.0f}")
    ratios = {}
    if "proselint check" in medians:
        for name in medians:
            if name.startswith("compliance"):
                ratios[name] = medians[name] / medians["proselint check"]
                print(f"  {name} takes {ratios[name]:.2f} of proselint's time (wanted: at most 1)")
    print()
    return ratios


def _commands(folder: Path) -> dict[str, list[str]]:
    programs = Path(sys.executable).parent
    ours = [str(programs / "compliance"), "check", "story.txt"]
    packs = [word for pack in (*shipped_packs(), folder / "phrases-5000") for word in ("--pack", str(pack))]
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "compliance check": ours,
        "compliance check, all packs, 5,000 phrases": [*ours, *packs],
    }
    if (programs / "proselint").exists():
        commands["proselint check"] = [str(programs / "proselint"), "check", "story.txt"]
    return commands


def _run(command: Sequence[str], folder: Path) -> Run:
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *command], cwd=folder, capture_output=True, text=True, check=True
    )
    seconds, peak = done.stdout.split()
    return Run(float(seconds), float(peak))
