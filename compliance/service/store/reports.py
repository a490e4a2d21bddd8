"""Reports in the record: kept, found again, compared with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from compliance.service.published import Published
from compliance.service.store.columns import as_written
from compliance.service.store.kept import Kept, Transaction
from compliance.service.store.rows import person_of, person_row
from compliance.service.store.tables import reports, stories
from compliance.service.types import Event, StoredReport

_INSERT, _INSERT_STORY = Kept(insert(reports)), Kept(insert(stories))
_BY_ID = Kept(select(reports).where(reports.c.id == bindparam("known")))


def insert_report(
    connection: Transaction, stored: StoredReport, canonical: Mapping[str, Any] | None, text: str = ""
) -> None:
    """Keep a report, and the story's canonical fields where they are given.

    :param text: the report as JSON, where it is written already.
    """
    report = as_written(text, stored.report)
    values = {
        **stored._asdict(),
        "event": stored.event.value,
        "person": person_row(stored.person),
        "report": report,
    }
    _INSERT.execute(connection, values)
    if canonical:
        _INSERT_STORY.execute(connection, {"report_id": stored.id, "fields": canonical})


def report_by_id(connection: Transaction, report_id: str, title: str | None = None) -> StoredReport | None:
    """A report by its id; with a title, only one of that title."""
    row = _BY_ID.row(connection, {"known": report_id})
    return None if row is None or title not in (None, row.title) else _report(row._asdict())


def reports_of_story(
    connection: Connection, title: str, story_id: str, *, before: str | None, limit: int
) -> tuple[StoredReport, ...]:
    """The newest reports of a story, the newest first."""
    query = select(reports).where(reports.c.title == title, reports.c.story_id == story_id)
    if before is not None:
        query = query.where(reports.c.id < before)
    rows = connection.execute(query.order_by(reports.c.id.desc()).limit(limit))
    return tuple(_report(row._asdict()) for row in rows)


def newest_published(connection: Connection, title: str, story_id: str) -> StoredReport | None:
    """What stands before the readers, as far as the record knows; ``None`` where nothing does, or it was killed."""
    query = (
        select(reports)
        .where(reports.c.title == title, reports.c.story_id == story_id, reports.c.verdict == "publish")
        .order_by(reports.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return None if row is None or row.event == Event.KILL.value else _report(row._asdict())


def published_before(connection: Connection, title: str, story_id: str, digest: str) -> Published | None:
    """What readers have of a story, where that is another than the one with this digest; its text, where it is kept."""
    newest = newest_published(connection, title, story_id)
    if newest is None or newest.digest == digest:
        return None
    return Published(newest.id, story_fields(connection, title, newest.id) or {})


def story_fields(connection: Connection, title: str, report_id: str) -> Mapping[str, Any] | None:
    """The canonical fields of a checked story, where they were kept."""
    query = select(stories.c.fields).join(reports, reports.c.id == stories.c.report_id)
    fields: Mapping[str, Any] | None = connection.execute(
        query.where(reports.c.id == report_id, reports.c.title == title)
    ).scalar_one_or_none()
    return fields


def _report(row: Mapping[str, Any]) -> StoredReport:
    return StoredReport(**{**row, "event": Event(row["event"]), "person": person_of(row["person"])})
