"""Decides whether a signed statement or a webhook has come before."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete

from compliance.service.store.access_tables import used_once
from compliance.service.store.rows import insert_new


def first_time(connection: Connection, scope: str, once_id: str, *, now: datetime, until: datetime) -> bool:
    """Whether an id is new; it is kept, so that it is not the next time.

    :param scope: whose id it is: ids of different signers are different.
    :param until: from when it need not be known any more, since it is refused for its age.
    """
    connection.execute(delete(used_once).where(used_once.c.until < now))
    return insert_new(connection, used_once, {"scope": scope, "id": once_id, "until": until})
