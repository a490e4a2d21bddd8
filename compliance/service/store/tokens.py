"""Tokens in the record: made, found, revoked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from compliance.record import Record
from compliance.service.store.access_tables import tokens
from compliance.service.types import Role


class Token(Record):
    """What is known of a token; its secret is not.

    :param digest: SHA-256 of the secret, in hexadecimal.
    :param person_key: the public Ed25519 key (PEM) that statements about people are signed with; ``None`` where
        they are signed with the secret itself.
    :param expires_at: from when it is refused; ``None``: never.
    :param used_at: when it was last used, to the minute.
    """

    id: str
    digest: str
    title: str
    roles: frozenset[Role]
    observe: bool
    person_key: str | None
    made_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None = None
    used_at: datetime | None = None


def insert_token(connection: Connection, token: Token) -> None:
    """Keep a token."""
    roles = sorted(role.value for role in token.roles)
    connection.execute(insert(tokens).values(**{**token._asdict(), "roles": roles}))


def token_by_id(connection: Connection, token_id: str) -> Token | None:
    """A token, whether it still counts or not."""
    row = connection.execute(select(tokens).where(tokens.c.id == token_id)).one_or_none()
    return None if row is None else _token(row)


def all_tokens(connection: Connection) -> tuple[Token, ...]:
    """Every token, the oldest first."""
    return tuple(map(_token, connection.execute(select(tokens).order_by(tokens.c.id))))


def revoke_token(connection: Connection, token_id: str, at: datetime) -> bool:
    """End a token; whether there was one to end."""
    query = update(tokens).where(tokens.c.id == token_id, tokens.c.revoked_at.is_(None))
    return connection.execute(query.values(revoked_at=at)).rowcount == 1


def touch_token(connection: Connection, token_id: str, at: datetime) -> None:
    """Keep when a token was used."""
    connection.execute(update(tokens).where(tokens.c.id == token_id).values(used_at=at))


def _token(row: Row[Any]) -> Token:
    return Token(**{**row._mapping, "roles": frozenset(Role(role) for role in row.roles)})
