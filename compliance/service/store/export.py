"""Gives the record out, a row at a time, so that a long history needs little memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from compliance.service.store.access_tables import outbox
from compliance.service.store.columns import plain_json
from compliance.service.store.desk_tables import desk_stories, desk_versions, wrong_alarms
from compliance.service.store.tables import agreements, certificates, journal, reports, stories, waivers

_TABLES = (
    ("report", reports),
    ("waiver", waivers),
    ("certificate", certificates),
    ("journal", journal),
    ("webhook", outbox),
    ("desk", desk_stories),
    ("wrong_alarm", wrong_alarms),
)
_DEPENDENT = (
    ("story", stories, reports, "report_id"),
    ("agreement", agreements, waivers, "waiver_id"),
    ("desk_version", desk_versions, desk_stories, "desk_id"),
)
_AT_ONCE = 100


def rows(connection: Connection, title: str, story_id: str | None) -> Iterator[dict[str, Any]]:
    """What is kept of a title, or of one of its stories: each with what it is (``row``) and its columns, as JSON."""
    connection = connection.execution_options(yield_per=_AT_ONCE)
    for kind, table in _TABLES:
        query = select(table).where(table.c.title == title).order_by(table.c.id)
        if story_id is not None:
            query = query.where(table.c.story_id == story_id)
        for row in connection.execute(query):
            yield {"row": kind, **plain_json(row._asdict())}
    for kind, table, owner, column in _DEPENDENT:
        query = select(table).join(owner, owner.c.id == table.c[column]).where(owner.c.title == title)
        if story_id is not None:
            query = query.where(owner.c.story_id == story_id)
        for row in connection.execute(query.order_by(table.c[column])):
            yield {"row": kind, **plain_json(row._asdict())}
