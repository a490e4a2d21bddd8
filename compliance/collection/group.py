"""Sightings that keys connect, as they lie in the store: parsed only where somebody has to look at them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property

from compliance.article import Span
from compliance.record import Record
from compliance.sighting import Sighted

TEXT = ("utf-8", "surrogatepass")
"""How text is stored; the name of a file, and what JSON escapes, need be no Unicode."""


class Row(Record):
    """A sighting as the store gives it.

    :param component: number of the group's first sighting.
    :param number: of the sighting.
    :param story: number of its story.
    :param file: the story's file, as bytes.
    :param first: where the place begins, in code points of ``Article.text``.
    :param last: where it ends.
    :param data: JSON.
    """

    component: int
    number: int
    story: int
    file: bytes
    item: int | None
    first: int
    last: int
    data: str

    def sighted(self) -> Sighted:
        """The sighting, parsed."""
        file, place = self.file.decode(*TEXT), Span(self.first, self.last)
        return Sighted(self.number, self.story, file, self.item, place, json.loads(self.data))


class Group:
    """Sightings of several stories, in the stories' order.

    :param rows: at least two.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = tuple(rows)

    @cached_property
    def sightings(self) -> list[Sighted]:
        """The sightings, as the rule that compares them is given them."""
        return [row.sighted() for row in self._rows]

    @property
    def content(self) -> bytes:
        """All that a comparison is given, less the numbers, which are others when a story comes before.

        The order stands for them: of the sightings, and of the stories, each of which begins with its file.
        """
        stories: dict[int, int] = {}
        told = [(stories.setdefault(row.story, len(stories)), *row[3:]) for row in self._rows]
        return repr(told).encode()
