"""The journal: acts that must be found again, each a line that nobody changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, exists, insert, select

from compliance.service.store.kept import Kept, Transaction
from compliance.service.store.tables import journal, reports
from compliance.service.types import Entry, Event

OVERRIDE = "override"
"""The kind of the lines which say that somebody overrode a check."""
OVERRIDE_WITHDRAWN = "override_withdrawn"
"""The kind of the lines which say that from then on no override of a story that was made before counts."""


def insert_entry(connection: Transaction, entry: Entry) -> None:
    """Add a line."""
    _INSERT.execute(connection, entry._asdict())


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


def withdrawal_of(connection: Connection, title: str, story_id: str, made_at: datetime) -> Entry | None:
    """The line which says that an override of a story was withdrawn; ``None`` where it was not.

    :param made_at: when the override was made.
    """
    query = select(journal).where(journal.c.title == title, journal.c.story_id == story_id)
    query = query.where(journal.c.kind == OVERRIDE_WITHDRAWN, journal.c.at >= made_at)
    row = connection.execute(query.order_by(journal.c.id).limit(1)).one_or_none()
    return None if row is None else Entry(**row._mapping)


def newest_override(connection: Transaction, title: str, story_id: str) -> Entry | None:
    """The newest override of a story that somebody made, unless it was withdrawn or the story killed since."""
    row = _NEWEST.row(connection, {"told_title": title, "told_story": story_id})
    return None if row is None else Entry(**row._asdict())


def _newest() -> Select[Any]:
    title: BindParameter[str] = bindparam("told_title")
    story_id: BindParameter[str] = bindparam("told_story")
    of_story = (reports.c.title == title, reports.c.story_id == story_id)
    killed = exists().where(*of_story, reports.c.event == Event.KILL.value, reports.c.checked_at >= journal.c.at)
    later = journal.alias("later")
    of_later = (later.c.title == title, later.c.story_id == story_id, later.c.kind == OVERRIDE_WITHDRAWN)
    withdrawn = exists().where(*of_later, later.c.id > journal.c.id)
    query = select(journal).where(journal.c.title == title, journal.c.story_id == story_id, ~killed, ~withdrawn)
    return query.where(journal.c.kind == OVERRIDE).order_by(journal.c.id.desc()).limit(1)


_INSERT, _NEWEST = Kept(insert(journal)), Kept(_newest())
