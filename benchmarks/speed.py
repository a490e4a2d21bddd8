"""How fast stories are checked, beside proselint on the same stories in the same run.

Four tables: throughput in one process, the whole process on one story from the shell, one story that grows from
3 KB to 3 MB, and what each rule and analysis takes. CPU time, so that a busy machine disturbs little; compare
ratios, not figures.
"""

from __future__ import annotations

import argparse
import compileall
import gzip
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks import ROOT, SHARED

CORPUS = SHARED / "corpora" / "speed-bbc.jsonl.gz"
TARGET = 8.0
ROUNDS = 3
SHELL_RUNS = 9
GROWTH = (3_000, 30_000, 300_000, 3_000_000)

Check = Callable[[str], object]


def stories(corpus: Path) -> list[str]:
    if not corpus.exists():
        print(f"skipped: {corpus.name} is not here; measured on the stories in examples/ instead\n")
        return [path.read_text(encoding="utf-8") for path in example_files()] * 20
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def example_files() -> Iterator[Path]:
    yield from sorted((ROOT / "examples").glob("*.txt"))
    yield from sorted((ROOT / "examples").glob("*.md"))


def ours() -> Check:
    from compliance import Checker

    checker = Checker()
    return lambda text: [*checker.check_bytes(text.encode(), "story.txt", told="text")]


def proselint() -> Check | None:
    try:
        from proselint.checks import __register__
        from proselint.config import DEFAULT
        from proselint.registry import CheckRegistry
        from proselint.tools import LintFile
    except ImportError:
        print("skipped: proselint is not installed (make install)\n")
        return None
    CheckRegistry().register_many(__register__)
    return lambda text: LintFile("story.txt", text).lint(DEFAULT)


def cpu(check: Check, texts: Sequence[str]) -> float:
    started = time.process_time()
    for text in texts:
        check(text)
    return time.process_time() - started


