"""Parts a batch (``application/x-ndjson``, one story a line) into its lines; nothing in them is decoded."""

from __future__ import annotations

from collections.abc import Iterator

from compliance.record import Record


class Line(Record):
    """A line of a batch that holds a story.

    :param number: which line of the body, from 1; empty lines are counted and left out.
    :param item: which story of the body, from 0.
    :param data: its bytes, without the line's end.
    """

    number: int
    item: int
    data: bytes


def lines(data: bytes) -> Iterator[Line]:
    """The lines of a batch that hold something, in order; nothing in them is looked at."""
    number = item = start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        number += 1
        line = data[start:end].strip(b" \t\r")
        if line:
            yield Line(number, item, line)
            item += 1
        start = end + 1
