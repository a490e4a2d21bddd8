"""What the page knows of a story that a worker has read and checked, and how often that has to be done."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from math import inf
from time import monotonic
from typing import Protocol

from compliance.record import Record
from compliance.service.types import Checked
from compliance.service.workers.layout import Layout

MOST_ANSWERS = 500
MOST_BYTES = 64_000_000
AGAIN_SECONDS = 60.0
"""After so long a story is checked again whose rules did not all have their say."""


class Copy(Record):
    """A story as it was handed in.

    :param data: the bytes of the file.
    :param name: the file's name, or what stands for one.
    :param told: the format that somebody said (``text``, ``markdown``, ``html``, ``json``); ``None``: found out.
    :param item: which story of the file, from 0.
    :param now: the moment it is judged at.
    :param media: the media type that a CMS sent it as; ``None`` for what was pasted.
    """

    data: bytes
    name: str
    told: str | None
    item: int
    now: datetime
    media: str | None = None


class Looked(Record):
    """A story that was read and checked.

    :param layout: how it is drawn and mended; ``None`` where its text is not kept here.
    :param checked: what a worker answers; with its text, messages in the page's language.
    """

    layout: Layout | None
    checked: Checked


class Looker(Protocol):
    """Who reads and checks for the page."""

    @property
    def edition(self) -> object:
        """Another object as soon as stories are checked in another way than before."""

    async def look(self, title: str, copy: Copy, language: str) -> tuple[Looked, ...]:
        """Check every story of a file.

        :param title: whose story it is; titles may check in ways of their own.
        :param copy: whose ``item`` counts for nothing.
        :param language: of the messages.
        :raises ReadError: it cannot be read.
        """


class _Answer(Record):
    """What is remembered of a file, and the moment of the monotonic clock from which it is no longer believed."""

    stories: tuple[Looked, ...]
    until: float


_Key = tuple[str, Copy, str]


class Remembering:
    """Does not check again what it has just checked, unless that would come out otherwise now.

    :param looker: who checks.
    :param most: how many files' answers are kept.
    :param most_bytes: how large those files may be together.
    """

    def __init__(self, looker: Looker, most: int = MOST_ANSWERS, most_bytes: int = MOST_BYTES) -> None:
        self._looker, self._most, self._most_bytes = looker, most, most_bytes
        self._edition: object = None
        self._answers: OrderedDict[_Key, _Answer] = OrderedDict()
        self._bytes = 0

    async def count(self, title: str, copy: Copy, language: str) -> int:
        """How many stories a file holds.

        :param title: whose they are.
        :param language: in which they will be looked at.
        :raises ReadError: it cannot be read.
        """
        return len(await self._all(title, copy, language))

    async def look(self, title: str, copy: Copy, language: str) -> Looked:
        """Check a story.

        :param title: whose it is.
        :param language: of the messages.
        :raises ReadError: it cannot be read.
        """
        found = await self._all(title, copy, language)
        return found[min(copy.item, len(found) - 1)]

    async def _all(self, title: str, copy: Copy, language: str) -> tuple[Looked, ...]:
        edition = self._looker.edition
        if edition is not self._edition:
            self._edition, self._bytes = edition, 0
            self._answers.clear()
        key = (title, copy._replace(item=0), language)
        known = self._answers.get(key)
        if known is not None and monotonic() < known.until:
            self._answers.move_to_end(key)
            return known.stories
        found = await self._looker.look(title, copy, language)
        if self._looker.edition is self._edition is edition:
            self._keep(key, found)
        return found

    def _keep(self, key: _Key, found: tuple[Looked, ...]) -> None:
        if key not in self._answers:
            self._bytes += len(key[1].data)
        self._answers[key] = _Answer(found, monotonic() + AGAIN_SECONDS if any(map(_failed, found)) else inf)
        while len(self._answers) > self._most or self._bytes > self._most_bytes:
            (_, gone, _), _ = self._answers.popitem(last=False)
            self._bytes -= len(gone.data)


def _failed(looked: Looked) -> bool:
    return any(finding["rule"] == "compliance/rule-crashed" for finding in looked.checked.report["findings"])
