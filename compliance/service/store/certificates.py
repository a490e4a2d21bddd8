"""Certificates in the record, and the public keys that they were signed with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from compliance.service.store.columns import as_written
from compliance.service.store.kept import Kept, Transaction
from compliance.service.store.rows import insert_new
from compliance.service.store.tables import certificates, public_keys
from compliance.service.types import Certificate

_INSERT = Kept(insert(certificates))


def insert_certificate(connection: Transaction, certificate: Certificate) -> None:
    """Keep a certificate."""
    document = as_written(certificate.text, certificate.document)
    _INSERT.execute(connection, {**certificate._asdict(), "document": document})


def certificate_by_id(connection: Connection, title: str, certificate_id: str) -> Certificate | None:
    """A certificate of a title."""
    query = select(certificates).where(certificates.c.title == title, certificates.c.id == certificate_id)
    row = connection.execute(query).one_or_none()
    return None if row is None else _certificate(row)


def certificates_of_story(connection: Connection, title: str, story_id: str) -> tuple[Certificate, ...]:
    """The certificates of a story, the newest first."""
    query = select(certificates).where(certificates.c.title == title, certificates.c.story_id == story_id)
    return tuple(map(_certificate, connection.execute(query.order_by(certificates.c.id.desc()))))


def insert_key(connection: Connection, key_id: str, pem: str, since: datetime) -> None:
    """Keep a public key, unless it is kept."""
    insert_new(connection, public_keys, {"key_id": key_id, "pem": pem, "since": since})


def keys(connection: Connection) -> Mapping[str, str]:
    """The public keys (PEM) by their ids, the first used first."""
    rows = connection.execute(select(public_keys).order_by(public_keys.c.since, public_keys.c.key_id))
    return {row.key_id: row.pem for row in rows}


def _certificate(row: Row[Any]) -> Certificate:
    return Certificate(**row._mapping)
