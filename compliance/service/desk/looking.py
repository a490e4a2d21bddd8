"""Reads and checks a story for the page: the article, what was found in it, and how its edits are written back."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from compliance.errors import ReadError
from compliance.record import Record
from compliance.service.types import Checked

if TYPE_CHECKING:
    from compliance.article import Article
    from compliance.checker import Checker
    from compliance.rule import Rule


class Copy(Record):
    """A story as it was handed in.

    :param data: the bytes of the file.
    :param name: the file's name, or what stands for one.
    :param told: the format that somebody said (``text``, ``markdown``, ``html``, ``json``); ``None``: found out.
    :param item: which story of the file, from 0.
    :param now: the moment it is judged at.
    """

    data: bytes
    name: str
    told: str | None
    item: int
    now: datetime


class Looked(Record):
    """A story that was read and checked.

    :param form: the format it was read as.
    :param checked: what a worker answers, messages in the page's language.
    """

    article: Article
    form: str
    checked: Checked


class Looker(Protocol):
    """Who reads and checks for the page."""

    @property
    def rules(self) -> Mapping[str, Rule]:
        """Every rule there is, by name."""

    async def count(self, copy: Copy) -> int:
        """How many stories a file holds.

        :raises ReadError: it cannot be read.
        """

    async def look(self, copy: Copy, language: str) -> Looked:
        """Check a story.

        :param language: of the messages.
        :raises ReadError: it cannot be read.
        """


class Remembering:
    """Does not check again what it has just checked.

    :param looker: who checks.
    :param most: how many answers are kept.
    """

    def __init__(self, looker: Looker, most: int = 200) -> None:
        self._looker, self._most = looker, most
        self._answers: OrderedDict[tuple[Copy, str], Looked] = OrderedDict()

    @property
    def rules(self) -> Mapping[str, Rule]:
        """As in :class:`Looker`."""
        return self._looker.rules

    async def count(self, copy: Copy) -> int:
        """As in :class:`Looker`."""
        return await self._looker.count(copy)

    async def look(self, copy: Copy, language: str) -> Looked:
        """As in :class:`Looker`."""
        key = (copy, language)
        found = self._answers.get(key)
        if found is None:
            found = self._answers[key] = await self._looker.look(copy, language)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return found


def stories(checker: Checker, copy: Copy) -> list[Article]:
    """The stories of a file.

    :raises ReadError: it cannot be read, or holds none.
    """
    found = list(checker.read(copy.data, copy.name, told=copy.told, now=copy.now))
    if not found:
        raise ReadError("there is no story in it", where=copy.name, hint="paste or drop the story's text")
    return found


def form_of(checker: Checker, article: Article, copy: Copy) -> str:
    """The name of the format that a copy was read as."""
    return checker.desk.choose(article.source.text, copy.name, copy.told).name
