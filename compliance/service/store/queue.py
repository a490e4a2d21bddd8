"""The desk's queue in the record: how stories come into it, and what people do with them there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, delete, insert, select, update

from compliance.service.counting import counted
from compliance.service.store import counts
from compliance.service.store.columns import storable
from compliance.service.store.desk_rows import Arrival, Overruled, Unanswered, version_row
from compliance.service.store.desk_tables import desk_stories, desk_versions
from compliance.service.store.kept import Kept, KeptNew, Transaction
from compliance.service.store.rows import person_row
from compliance.service.store.waivers import waivers_of_story
from compliance.service.types import Event

MOST_VERSIONS = 20
"""Versions of a story that are kept; the oldest go."""

_stories = desk_stories.c
_KNOWN = (
    select(
        _stories.id,
        _stories.story_id,
        _stories.version,
        _stories.event,
        _stories.report_id,
        _stories.deadline,
        _stories.holder,
    )
    .where(_stories.title == bindparam("title"))
    .with_for_update()  # two versions that come at once get two numbers
)
_BY_STORY = Kept(_KNOWN.where(_stories.story_id == bindparam("known")))
_BY_ID = Kept(_KNOWN.where(_stories.id == bindparam("known")))
_CHANGING = (
    *("headline", "verdict", "changed_at", "event", "report_id", "deadline", "holder", "override", "version"),
    *("stands", "to_fix", "to_decide", "notes", "counted_until", "counted_under"),
)
"""The columns that every version sets."""
_FIRST = KeptNew(desk_stories, ("id", "title", "story_id", "arrived", *_CHANGING))
_RENEW = Kept(update(desk_stories).where(_stories.id == bindparam("known")), ("sent_back", *_CHANGING))
_OVERRULE = Kept(
    update(desk_stories).where(_stories.title == bindparam("mine"), _stories.report_id == bindparam("overruled")),
    ("report_id", "override", "verdict", "stands", "changed_at"),
)
_GONE = Kept(delete(desk_stories).where(_stories.title == bindparam("title"), _stories.id == bindparam("known")))
_VERSION = Kept(insert(desk_versions))
_VERSIONS = delete(desk_versions).where(desk_versions.c.desk_id == bindparam("known"))
_OLD, _NO_VERSIONS = Kept(_VERSIONS.where(desk_versions.c.number <= bindparam("oldest"))), Kept(_VERSIONS)


def learn(connection: Transaction, news: Arrival | Overruled) -> None:
    """Keep what a report means to the desk."""
    if isinstance(news, Overruled):
        overrule(connection, news)
    else:
        arrive(connection, news)


def arrive(connection: Transaction, arrival: Arrival) -> str | None:
    """Put a story into the queue, or its newer version in the place of the one before.

    A checked story that may be published comes only where the desk has it already; one that is killed goes.

    :returns: the desk's id of it; ``None`` where the desk does not have it.
    """
    known = _known(connection, arrival)
    if arrival.event is Event.KILL:
        if known is not None:
            put_away(connection, arrival.title, known.id)
        return None
    if known is None:
        if arrival.event is not None and arrival.verdict == "publish":
            return None
        if _FIRST.insert(connection, {**_first(arrival), **_counted(connection, arrival, arrival.story_id)}):
            _insert_version(connection, arrival, arrival.desk_id, 1)
            return arrival.desk_id
        known = _known(connection, arrival)  # another process was faster
        if known is None:
            return None
    _renew(connection, arrival, known)
    return str(known.id)


def overrule(connection: Transaction, overruled: Overruled) -> None:
    """Keep that somebody answers for a story, where the desk has the very version that they mean."""
    mine = {"mine": overruled.title, "overruled": overruled.report_id}
    verdict = {"verdict": "publish", "stands": "publish", "changed_at": overruled.at}
    _OVERRULE.execute(connection, {**mine, **verdict, "report_id": overruled.by_report, "override": overruled.override})


def restore(connection: Connection, told: Unanswered) -> None:
    """Have a story stand again as it was checked, where the desk has it as one that somebody answers for."""
    mine = (desk_stories.c.title == told.title) & (desk_stories.c.story_id == told.story_id)
    row = connection.execute(select(desk_stories.c.id, desk_stories.c.override).where(mine)).one_or_none()
    if row is None or row.override is None:
        return
    override = row.override
    # the check that somebody had before them, which can be answered for anew
    was = {"report_id": override["made_for"], "verdict": override["verdict"], "stands": override["verdict"]}
    query = update(desk_stories).where(desk_stories.c.id == row.id)
    connection.execute(query.values(**was, override=None, changed_at=told.at))


def change(connection: Connection, title: str, desk_id: str, at: datetime, **values: Any) -> bool:
    """Change a story's columns; whether there is such a story."""
    query = update(desk_stories).where(_mine(title, desk_id)).values(**values, changed_at=at)
    return connection.execute(query).rowcount == 1


