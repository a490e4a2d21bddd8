"""``compliance vale``: what of a folder of Vale styles is taken, and how a house goes on using it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from compliance.cli.speech import spoken

if TYPE_CHECKING:
    from compliance.packs.vale.folder import Folder

_HEADS = {
    "off": "Off, as the settings have it",
    "refused": "Not taken",
    "unused": "Not done of the settings",
}


@click.group(short_help="See what of a Vale style is taken.")
def command() -> None:
    """Vale styles run here as they are; see what of a folder of them is taken."""


@command.command("import", short_help="Say which rules of a folder are taken.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
@click.option("--output", metavar="FILE", help="Write the report into a file.")
def import_(folder: Path, format_: str, output: str | None) -> int:
    """Say which rules of the styles in DIR are taken, which are not and why, and how to use them.

    DIR holds a .vale.ini, or styles, or the rules of one. Nothing is copied: the styles are read where they lie.
    Exit code 1 where a rule that is on is not taken.
    """
    from compliance.cli import output as out

    report = _report(folder)
    with out.opened(output, machine=format_ == "json") as stream:
        if format_ == "json":
            import json

            stream.write(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
        else:
            out.write(stream, (f"{line}\n" for line in _lines(report)))
    return 1 if report["refused"] else 0


def _report(folder: Path) -> dict[str, Any]:
    """What is taken and what not, as it is printed in JSON."""
    from compliance.errors import PackError
    from compliance.packs.vale.compile import compiled
    from compliance.packs.vale.folder import read_folder

    if not folder.is_dir():
        raise PackError("there is no such folder", where=str(folder), hint="name the one with the .vale.ini")
    read = read_folder(folder)
    rules = compiled(read, "styles").rules
    return {
        "folder": str(folder),
        "taken": [
            {"rule": f"{rule.pack}/{rule.id}", "of": rule.aliases[0], "check": str(rule.data["point"]),
             "severity": rule.severity}
            for rule in rules
        ],
        **{kind: [one._asdict() for one in _left(read, kind)] for kind in ("off", "refused")},
        "unused": [{"where": where, "what": what} for where, what in read.unused],
    }  # fmt: skip


def _left(read: Folder, kind: str) -> Iterator[Any]:
    for one in read.refused:
        if one.off == (kind == "off"):
            yield one


def _lines(report: dict[str, Any]) -> Iterator[str]:
    count = len(report["taken"])
    yield f"{report['folder']}: {spoken('1 rule taken' if count == 1 else f'{count} rules taken')}"
    by_style: dict[str, list[str]] = {}
    for one in report["taken"]:
        by_style.setdefault(one["rule"].partition("/")[0], []).append(one["rule"])
    for style, rules in by_style.items():
        yield f"  {style}/*  {_rules(len(rules))}"
    for kind, head in _HEADS.items():
        if report[kind]:
            yield ""
            yield f"{spoken(head)}:"
        for one in report[kind]:
            place, reason = (one["where"], one["what"]) if kind == "unused" else (one["name"], one["why"])
            yield f"  {place}: {spoken(reason)}"
            if kind == "refused":
                yield f"    {one['where']}"
    yield ""
    yield spoken("To use them, in compliance.toml:")
    yield f'  packs = ["{report["folder"]}"]'
    if report["taken"]:
        yield spoken("or once:")
        yield f"  compliance check --pack {report['folder']} --select '{next(iter(by_style))}/*' story.md"


def _rules(count: int) -> str:
    return spoken("1 rule" if count == 1 else f"{count} rules")
