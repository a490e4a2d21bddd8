"""Decides whether a request came before; the same key with another body is refused.

A key is kept with the id of what the request made: the report of a check or an override, or a waiver.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select

from compliance.service.store.rows import insert_new
from compliance.service.store.tables import idempotency
from compliance.service.types import Idempotency, KeyReusedError


def claim(connection: Connection, asked: Idempotency, made: str, now: datetime, since: datetime) -> str | None:
    """Keep a key for what a request makes; where another request was faster, the id of what that one made.

    :param made: the id of a report, or of a waiver.
    :param since: older keys are forgotten.
    :raises KeyReusedError: it was faster, with another body.
    """
    connection.execute(delete(idempotency).where(idempotency.c.made_at < since))
    values = {**asked._asdict(), "report_id": made, "made_at": now}
    if insert_new(connection, idempotency, values):
        return None
    return made_before(connection, asked, since)


def made_before(connection: Connection, asked: Idempotency, since: datetime) -> str | None:
    """The id of what the same request made; ``None`` where it is new.

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
    return next((row.report_id for row in rows if row.item == asked.item), None)
