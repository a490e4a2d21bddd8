"""Which rules the record has met, and which of them nobody has accepted yet.

A rule that is met for the first time counts only in a record that has met none before: what an upgrade brings is
observed until somebody accepts it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Column, Connection, Table, Text, select, update

from compliance.service.store.columns import Moment
from compliance.service.store.rows import insert_new
from compliance.service.store.tables import metadata

known_rules = Table(
    "known_rules",
    metadata,
    Column("name", Text, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("accepted_at", Moment),
    Column("accepted_by", Text, nullable=False),
)
"""Every rule that an installed distribution ever brought, and from when on it counts."""

BEFORE = "first start"
RENAMED = "renamed"


def meet(connection: Connection, rules: Mapping[str, Iterable[str]], now: datetime) -> tuple[str, ...]:
    """Keep the rules that are not known yet; those of them that do not count yet.

    :param rules: the names of all rules there are, each with the names that it had before.
    """
    known = {row.name: row.accepted_at for row in connection.execute(select(known_rules))}
    new = []
    for name, earlier in rules.items():
        if name in known:
            continue
        by = BEFORE if not known else RENAMED if any(known.get(one) for one in earlier) else ""
        values = {"name": name, "since": now, "accepted_at": now if by else None, "accepted_by": by}
        if insert_new(connection, known_rules, values) and not by:
            new.append(name)
    return tuple(new)


def observed(connection: Connection) -> dict[str, datetime]:
    """The rules that nobody has accepted, each with the moment since when it is known."""
    query = select(known_rules).where(known_rules.c.accepted_at.is_(None)).order_by(known_rules.c.name)
    return {row.name: row.since for row in connection.execute(query)}


def accept(connection: Connection, names: Iterable[str], by: str, now: datetime) -> None:
    """Let rules count from now on."""
    waiting = known_rules.c.name.in_(list(names)) & known_rules.c.accepted_at.is_(None)
    connection.execute(update(known_rules).where(waiting).values(accepted_at=now, accepted_by=by))
