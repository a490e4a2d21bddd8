"""``python -m benchmarks.speed``: five tables. CPU time, so that a busy machine disturbs little; compare ratios."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.speed.growth import growth, memory
from benchmarks.speed.plot import drawn
from benchmarks.speed.shell import shell
from benchmarks.speed.stories import CORPUS, sample, stories
from benchmarks.speed.throughput import throughput

TABLES = ("throughput", "shell", "memory", "growth", "rules")


def where_it_goes(texts: Sequence[str]) -> None:
    """Print the last table: what reading, each analysis and each rule take, the dearest first."""
    from compliance import Checker

    checker = Checker()
    spent: Counter[str] = Counter()
    for text in texts:
        started = time.perf_counter()
        articles = list(checker.read(text.encode(), "story.txt", told="text"))
        spent["reading"] += time.perf_counter() - started
        for article in articles:
            spent.update(checker.check(article).timings)
    print(f"Where the time goes, microseconds a story, of {sum(spent.values()) / len(texts) * 1e6:,.0f}")
    for name, seconds in spent.most_common(25):
        print(f"  {name:<40} {seconds / len(texts) * 1e6:>7.0f}")
    print()


def main() -> int:
    """Print the tables asked for."""
    arguments = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    arguments.add_argument("--corpus", type=Path, default=CORPUS, help="gzipped JSON lines with a 'text' each")
    arguments.add_argument("--sample", type=int, default=100, help="stories that every tool checks in a round")
    arguments.add_argument("--rounds", type=int, default=5, help="rounds of each tool; the median counts")
    arguments.add_argument("--peers", metavar="PYTHON", help="interpreter with peers: textacy, spaCy's English model")
    arguments.add_argument("--plot", type=Path, metavar="SVG", help="draw there how time grows with a story's size")
    arguments.add_argument("--only", choices=TABLES)
    given = arguments.parse_args()
    texts = stories(given.corpus)
    wanted = (given.only,) if given.only else TABLES
    if "throughput" in wanted:
        throughput(texts, sample(texts, given.sample), given.rounds, given.peers)
    if "shell" in wanted:
        shell(texts)
    # before the longest story, which takes more than all others
    if "memory" in wanted:
        memory(texts)
    if "growth" in wanted:
        points = growth(texts)
        if given.plot:
            given.plot.write_text(drawn(points), encoding="utf-8")
    if "rules" in wanted:
        where_it_goes(sample(texts, 200))
    return 0


if __name__ == "__main__":
    sys.exit(main())
