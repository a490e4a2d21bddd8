"""What leaves the record: given out as it is, or erased, by story and by age."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from compliance.service.store import erase, export
from compliance.service.store.database import Database
from compliance.service.types import Entry

_AT_ONCE = 500
"""Rows of a kind that are erased in one transaction."""
_SHORTLY = 0.5


class Leaving(Database):
    """The part of the record by which things leave it."""

    def export(self, title: str, story_id: str | None = None) -> Iterator[dict[str, Any]]:
        """What is kept of a title, or of one of its stories, as JSON, a row at a time; ``row`` says what it is."""
        with self.reading() as connection:
            yield from export.rows(connection, title, story_id)

    def erase_story(self, title: str, story_id: str, *, by: str) -> Entry:
        """Erase all that is kept of a story; the line of the journal that says so.

        :param by: who erases.
        """
        with self.writing() as connection:
            entry = erase.erase_story(connection, title, story_id, by)
        self.forget()
        return entry

    def erase_older(self, title: str, before: datetime, *, by: str) -> Iterator[Entry]:
        """Erase a title's reports of before a moment, and waivers that ended before; the lines of the journal.

        Some hundreds at a time, each time in a transaction of its own: others write between two steps of the iterator.
        """
        while (entry := self._erase_oldest(title, before, by)) is not None:
            yield entry
        self.forget(patience=_SHORTLY)

    def _erase_oldest(self, title: str, before: datetime, by: str) -> Entry | None:
        with self.writing() as connection:
            return erase.erase_oldest(connection, title, before, by, _AT_ONCE)

    def titles(self) -> tuple[str, ...]:
        """The titles that have a record."""
        with self.reading() as connection:
            return erase.titles(connection)
