"""Erases what the record no longer keeps, by story or by age, and writes down that it did.

With a report goes all that belongs to it: the story's fields, the certificate, the repeated request's answer, and
what the desk page has of it; with a story the webhooks that tell of it, and what was called a wrong alarm in it. The
journal keeps that something was erased, when, by whom and how many; not what.
"""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Column, ColumnElement, Connection, Table, delete, select, union

from compliance.service.store.access_tables import outbox
from compliance.service.store.columns import written
from compliance.service.store.desk_tables import desk_stories, desk_versions, wrong_alarms
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
        desk_=(desk_stories.c.title == title) & (desk_stories.c.story_id == story_id),
        alarms_=(wrong_alarms.c.title == title) & (wrong_alarms.c.story_id == story_id),
    )
    return _noted(connection, title, by, story_id, {"counts": counts})


def erase_oldest(connection: Connection, title: str, before: datetime, by: str, most: int) -> Entry | None:
    """Erase some of a title's reports of before a moment, of the waivers that ended and the acts that were before it.

    :param most: rows of each kind.
    :returns: the line of the journal; ``None`` where nothing so old is left.
    """

    def oldest(table: Table, moment: Column[datetime], *but: ColumnElement[bool]) -> ColumnElement[bool]:
        old = select(table.c.id).where(table.c.title == title, moment < before, *but).order_by(moment).limit(most)
        return table.c.id.in_(connection.execute(old).scalars().all())

    counts = _erase(
        connection,
        reports_=oldest(reports, reports.c.checked_at),
        waivers_=oldest(waivers, waivers.c.until),
        journal_=oldest(journal, journal.c.at, journal.c.kind != ERASED),
        outbox_=oldest(outbox, outbox.c.made_at),
        desk_=oldest(desk_stories, desk_stories.c.changed_at),
        alarms_=oldest(wrong_alarms, wrong_alarms.c.at),
    )
    if not any(counts.values()):
        return None
    return _noted(connection, title, by, None, {"before": written(before), "counts": counts})


def titles(connection: Connection) -> tuple[str, ...]:
    """The titles of which there is something to erase."""
    kept = [select(table.c.title) for table in (reports, waivers, journal, outbox, desk_stories, wrong_alarms)]
    return tuple(connection.execute(union(*kept)).scalars())


def _erase(
    connection: Connection,
    *,
    reports_: ColumnElement[bool],
    waivers_: ColumnElement[bool],
    journal_: ColumnElement[bool],
    outbox_: ColumnElement[bool],
    desk_: ColumnElement[bool],
    alarms_: ColumnElement[bool],
) -> dict[str, int]:
    gone = select(reports.c.id).where(reports_)
    ended = select(waivers.c.id).where(waivers_)
    away = select(desk_stories.c.id).where(desk_ | desk_stories.c.report_id.in_(gone))
    # what belongs to a row goes before the row by which it is found
    wanted: list[tuple[Table, ColumnElement[bool]]] = [
        (stories, stories.c.report_id.in_(gone)),
        (idempotency, idempotency.c.report_id.in_(gone) | idempotency.c.report_id.in_(ended)),
        (certificates, certificates.c.report_id.in_(gone)),
        (desk_versions, desk_versions.c.desk_id.in_(away) | desk_versions.c.id.in_(gone)),
        (desk_stories, desk_ | desk_stories.c.report_id.in_(gone)),
        (wrong_alarms, alarms_),
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
