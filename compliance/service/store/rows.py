"""What all parts of the record do with rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite

from compliance.service.types import Person, Role


def insert_new(connection: Connection, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row unless there is one of the same key; whether it was inserted."""
    make = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    # not every driver counts the rows of an INSERT
    inserted = make(table).values(**values).on_conflict_do_nothing().returning(*table.primary_key)
    return connection.execute(inserted).first() is not None


def person_row(person: Person | None) -> dict[str, Any] | None:
    """A person as JSON."""
    if person is None:
        return None
    return {**person._asdict(), "roles": sorted(role.value for role in person.roles)}


def person_of(row: Mapping[str, Any] | None) -> Person | None:
    """The person of a JSON object; ``None`` for none."""
    return None if row is None else known_person(row)


def known_person(row: Mapping[str, Any]) -> Person:
    """The person of a JSON object."""
    return Person(row["id"], row["name"], frozenset(Role(role) for role in row["roles"]), row["position"])
