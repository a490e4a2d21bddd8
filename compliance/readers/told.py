"""A value that a story's record gives (front matter, story JSON), with the place it stands at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from compliance.article import Role
from compliance.readers.builder import Draft
from compliance.readers.normalise import Piece


@dataclass(slots=True, eq=False)
class Told:
    """A value with its place.

    :param value: text, number, truth value or ``None``; for a list and a table, the same of their content.
    :param where: ``file:line:column``, or a JSON Pointer in front of it, for errors.
    :param pieces: the words of a scalar with their places in the field.
    :param pointer: JSON Pointer of the field; empty where the file is the field.
    :param anchor: where it starts in the field.
    :param items: of a list.
    :param entries: of a table.
    """

    value: Any
    where: str
    pieces: Sequence[Piece] = ()
    pointer: str = ""
    anchor: int = 0
    items: list[Told] | None = None
    entries: dict[str, Told] | None = None

    def get(self, key: str) -> Told | None:
        """An entry of a table that has a value; ``None`` where there is none."""
        found = self.entries.get(key) if self.entries is not None else None
        return found if found is not None and found.value is not None else None

    def text(self, key: str) -> str:
        """An entry's text; empty where there is none."""
        found = self.get(key)
        return str(found.value) if found is not None and isinstance(found.value, str | int | float) else ""

    def draft(self, role: Role, id: str = "") -> Draft:
        """Its words as a block."""
        return Draft(role, list(self.pieces), self.pointer, self.anchor, id)


@dataclass(slots=True)
class Record:
    """What the keys of a story's record came to.

    :param values: metadata as plain values.
    :param fields: the blocks of those that have words.
    """

    values: dict[str, Any] = field(default_factory=dict)
    fields: list[Draft] = field(default_factory=list)


Moment = date | datetime
