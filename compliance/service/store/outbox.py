"""Webhooks in the record, from the moment that something happened until a receiver has taken them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from compliance.record import Record
from compliance.service.store.access_tables import outbox
from compliance.service.store.kept import Kept, Transaction

_CANDIDATES = 20
_INSERT = Kept(insert(outbox))


class Message(Record):
    """A webhook.

    :param id: what its receiver knows it again by; the same for all receivers of one event.
    :param hook: the name of its receiver in the configuration.
    :param story_id: of the story that it tells of, with which it is erased.
    :param due_at: when it is tried next; ``None``: never, it was sent or given up.
    :param error: why the last try failed.
    """

    id: str
    hook: str
    title: str
    story_id: str | None
    body: str
    made_at: datetime
    due_at: datetime | None
    attempts: int = 0
    sent_at: datetime | None = None
    error: str = ""


def insert_messages(connection: Transaction, messages: Iterable[Message]) -> None:
    """Keep webhooks that are to be sent."""
    for message in messages:
        _INSERT.execute(connection, message._asdict())


def hooks_due(connection: Connection, now: datetime) -> frozenset[str]:
    """The receivers that something is to be sent to now."""
    return frozenset(connection.execute(select(outbox.c.hook).where(outbox.c.due_at <= now).distinct()).scalars())


def claim_message(connection: Connection, hook: str, now: datetime, until: datetime) -> Message | None:
    """The oldest that is due. It is ours until a moment: whoever else sends does not see it before."""
    due = select(outbox).where(outbox.c.hook == hook, outbox.c.due_at <= now)
    for row in connection.execute(due.order_by(outbox.c.due_at, outbox.c.id).limit(_CANDIDATES)).all():
        mine = update(outbox).where(_same(row.id, row.hook), outbox.c.due_at == row.due_at)
        if connection.execute(mine.values(due_at=until)).rowcount == 1:
            return _message(row)
    return None


def settle_message(connection: Connection, message: Message) -> None:
    """Keep what became of a try."""
    values = {name: getattr(message, name) for name in ("due_at", "attempts", "sent_at", "error")}
    connection.execute(update(outbox).where(_same(message.id, message.hook)).values(**values))


def count_waiting(connection: Connection) -> int:
    """How many are still to be sent."""
    return connection.execute(select(func.count()).select_from(outbox).where(outbox.c.due_at.is_not(None))).scalar_one()


def all_messages(connection: Connection, title: str) -> tuple[Message, ...]:
    """The webhooks of a title, the oldest first."""
    query = select(outbox).where(outbox.c.title == title).order_by(outbox.c.id, outbox.c.hook)
    return tuple(map(_message, connection.execute(query)))


def _same(message_id: str, hook: str) -> Any:
    return (outbox.c.id == message_id) & (outbox.c.hook == hook)


def _message(row: Row[Any]) -> Message:
    return Message(**row._mapping)
