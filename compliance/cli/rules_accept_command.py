"""``compliance rules accept``: lets rules count that an upgrade brought, in the record of a service."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

import click

from compliance.cli.record_command import opened
from compliance.cli.speech import say
from compliance.errors import ComplianceError, did_you_mean

if TYPE_CHECKING:
    from compliance.service.store import Store


_EXAMPLES = """\b
  compliance rules accept
  compliance rules accept dates/past-as-future 'general-en/*'
  compliance rules accept --all"""


@click.command(short_help="Let new rules count in the service.", epilog=_EXAMPLES)
@click.argument("names", nargs=-1, metavar="[NAME…]")
@click.option("--all", "every", is_flag=True, help="All that wait.")
@click.option("--by", metavar="NAME", help="Who accepts; it stands in the journal [you].")
@click.option("--database", default="compliance.db", metavar="URL", show_default=True, help="The record.")
def command(names: tuple[str, ...], every: bool, by: str | None, database: str) -> None:
    """Let rules count that an upgrade brought to the service; until then their findings are shown and never count.

    NAME is a rule or a glob. Without any, the rules that wait are listed. A running service takes it over by itself.
    """
    if names and every:
        raise ComplianceError("say which rules, or --all", hint="compliance rules accept --all")
    with closing(opened(database)) as store:
        waiting = _waiting(store)
        if not names and not every:
            _list(waiting)
            return
        accepted = list(waiting) if every else _fitting(names, waiting)
        _accept(store, accepted, by or getpass.getuser())
    say(f"accepted: {', '.join(accepted)}" if accepted else "no rule waits")


def _waiting(store: Store) -> dict[str, datetime]:
    from compliance.service.store import known_rules

    with store.reading() as connection:
        return known_rules.observed(connection)


def _list(waiting: Mapping[str, datetime]) -> None:
    for name, since in waiting.items():
        say(f"{name}  since {since:%Y-%m-%d}")
    if not waiting:
        say("no rule waits")


def _fitting(names: tuple[str, ...], waiting: Mapping[str, datetime]) -> list[str]:
    for name in names:
        if not any(fnmatchcase(one, name) for one in waiting):
            hint = did_you_mean(name, waiting) or "`compliance rules accept` lists those that wait"
            raise ComplianceError(f"no rule {name!r} waits to be accepted", hint=hint)
    return [one for one in waiting if any(fnmatchcase(one, name) for name in names)]


def _accept(store: Store, names: list[str], by: str) -> None:
    from compliance.service.store import known_rules
    from compliance.service.store.journal import insert_entry
    from compliance.service.types import Entry, new_id

    if not names:
        return
    now = datetime.now(UTC)
    with store.writing() as connection:
        known_rules.accept(connection, names, by, now)
        insert_entry(connection, Entry(new_id("jrn"), "", "rules-accepted", now, by, None, {"rules": names}))
