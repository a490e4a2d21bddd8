"""Waivers in the record. Who agreed stands beside a waiver, each person once, however many tokens they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, bindparam, func, insert, select, update

from compliance.service.store.kept import Kept, Transaction
from compliance.service.store.rows import insert_new, known_person, person_row
from compliance.service.store.tables import agreements, waivers
from compliance.service.types import Person, StoreError, Waiver

_OWN = tuple(name for name in Waiver.__annotations__ if name not in ("by", "reasons"))
_STANDING = (
    waivers.c.title == bindparam("title"),
    waivers.c.story_id == bindparam("story"),
    waivers.c.withdrawn_at.is_(None),
)
_OF_STORY = Kept(select(waivers).where(*_STANDING).order_by(waivers.c.id))
_AGREED = Kept(
    select(agreements)
    .join(waivers, waivers.c.id == agreements.c.waiver_id)
    .where(*_STANDING)
    .order_by(agreements.c.number)
)


def insert_waiver(connection: Connection, waiver: Waiver) -> None:
    """Keep a waiver with those who agreed so far."""
    connection.execute(insert(waivers).values(**{name: getattr(waiver, name) for name in _OWN}))
    for person in waiver.by:
        _agree(connection, waiver.id, person, waiver.made_at, waiver.reasons.get(person.id))


def agree(connection: Connection, title: str, waiver_id: str, person: Person, at: datetime, reason: str) -> Waiver:
    """Add somebody who agrees to a waiver; who did so before changes nothing.

    :param reason: of their own; empty where they gave none.
    :raises StoreError: there is no such waiver under the title, or it was withdrawn.
    """
    waiver = waiver_by_id(connection, title, waiver_id)
    if waiver is None:
        raise StoreError(f"there is no waiver {waiver_id!r}", hint="it may have been withdrawn: make a new one")
    _agree(connection, waiver_id, person, at, reason or None)
    return waiver._replace(**_agreed(_agreements(connection, (waiver_id,))))


def withdraw(connection: Connection, title: str, waiver_id: str, person: Person, at: datetime) -> bool:
    """End a waiver; whether there was one to end."""
    query = update(waivers).where(waivers.c.id == waiver_id, waivers.c.title == title, waivers.c.withdrawn_at.is_(None))
    return connection.execute(query.values(withdrawn_at=at, withdrawn_by=person_row(person))).rowcount == 1


def waiver_by_id(connection: Connection, title: str, waiver_id: str) -> Waiver | None:
    """A waiver that was not withdrawn."""
    found = _found(connection, waivers.c.title == title, waivers.c.id == waiver_id, waivers.c.withdrawn_at.is_(None))
    return found[0] if found else None


def ever_made(connection: Connection, waiver_id: str) -> Waiver | None:
    """A waiver, also one that was withdrawn; ``None`` where it was erased."""
    found = _found(connection, waivers.c.id == waiver_id)
    return found[0] if found else None


def waivers_of_story(connection: Transaction, title: str, story_id: str) -> tuple[Waiver, ...]:
    """The waivers of a story that were not withdrawn, those that have ended included, the oldest first."""
    told = {"title": title, "story": story_id}
    rows = _OF_STORY.rows(connection, told)
    return _with_people(rows, _AGREED.rows(connection, told)) if rows else ()


def waivers_of_stories(connection: Connection, title: str, story_ids: Collection[str]) -> tuple[Waiver, ...]:
    """As :func:`waivers_of_story`, of several stories at once."""
    mine = (waivers.c.title == title) & waivers.c.story_id.in_(story_ids)
    return _found(connection, mine, waivers.c.withdrawn_at.is_(None))


def _found(connection: Connection, *where: ColumnElement[bool]) -> tuple[Waiver, ...]:
    rows = connection.execute(select(waivers).where(*where).order_by(waivers.c.id)).all()
    return _with_people(rows, _agreements(connection, [row.id for row in rows])) if rows else ()


def _with_people(rows: Iterable[Any], agreed: Iterable[Any]) -> tuple[Waiver, ...]:
    """The waivers of rows.

    :param agreed: the rows of who agreed to them, in order.
    """
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for one in agreed:
        found[one.waiver_id].append(one)
    return tuple(Waiver(**{name: getattr(row, name) for name in _OWN}, **_agreed(found[row.id])) for row in rows)


def _agreements(connection: Connection, ids: Sequence[str]) -> Sequence[Row[Any]]:
    """Who agreed to waivers, in order."""
    query = select(agreements).where(agreements.c.waiver_id.in_(ids))
    return connection.execute(query.order_by(agreements.c.number)).all()


def _agreed(rows: Sequence[Any]) -> dict[str, Any]:
    """The people of a waiver, and the reasons of those who agreed later."""
    reasons = {row.person_id: row.reason for row in rows if row.reason}
    return {"by": tuple(known_person(row.person) for row in rows), "reasons": reasons}


def _agree(connection: Connection, waiver_id: str, person: Person, at: datetime, reason: str | None) -> None:
    number = connection.execute(
        select(func.count()).select_from(agreements).where(agreements.c.waiver_id == waiver_id)
    ).scalar_one()
    who = {"waiver_id": waiver_id, "person_id": person.id, "person": person_row(person)}
    insert_new(connection, agreements, {**who, "number": number, "at": at, "reason": reason})
