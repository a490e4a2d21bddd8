"""``compliance record``: gives the service's record out, and erases from it."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from compliance.cli.serve_command import needs_extra
from compliance.cli.speech import say, spoken
from compliance.errors import ComplianceError

if TYPE_CHECKING:
    from compliance.service.store import Store

_database = click.option(
    "--database",
    default="compliance.db",
    metavar="URL",
    show_default=True,
    help="The record: an SQLite file, or postgresql://…",
)
_title = click.option("--title", required=True, help="The newspaper, site or desk whose record it is.")


@click.group(short_help="Export the service's record, and erase from it.")
def command() -> None:
    """Export the record of what was checked, or erase from it by story or by age."""


@command.command()
@_database
@_title
@click.option("--story", metavar="ID", help="Of this story only.")
@click.option("-o", "--output", metavar="FILE", help="Write to a file; it is replaced when all is written.")
def export(database: str, title: str, story: str | None, output: str | None) -> None:
    """Write what is kept as JSON, one row a line: reports, waivers, certificates, the journal, story fields."""
    from compliance.cli import output as out

    with closing(opened(database)) as store, out.opened(output, machine=True) as stream:
        for row in store.export(title, story):
            stream.write(json.dumps(row, ensure_ascii=True) + "\n")


@command.command()
@_database
@_title
@click.option("--story", metavar="ID", help="All that is kept of this story.")
@click.option("--older-than", type=click.IntRange(0), metavar="DAYS", help="Reports of more than so many days ago.")
@click.option("--by", required=True, metavar="NAME", help="Who erases; it stands in the journal.")
def erase(database: str, title: str, story: str | None, older_than: int | None, by: str) -> None:
    """Erase a story, or what is older than so many days, for good. The journal keeps when, by whom and how many."""
    if (story is None) == (older_than is None):
        raise ComplianceError("say what to erase", hint="either --story ID or --older-than DAYS")
    with closing(opened(database)) as store:
        if story is not None:
            entries = [store.erase_story(title, story, by=by)]
        else:
            before = datetime.now(UTC) - timedelta(days=older_than or 0)
            entries = list(store.erase_older(title, before, by=by))
    counts: Counter[str] = Counter()
    for entry in entries:
        counts.update(entry.detail["counts"])
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    say(f"erased: {told or spoken('nothing, there was none')}")


def opened(database: str) -> Store:
    """The record that there is; a new one is not made by a slip of the pen.

    :raises ComplianceError: there is none.
    """
    from pathlib import Path

    needs_extra()
    from compliance.service.store import Store

    path = database.removeprefix("sqlite:///")
    if "://" not in path and not Path(path).is_file():
        raise ComplianceError("there is no such record", where=path, hint="give the database of the service")
    return Store.open(database)
