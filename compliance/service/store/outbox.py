"""Webhooks in the record, from the moment that something happened until a receiver has taken them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from compliance.record import Record
from compliance.service.store.access_tables import outbox


class Message(Record):
    """A webhook.

    :param id: what its receiver knows it again by; the same for all receivers of one event.
    :param hook: the name of its receiver in the configuration.
    :param due_at: when it is tried next; ``None``: never, it was sent or given up.
    :param error: why the last try failed.
    """

    id: str
    hook: str
    title: str
    body: str
    made_at: datetime
    due_at: datetime | None
    attempts: int = 0
    sent_at: datetime | None = None
    error: str = ""


def insert_message(connection: Connection, message: Message) -> None:
    """Keep a webhook that is to be sent."""
    connection.execute(insert(outbox).values(**message._asdict()))


def claim_messages(connection: Connection, now: datetime, until: datetime, limit: int) -> tuple[Message, ...]:
    """Those that are due. They are ours until a moment: whoever else sends does not see them before."""
    query = select(outbox).where(outbox.c.due_at <= now).order_by(outbox.c.due_at).limit(limit)
    found = []
    for row in connection.execute(query).all():
        mine = update(outbox).where(_same(row.id, row.hook), outbox.c.due_at == row.due_at)
        if connection.execute(mine.values(due_at=until)).rowcount == 1:
            found.append(_message(row))
    return tuple(found)


def settle_message(connection: Connection, message: Message) -> None:
    """Keep what became of a try."""
    values = {name: getattr(message, name) for name in ("due_at", "attempts", "sent_at", "error")}
    connection.execute(update(outbox).where(_same(message.id, message.hook)).values(**values))


def all_messages(connection: Connection, title: str) -> tuple[Message, ...]:
    """The webhooks of a title, the oldest first."""
    query = select(outbox).where(outbox.c.title == title).order_by(outbox.c.id, outbox.c.hook)
    return tuple(map(_message, connection.execute(query)))


def _same(message_id: str, hook: str) -> Any:
    return (outbox.c.id == message_id) & (outbox.c.hook == hook)


def _message(row: Row[Any]) -> Message:
    return Message(**row._mapping)
