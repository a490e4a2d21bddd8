"""Erases what the record no longer keeps, by story or by age, and writes down that it did.

With a report goes all that belongs to it: the story's fields, the certificate, the repeated request's answer; with a
story the webhooks that tell of it. The journal keeps that something was erased, when, by whom and how many; not what.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, Table, delete, select

from compliance.service.store.access_tables import outbox
from compliance.service.store.columns import written
from compliance.service.store.journal import insert_entry
from compliance.service.store.tables import (
    agreements,
    certificates,
    idempotency,
    journal,
    reports,
    stories,
    waivers,
)
from compliance.service.types import Entry, new_id

ERASED = "erased"
"""The kind of the journal's lines about erasures; these lines are never erased."""


def erase_story(connection: Connection, title: str, story_id: str, by: str) -> Entry:
    """Erase all that is kept of a story.

    :returns: the line of the journal, with the number of rows by table.
    """
    counts = _erase(
        connection,
        reports_=(reports.c.title == title) & (reports.c.story_id == story_id),
        waivers_=(waivers.c.title == title) & (waivers.c.story_id == story_id),
        journal_=(journal.c.title == title) & (journal.c.story_id == story_id),
        outbox_=(outbox.c.title == title) & (outbox.c.story_id == story_id),
    )
    return _noted(connection, title, by, story_id, {"counts": counts})


def erase_older(connection: Connection, title: str, before: datetime, by: str) -> Entry:
    """Erase a title's reports of before a moment, and the waivers that ended before it."""
    counts = _erase(
        connection,
        reports_=(reports.c.title == title) & (reports.c.checked_at < before),
        waivers_=(waivers.c.title == title) & (waivers.c.until < before),
        journal_=(journal.c.title == title) & (journal.c.at < before),
        outbox_=(outbox.c.title == title) & (outbox.c.made_at < before),
    )
    return _noted(connection, title, by, None, {"before": written(before), "counts": counts})


def _erase(
    connection: Connection,
    *,
    reports_: ColumnElement[bool],
    waivers_: ColumnElement[bool],
    journal_: ColumnElement[bool],
    outbox_: ColumnElement[bool],
) -> dict[str, int]:
    gone = select(reports.c.id).where(reports_)
    ended = select(waivers.c.id).where(waivers_)
    # what belongs to a row goes before the row by which it is found
    wanted: list[tuple[Table, ColumnElement[bool]]] = [
        (stories, stories.c.report_id.in_(gone)),
        (idempotency, idempotency.c.report_id.in_(gone)),
        (certificates, certificates.c.report_id.in_(gone)),
        (reports, reports_),
        (agreements, agreements.c.waiver_id.in_(ended)),
        (waivers, waivers_),
        (journal, journal_ & (journal.c.kind != ERASED)),
        (outbox, outbox_),
    ]
    return {table.name: connection.execute(delete(table).where(where)).rowcount for table, where in wanted}


def _noted(connection: Connection, title: str, by: str, story_id: str | None, detail: dict[str, object]) -> Entry:
    entry = Entry(new_id("jrn"), title, ERASED, datetime.now(UTC), by, story_id, detail)
    insert_entry(connection, entry)
    return entry
