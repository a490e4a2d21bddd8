"""Stories a CPU-second in one process, with and without packs, beside proselint and a quotation extractor."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.speed.bench import Timed, side_by_side
from benchmarks.speed.phrases import write_pack
from benchmarks.speed.tools import TOOLS

PHRASES = (5_000, 50_000)
FULL = "compliance, all packs, 5,000 phrases"
MANY = "compliance, all packs, 50,000 phrases"


# a tool, another, and how many times the speed of the second the first must have
WANTED = (
    ("compliance", "proselint", 8.0),
    (FULL, "proselint", 10.0),
    (FULL, "textacy quotations", 80.0),
    (MANY, FULL, 0.8),
)


def throughput(texts: Sequence[str], checked: Sequence[str], rounds: int, peers: str | None) -> Mapping[str, float]:
    """Print the first table; returns each ratio by the two tools' names.

    :param texts: what the phrases of the made packs are taken from.
    :param checked: the stories that every tool goes over in each round.
    :param peers: an interpreter in which peers are installed that the project does not install itself.
    """
    pythons = {"textacy quotations": peers} if peers else {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for count in PHRASES:
            write_pack(folder, count, texts)
        results = side_by_side(TOOLS, checked, folder, rounds, pythons)
    size = sum(len(text.encode()) for text in checked) / 1e6
    print(
        f"Throughput, per CPU-second of one process: {len(checked)} stories, {size:.2f} MB, median of {rounds} rounds"
    )
    headings = f"{'MB/s':>6} {'stories/s':>10} {'ms/story':>9} {'least-most':>13} {'loads in s':>11} {'peak MB':>8}"
    print(f"  {'tool':<38} {headings}")
    for tool, result in results.items():
        if isinstance(result, Timed):
            print(_row(tool, result, len(checked), size))
    for tool, result in results.items():
        if not isinstance(result, Timed):
            print(f"  {tool}: not timed, {result}")
    ratios = {}
    for one, other, times in WANTED:
        first, second = results[one], results[other]
        if isinstance(first, Timed) and isinstance(second, Timed):
            ratios[f"{one} / {other}"] = ratio = second.median / first.median
            print(f"  {one}: {ratio:.2f} times as fast as {other} (wanted: {times:g})")
    print()
    return ratios


def _row(tool: str, timed: Timed, stories: int, size: float) -> str:
    median = timed.median
    spread = f"{1e3 * min(timed.rounds) / stories:.2f}-{1e3 * max(timed.rounds) / stories:.2f}"
    return (
        f"  {tool:<38} {size / median:>6.2f} {stories / median:>10,.0f} {1e3 * median / stories:>9.2f} {spread:>13}"
        f" {timed.loaded:>11.2f} {timed.peak:>8.0f}"
    )
