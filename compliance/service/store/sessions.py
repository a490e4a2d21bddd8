"""Sessions of the desk page in the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, delete, insert, or_, select, update

from compliance.record import Record
from compliance.service.store.access_tables import sessions
from compliance.service.store.rows import known_person, person_row
from compliance.service.types import Person, Role


class Session(Record):
    """Somebody who is signed in.

    :param id: the digest of what their browser keeps.
    :param title: the one they work for now.
    :param titles: their roles in every title that is open to them.
    :param way: how they came: ``oidc`` or ``proxy``.
    """

    id: str
    person: Person
    title: str
    titles: Mapping[str, frozenset[Role]]
    way: str
    made_at: datetime
    seen_at: datetime


def insert_session(connection: Connection, session: Session) -> None:
    """Keep a session."""
    titles = {title: sorted(role.value for role in roles) for title, roles in session.titles.items()}
    values = {**session._asdict(), "person": person_row(session.person), "titles": titles}
    connection.execute(insert(sessions).values(**values))


def session_by_id(connection: Connection, session_id: str) -> Session | None:
    """A session, whether it still counts or not."""
    row = connection.execute(select(sessions).where(sessions.c.id == session_id)).one_or_none()
    if row is None:
        return None
    titles = {title: frozenset(map(Role, roles)) for title, roles in row.titles.items()}
    return Session(**{**row._mapping, "person": known_person(row.person), "titles": titles})


def change_session(connection: Connection, session_id: str, *, seen_at: datetime, title: str | None = None) -> None:
    """Keep that somebody is still there, and which title they turned to."""
    values = {"seen_at": seen_at, **({"title": title} if title is not None else {})}
    connection.execute(update(sessions).where(sessions.c.id == session_id).values(**values))


def delete_session(connection: Connection, session_id: str) -> None:
    """End a session."""
    connection.execute(delete(sessions).where(sessions.c.id == session_id))


def delete_old_sessions(connection: Connection, *, made_before: datetime, seen_before: datetime) -> None:
    """Forget those that ended by themselves."""
    connection.execute(delete(sessions).where(or_(sessions.c.made_at < made_before, sessions.c.seen_at < seen_before)))
