"""A value that a story's record gives (front matter, story JSON), with the place it stands at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from compliance.article import Role
from compliance.readers.builder import Draft
from compliance.readers.json_positions import place_in
from compliance.readers.normalise import Piece


@dataclass(slots=True, eq=False)
class Told:
    """A value with its place.

    :param value: text, number, truth value or ``None``; for a list and a table, the same of their content.
    :param file: the file's text and name, for errors.
    :param at: where the value starts in the file.
    :param pieces: the words of a scalar with their places in the field.
    :param pointer: JSON Pointer of the field; empty where the file is the field.
    :param items: of a list.
    :param entries: of a table.
    """

    value: Any
    file: tuple[str, str]
    at: int = 0
    pieces: Sequence[Piece] = ()
    pointer: str = ""
    items: list[Told] | None = None
    entries: dict[str, Told] | None = None

    @property
    def where(self) -> str:
        """``file:line:column``, worked out only for an error."""
        text, name = self.file
        return place_in(text, self.at, name)

    @property
    def anchor(self) -> int:
        """Where the value starts in its field."""
        return 0 if self.pointer else self.at

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
