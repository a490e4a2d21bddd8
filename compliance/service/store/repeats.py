"""Decides whether a request came before; the same key with another body is refused.

A key is kept with the id of what the request made: the report of a check or an override, or a waiver.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from compliance.service.store.kept import Kept, KeptNew, Transaction
from compliance.service.store.tables import idempotency
from compliance.service.types import Idempotency, KeyReusedError

_kept = idempotency.c
_FORGET = Kept(delete(idempotency).where(_kept.made_at < bindparam("since")))
_CLAIM = KeptNew(idempotency)
_MADE = Kept(
    select(_kept.item, _kept.body, _kept.report_id).where(
        _kept.caller == bindparam("caller"), _kept.key == bindparam("key"), _kept.made_at >= bindparam("since")
    )
)


def claim(connection: Transaction, asked: Idempotency, made: str, now: datetime, since: datetime) -> str | None:
    """Keep a key for what a request makes; where another request was faster, the id of what that one made.

    :param made: the id of a report, or of a waiver.
    :param since: older keys are forgotten.
    :raises KeyReusedError: it was faster, with another body.
    """
    _FORGET.execute(connection, {"since": since})
    if _CLAIM.insert(connection, {**asked._asdict(), "report_id": made, "made_at": now}):
        return None
    return made_before(connection, asked, since)


def made_before(connection: Transaction, asked: Idempotency, since: datetime) -> str | None:
    """The id of what the same request made; ``None`` where it is new.

    :raises KeyReusedError: the key belongs to another body.
    """
    # one key is one body, whichever of its stories came to be recorded
    rows = _MADE.rows(connection, {"caller": asked.caller, "key": asked.key, "since": since})
    if any(row.body != asked.body for row in rows):
        raise KeyReusedError(
            f"the Idempotency-Key {asked.key!r} was sent before with another body",
            hint="send a new key with every new body",
        )
    return next((row.report_id for row in rows if row.item == asked.item), None)