def throughput(texts: list[str], sample_size: int) -> float | None:
    """Print the first table; returns how many times proselint's speed ours is."""
    step = max(len(texts) // sample_size, 1)
    sample = texts[::step][:sample_size]
    tools = {"compliance": ours()}
    peer = proselint()
    if peer is not None:
        tools["proselint"] = peer
    for check in tools.values():
        cpu(check, sample[:5])
    # one tool's round beside the other's, so that both meet the same weather
    spent = {name: [] for name in tools}
    for _ in range(ROUNDS):
        for name, check in tools.items():
            spent[name].append(cpu(check, sample))
    rows = [(name, sample, min(seconds)) for name, seconds in spent.items()]
    rows.append(("compliance", texts, cpu(tools["compliance"], texts)))
    print("Throughput, per CPU-second of one process")
    print(f"  {'tool':<12} {'stories':>8} {'MB':>7} {'MB/s':>8} {'stories/s':>10} {'ms/story':>9}")
    for name, checked, seconds in rows:
        size = sum(len(text.encode()) for text in checked) / 1e6
        each = 1000 * seconds / len(checked)
        print(
            f"  {name:<12} {len(checked):>8,} {size:>7.2f} {size / seconds:>8.2f}"
            f" {len(checked) / seconds:>10,.0f} {each:>9.2f}"
        )
    if peer is None:
        return None
    ratio = min(spent["proselint"]) / min(spent["compliance"])
    print(f"  compliance is {ratio:.1f} times as fast (wanted: {TARGET:g})\n")
    return ratio


def one_story(size: int, texts: Sequence[str]) -> str:
    """One story of about this many bytes: a headline, then paragraphs of many stories."""
    paragraphs = [part for text in texts for part in text.split("\n\n") if part.strip()]
    chosen, length = [], 0
    while length < size:
        for number, paragraph in enumerate(paragraphs):
            # past the corpus' end the paragraphs come again, and must not be the same
            chosen.append(paragraph if length < size / 2 else f"{number} {paragraph}")
            length += len(paragraph.encode()) + 2
            if length >= size:
                break
    return "\n\n".join(chosen) + "\n"


def shell(texts: Sequence[str]) -> float | None:
    """Print the second table; returns our CPU time over proselint's."""
    programs = Path(sys.executable).parent
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "compliance check": [programs / "compliance", "check"],
    }
    if (programs / "proselint").exists():
        commands["proselint check"] = [programs / "proselint", "check"]
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for folder in ("compliance", "plugins", "rules"):
        # pip compiles what it installs, but not a checkout that is installed to be edited
        compileall.compile_dir(ROOT / folder, quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        story = Path(folder) / "story.txt"
        story.write_text(one_story(3_000, texts), encoding="utf-8")
        for _ in range(SHELL_RUNS + 1):
            for name, command in commands.items():
                last = [] if command[1] == "-c" else [story]
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                subprocess.run([*command, *last], cwd=folder, capture_output=True, check=False)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                spent[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    print("One story of 3 KB from the shell, CPU seconds of the whole process")
    print(f"  {'command':<18} {'median':>7} {'least':>7} {'most':>7}")
    medians = {}
    for name, seconds in spent.items():
        seconds = seconds[1:]  # the first run fills caches
        medians[name] = statistics.median(seconds)
        print(f"  {name:<18} {medians[name]:>7.3f} {min(seconds):>7.3f} {max(seconds):>7.3f}")
    if "proselint check" not in medians:
        return None
    ratio = medians["compliance check"] / medians["proselint check"]
    print(f"  compliance takes {ratio:.2f} of proselint's time (wanted: at most 1)\n")
    return ratio


def growth(texts: Sequence[str]) -> float:
    """Print the third table; returns the time a byte takes in the longest story over that in the shortest."""
    check = ours()
    print("One story that grows")
    print(f"  {'bytes':>10} {'CPU s':>9} {'MB/s':>7}")
    each = []
    for size in GROWTH:
        text = one_story(size, texts)
        length = len(text.encode())
        runs = max(1, 30_000 // size)
        seconds = min(cpu(check, [text] * runs) / runs for _ in range(2 if size > 1_000_000 else 3))
        each.append(seconds / length)
        print(f"  {length:>10,} {seconds:>9.4f} {length / 1e6 / seconds:>7.2f}")
    ratio = each[-1] / each[0]
    print(f"  a byte of the longest takes {ratio:.2f} times a byte of the shortest (linear: about 1)\n")
    return ratio


def where_it_goes(texts: Sequence[str]) -> None:
    """Print the fourth table: what reading, each analysis and each rule take, the dearest first."""
    from compliance import Checker

    checker = Checker()
    sample = texts[:: max(len(texts) // 200, 1)]
    spent: Counter[str] = Counter()
    for text in sample:
        started = time.perf_counter()
        articles = list(checker.read(text.encode(), "story.txt", told="text"))
        spent["reading"] += time.perf_counter() - started
        for article in articles:
            spent.update(checker.check(article).timings)
    print(f"Where the time goes, microseconds a story, of {sum(spent.values()) / len(sample) * 1e6:,.0f}")
    for name, seconds in spent.most_common(25):
        print(f"  {name:<40} {seconds / len(sample) * 1e6:>7.0f}")
    print()


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--corpus", type=Path, default=CORPUS, help="gzipped JSON lines with a 'text' each")
    arguments.add_argument("--sample", type=int, default=100, help="stories that both tools check")
    arguments.add_argument("--only", choices=("throughput", "shell", "growth", "rules"))
    given = arguments.parse_args()
    texts = stories(given.corpus)
    if given.only in (None, "throughput"):
        throughput(texts, given.sample)
    if given.only in (None, "shell"):
        shell(texts)
    if given.only in (None, "growth"):
        growth(texts)
    if given.only in (None, "rules"):
        where_it_goes(texts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
