"""The journal: acts that must be found again, each a line that nobody changes."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select

from compliance.service.store.tables import journal
from compliance.service.types import Entry


def insert_entry(connection: Connection, entry: Entry) -> None:
    """Add a line."""
    connection.execute(insert(journal).values(**entry._asdict()))


def entries_of(
    connection: Connection, title: str, *, kind: str | None, story_id: str | None, limit: int
) -> tuple[Entry, ...]:
    """The newest lines of a title, the newest first."""
    query = select(journal).where(journal.c.title == title)
    if kind is not None:
        query = query.where(journal.c.kind == kind)
    if story_id is not None:
        query = query.where(journal.c.story_id == story_id)
    rows = connection.execute(query.order_by(journal.c.id.desc()).limit(limit))
    return tuple(Entry(**row._mapping) for row in rows)
