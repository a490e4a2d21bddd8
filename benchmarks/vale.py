"""Compares our alerts and our time with Vale's, on the same files with the same styles, where Vale is installed.

Every alert is a rule, a line and a column. What only one of the two gives is counted by rule; ``--show`` prints some.
Alerts that concern a story as a whole are compared by their message, since they have no place.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from benchmarks.speed.stories import CORPUS, sample, stories

Alert = tuple[str, int, int, str]
Alerts = dict[str, list[Alert]]


def write(folder: Path, count: int, kind: str) -> list[Path]:
    """The stories as files; of Markdown, the first line is the headline."""
    files = []
    for number, text in enumerate(sample(stories(CORPUS), count)):
        file = folder / f"story{number:04}.{kind}"
        file.write_text((f"# {text}" if kind == "md" else text).strip() + "\n", encoding="utf-8")
        files.append(file)
    return files


def vale(binary: str, styles: Path, folder: Path) -> tuple[Alerts, float]:
    """Vale's alerts by file name, and the CPU seconds of its process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    ini = next(file for file in (styles / ".vale.ini", styles / "vale.ini") if file.is_file())
    run = subprocess.run(
        [binary, f"--config={ini}", "--output=JSON", "--no-exit", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if run.returncode:
        sys.exit(f"vale: {run.stderr.strip() or run.stdout.strip()}")
    found = {
        Path(file).name: [(one["Check"], one["Line"], one["Span"][0], one["Message"]) for one in alerts]
        for file, alerts in json.loads(run.stdout).items()
    }
    return found, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def ours(styles: Path, files: Sequence[Path]) -> tuple[Alerts, float]:
    """Our alerts by file name, and the CPU seconds of reading, finding and reporting them, build apart."""
    from compliance import Checker
    from compliance.catalogue import with_packs
    from compliance.config import Config
    from compliance.places import place_of
    from compliance.plugins import discover, load
    from compliance.source import line_index

    core = [plugin for plugin in discover() if plugin.name == "core"]
    registry = with_packs(load(core)._replace(packs={}), [styles])
    checker = Checker(Config(packs=(styles,)), registry=registry)
    names = {name: rule.aliases[0] for name, rule in checker.registry.rules.items() if rule.aliases}
    found: Alerts = {}
    started = time.process_time()
    for file in files:
        rows = found.setdefault(file.name, [])
        for report in checker.check_file(file):
            for finding in report.findings:
                assert report.article is not None
                place = place_of(report.article, finding.span)
                line, column = line_index(report.article.source.text).line_column(place.file_start)
                said = str(finding.data.get("said", ""))
                whole = finding.span.start == finding.span.end
                rows.append((names.get(finding.rule, finding.rule), line, 1 if whole else column, said))
    return found, time.process_time() - started


def compare(theirs: Alerts, mine: Alerts) -> tuple[Counter[str], dict[str, list[tuple[str, Alert]]], ...]:
    """How many alerts of each rule both give, and those that only Vale and only we give."""
    same: Counter[str] = Counter()
    only: tuple[dict[str, list[tuple[str, Alert]]], ...] = (defaultdict(list), defaultdict(list))
    for file in sorted(theirs.keys() | mine.keys()):
        sides = [{one[:3]: one for one in alerts.get(file, [])} for alerts in (theirs, mine)]
        same.update(place[0] for place in sides[0].keys() & sides[1].keys())
        for side, other, left in ((sides[0], sides[1], only[0]), (sides[1], sides[0], only[1])):
            for place in side.keys() - other.keys():
                left[place[0]].append((file, side[place]))
    return (same, *only)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("styles", type=Path, help="a folder with a .vale.ini")
    parser.add_argument("--vale", default=shutil.which("vale"), help="Vale's program, where it is not on the path")
    parser.add_argument("--stories", type=int, default=300)
    parser.add_argument("--kind", choices=["md", "txt"], default="md")
    parser.add_argument(
        "--show", type=int, default=0, metavar="N", help="print N alerts of each rule that one side gives"
    )
    told = parser.parse_args()
    if not told.vale:
        print("skipped: Vale is not installed")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        files = write(Path(folder), told.stories, told.kind)
        theirs, their_time = vale(told.vale, told.styles, Path(folder))
        mine, my_time = ours(told.styles, files)
    same, only_theirs, only_mine = compare(theirs, mine)
    print(f"{'rule':<36}{'both':>7}{'Vale only':>11}{'only here':>11}")
    for rule in sorted(same.keys() | only_theirs.keys() | only_mine.keys()):
        print(f"{rule:<36}{same[rule]:>7}{len(only_theirs[rule]):>11}{len(only_mine[rule]):>11}")
        for head, left in (("Vale", only_theirs), ("here", only_mine)):
            for file, (_, line, column, said) in left[rule][: told.show]:
                print(f"    {head}: {file}:{line}:{column} {said}")
    sums = [same.total(), *(sum(map(len, left.values())) for left in (only_theirs, only_mine))]
    print(f"{'all':<36}{sums[0]:>7}{sums[1]:>11}{sums[2]:>11}")
    print(f"\n{len(files)} stories, CPU seconds: Vale {their_time:.1f} (its start included), here {my_time:.1f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
