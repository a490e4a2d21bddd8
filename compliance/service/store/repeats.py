"""Decides whether a request was answered before; the same key with another body is refused."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select

from compliance.service.store.reports import report_by_id
from compliance.service.store.rows import insert_new
from compliance.service.store.tables import idempotency
from compliance.service.types import Idempotency, KeyReusedError, StoredReport


def claim(
    connection: Connection, asked: Idempotency, report_id: str, now: datetime, since: datetime
) -> StoredReport | None:
    """Keep a key for a report; where another request was faster, what that one was answered.

    :param since: older keys are forgotten.
    :raises KeyReusedError: it was faster, with another body.
    """
    connection.execute(delete(idempotency).where(idempotency.c.made_at < since))
    values = {**asked._asdict(), "report_id": report_id, "made_at": now}
    if insert_new(connection, idempotency, values):
        return None
    return answered(connection, asked, since)


def answered(connection: Connection, asked: Idempotency, since: datetime) -> StoredReport | None:
    """What the same request was answered; ``None`` where it is new.

    :raises KeyReusedError: the key belongs to another body.
    """
    kept = idempotency.c
    same = (kept.caller == asked.caller, kept.key == asked.key, kept.made_at >= since)
    # one key is one body, whichever of its stories came to be recorded
    rows = connection.execute(select(kept.item, kept.body, kept.report_id).where(*same)).all()
    if any(row.body != asked.body for row in rows):
        raise KeyReusedError(
            f"the Idempotency-Key {asked.key!r} was sent before with another body",
            hint="send a new key with every new body",
        )
    report_id = next((row.report_id for row in rows if row.item == asked.item), None)
    return None if report_id is None else report_by_id(connection, report_id)
