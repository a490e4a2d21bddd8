"""Prints the table: measure, count, figure, target, and the command that lists what lowers a figure."""

from __future__ import annotations

import argparse
import fnmatch
import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.accuracy.corpora import Corpora, MissingCorpusError
from benchmarks.accuracy.measure import Measure
from benchmarks.accuracy.parts import PARTS

_COMMAND = "python -m benchmarks.accuracy"
_HEADING = f"{'measure':<44} {'count':>7} {'figure':>8} {'target':>8}  {'':<4} to see what lowers it"
_MARKDOWN = "| measure | count | figure | target | |\n|---|---:|---:|---:|---|"


def main() -> int:
    given = _arguments()
    corpora = Corpora(given.corpora, dict(given.file)) if given.corpora else Corpora(instead=dict(given.file))
    missed = 0
    row = _markdown if given.markdown else _row
    print(_MARKDOWN if given.markdown else _HEADING)
    for name in _chosen(given.only, given.show):
        try:
            for measure in importlib.import_module(PARTS[name]).measures(corpora):
                missed += measure.met is False
                print(row(measure), flush=True)
                if given.show and fnmatch.fnmatchcase(measure.name, given.show):
                    _show(measure)
        except MissingCorpusError as missing:
            skipped = f"skipped: the corpus {missing} is not here"
            print(f"| {name}/* | | | | {skipped} |" if given.markdown else f"{name + '/*':<44} {skipped}")
    return 1 if missed and given.strict else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=_COMMAND, description=__doc__)
    parser.add_argument("--only", action="append", choices=sorted(PARTS), help="a part of the table; more than once")
    parser.add_argument("--show", metavar="MEASURE", help="list what lowers this measure; a name or a glob")
    parser.add_argument("--corpora", type=Path, help="the folder of the corpora")
    parser.add_argument(
        "--file", action="append", default=[], type=_pair, metavar="CORPUS=FILE", help="another file in its form"
    )
    parser.add_argument("--markdown", action="store_true", help="print the table for docs/accuracy.md")
    parser.add_argument("--strict", action="store_true", help="exit 1 where a target is not reached")
    return parser.parse_args()


def _pair(written: str) -> tuple[str, Path]:
    name, found, path = written.partition("=")
    if not found or not Path(path).exists():
        raise argparse.ArgumentTypeError(f"{written}: wanted CORPUS=FILE with a file that exists")
    return name, Path(path)


def _chosen(only: list[str] | None, show: str | None) -> Iterator[str]:
    shown = show.partition("/")[0] if show and not only else None
    for name in PARTS:
        if (not only or name in only) and (not shown or fnmatch.fnmatchcase(name, shown)):
            yield name


def _figure(measure: Measure) -> tuple[str, str]:
    """The figure and its target, as they are printed."""
    figure = "–" if measure.figure is None else f"{measure.figure:.3f}"
    return figure, "" if measure.target is None else f"{'≤' if measure.at_most else '≥'} {measure.target:g}"


def _markdown(measure: Measure) -> str:
    """A row of the page; a target that is not reached stands in bold."""
    figure, target = _figure(measure)
    shown = f"**{figure}**" if measure.met is False else figure
    return f"| {measure.name} | {measure.count:,} | {shown} | {target} | {measure.note} |"


def _row(measure: Measure) -> str:
    figure, target = _figure(measure)
    verdict = {True: "met", False: "NOT", None: ""}[measure.met]
    show = f"--show {measure.name}" if measure.cases else ""
    row = f"{measure.name:<44} {measure.count:>7,} {figure:>8} {target:>8}  {verdict:<4} {show}"
    return f"{row}  {measure.note}".rstrip()


def _show(measure: Measure) -> None:
    for case in measure.cases:
        print(f"    {case.what}: {case.key}\n        {case.detail}")
    print()


if __name__ == "__main__":
    sys.exit(main())
