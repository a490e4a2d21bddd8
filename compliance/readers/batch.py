"""Reads a body that a program sent, story by story: what cannot be read is told and takes no other story down.

Of a batch (``application/x-ndjson``, one story a line) no more than one line is decoded at a time. Each line is a body
of its own: pointers, lines and columns in its report begin with it, and only its errors name the line of the batch.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from compliance.article import Article
from compliance.errors import ReadError
from compliance.readers import Desk, media_type
from compliance.record import Record

NDJSON = ("application/x-ndjson", "application/ndjson", "application/jsonl")


class Line(Record):
    """A line of a batch that holds a story.

    :param number: which line of the body, from 1; empty lines are counted and left out.
    :param item: which story of the body, from 0.
    :param data: its bytes, without the line's end.
    """

    number: int
    item: int
    data: bytes


class Unread(Record):
    """A story that could not be read.

    :param item: which story of the body, from 0.
    :param line: its line in a batch, from 1; ``None`` for a body that is no batch.
    :param error: why, with the place and the next step.
    """

    item: int
    line: int | None
    error: ReadError


def is_batch(content_type: str | None) -> bool:
    """Whether a content type says that the body holds one story a line."""
    return content_type is not None and media_type(content_type) in NDJSON


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


def stories(
    desk: Desk,
    data: bytes,
    name: str,
    *,
    told: str | None = None,
    content_type: str | None = None,
    defaults: Mapping[str, Any] | None = None,
    now: datetime | None = None,
) -> Iterator[Article | Unread]:
    """The stories in a body, in order; files that a story names are not read.

    :param name: what errors and reports call the body.
    :param told: the format, where somebody said it; in a batch, that of each line.
    :param defaults: metadata for what a story does not say.
    """
    if not is_batch(content_type):
        yield from _one_by_one(desk, data, name, told, content_type, defaults, now)
        return
    for line in lines(data):
        found = list(_one_by_one(desk, line.data, name, told, "application/json", defaults, now))
        if len(found) != 1 or (isinstance(found[0], Article) and found[0].item is not None):
            error = ReadError(
                "this line holds no single story", where=f"{name}:{line.number}:1", hint="give one story a line"
            )
            yield Unread(line.item, line.number, error)
            continue
        story = found[0]
        if isinstance(story, Article):
            story.item = line.item
            yield story
        else:
            yield Unread(line.item, line.number, _at_line(story.error, name, line.number))


def _one_by_one(
    desk: Desk,
    data: bytes,
    name: str,
    told: str | None,
    content_type: str | None,
    defaults: Mapping[str, Any] | None,
    now: datetime | None,
) -> Iterator[Article | Unread]:
    item = 0
    try:
        for article in desk.read(data, name, told=told, content_type=content_type, defaults=defaults, now=now):
            yield article
            item += 1
    except ReadError as error:
        yield Unread(item, None, error)


def _at_line(error: ReadError, name: str, number: int) -> ReadError:
    """An error of a line, its place counted in the batch."""
    line, _, column = error.where.removeprefix(f"{name}:").partition(":")
    error.where = f"{name}:{number}:{column}" if line == "1" and column else f"{name}:{number}:1"
    return error