def put_away(connection: Transaction, title: str, desk_id: str) -> bool:
    """Take a story off the desk; whether it was there."""
    gone = _GONE.execute(connection, {"title": title, "known": desk_id}).rowcount == 1
    if gone:
        _NO_VERSIONS.execute(connection, {"known": desk_id})
    return bool(gone)


def _mine(title: str, desk_id: str) -> ColumnElement[bool]:
    return (desk_stories.c.title == title) & (desk_stories.c.id == desk_id)


def _known(connection: Transaction, arrival: Arrival) -> Any:
    """What the desk has of a story that comes; ``None`` where it does not have it."""
    query, known = (_BY_ID, arrival.desk_id) if arrival.story_id is None else (_BY_STORY, arrival.story_id)
    return query.row(connection, {"title": arrival.title, "known": known})


def _first(arrival: Arrival) -> Mapping[str, Any]:
    return {
        "id": arrival.desk_id,
        "title": arrival.title,
        "story_id": arrival.story_id,
        **_said(arrival),
        "event": arrival.event,
        "report_id": arrival.report_id,
        "arrived": arrival.at,
        "deadline": arrival.deadline,
        "holder": person_row(arrival.holder),
        "override": arrival.override,
        "version": 1,
    }


def _said(arrival: Arrival) -> dict[str, Any]:
    return {"headline": storable(arrival.headline), "verdict": arrival.verdict, "changed_at": arrival.at}


def _renew(connection: Transaction, arrival: Arrival, known: Any) -> None:
    """A newer version: what went back has come again, and nobody answers for it unless the arrival says so."""
    number = known.version + 1
    values = {
        **_said(arrival),
        "event": arrival.event or known.event,
        "report_id": arrival.report_id or known.report_id,
        "deadline": arrival.deadline or known.deadline,
        "holder": known.holder or person_row(arrival.holder),
        "sent_back": None,
        "override": arrival.override,
        "version": number,
        **_counted(connection, arrival, known.story_id),
    }
    _RENEW.execute(connection, {**values, "known": known.id})
    _insert_version(connection, arrival, known.id, number)
    if number > MOST_VERSIONS:
        _OLD.execute(connection, {"known": known.id, "oldest": number - MOST_VERSIONS})


def _counted(connection: Transaction, arrival: Arrival, story_id: str | None) -> dict[str, Any]:
    """The columns of how it stands, by the waivers that there are in this very transaction."""
    checked = arrival.version.checked._replace(story_id=story_id)
    concerned = story_id is not None and checked.report["findings"]
    waivers = waivers_of_story(connection, arrival.title, str(story_id)) if concerned else ()
    found = counted(
        checked, waivers, now=datetime.now(UTC), observed=arrival.observed, overridden=bool(arrival.override)
    )
    return counts.counted_row(found, counts.under(arrival.observed))


def _insert_version(connection: Transaction, arrival: Arrival, desk_id: str, number: int) -> None:
    _VERSION.execute(connection, {**version_row(arrival.version), "desk_id": desk_id, "number": number})
