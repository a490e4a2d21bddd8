"""What goes to a worker and what comes back, and how it is written on the socket between the two."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from compliance.record import Record
from compliance.service.published import Published
from compliance.service.settings import Settings
from compliance.service.types import Checked

if TYPE_CHECKING:
    from compliance.service.workers.layout import Layout

SIZE = struct.Struct("!I")
"""Every message is its length, and a pickle of that length: both ends are processes of our own."""

READING, WRITING = "reading the story", "writing the report"
"""What a worker is at, as its pulse says, before any rule and after them all."""


class Recipe(Record):
    """What a template builds its checker from.

    :param config: the configuration file; ``None`` without one.
    :param profiles: the profiles that titles name, each with the first title that does.
    """

    config: str | None = None
    settings: Settings = Settings()
    profiles: Mapping[str, str] = {}


class Ready(Record):
    """What a template that has its checkers says of the house's own.

    :param rules: of each rule, what ``GET /v1/rules`` answers.
    :param content_types: media types that are read.
    :param versions: of the program and the plugins, the digests of rules and configuration, and the profile's name.
    :param people: how many different people it takes to waive a rule, where it is not one.
    :param files: configuration and packs, whose change asks for a new template.
    :param profiles: the same of the checker of each profile that a title names.
    :param brought: the rules that installed distributions have, on or off, each with the names that it had before.
    """

    rules: tuple[Mapping[str, Any], ...]
    content_types: tuple[str, ...]
    versions: Mapping[str, str]
    people: Mapping[str, int] = {}
    files: tuple[str, ...] = ()
    profiles: Mapping[str, Ready] = {}
    brought: Mapping[str, tuple[str, ...]] = {}

    def under(self, profile: str | None) -> Ready:
        """What is to be known of a title's checker.

        :param profile: the title's; ``None``: it has none.
        """
        return self if profile is None else self.profiles[profile]

    @property
    def watched(self) -> tuple[str, ...]:
        """The files of all of them, each once."""
        return tuple(dict.fromkeys([*self.files, *(file for one in self.profiles.values() for file in one.files)]))


class Refused(Record):
    """Why something could not be done: a configuration that is wrong, a body that holds no story."""

    what: str
    where: str = ""
    hint: str = ""
    too_large: bool = False


class Job(Record):
    """A body with stories.

    :param content_type: as the sender named it; ``None``: by the ending of its name, else by its looks.
    :param language: the reader's, for messages.
    :param name: of the file, for its ending; empty for none.
    :param previous: by the place of a story in the body, the version of it that readers have.
    :param layout: whether each story is wanted as it is drawn on a page, too.
    :param left_out: rules that are suspended.
    :param given_up: rules that were cut off on this very body, their process with them.
    :param profile: with which its stories are checked; ``None``: as the house has it.
    :param keep_text: whether the answer brings the stories' canonical fields, which hold their text.
    """

    data: bytes
    content_type: str | None = None
    language: str = "en"
    now: datetime | None = None
    utf16: bool = False
    left_out: frozenset[str] = frozenset()
    given_up: frozenset[str] = frozenset()
    profile: str | None = None
    keep_text: bool = False
    name: str = ""
    layout: bool = False
    previous: Mapping[int, Published] = {}

    def framed(self) -> bytes:
        """As it goes over the socket: its bare values, which take a third of the time that a record does."""
        return framed(tuple(self))


class Answer(Record):
    """What came of a job.

    :param failed: for each story, the rules that failed on it.
    :param lost: how often a process was lost over it.
    :param layouts: for each story, how it is drawn, where the job asked for it and a worker could say.
    """

    stories: tuple[Checked, ...] = ()
    failed: tuple[tuple[str, ...], ...] = ()
    refused: Refused | None = None
    lost: int = 0
    layouts: tuple[Layout, ...] = ()

    def framed(self) -> bytes:
        """As it goes over the socket: bare values."""
        return framed((tuple(map(tuple, self.stories)), *self[1:]))

    @classmethod
    def of(cls, told: Any) -> Answer:
        """The answer of the bare values that came."""
        stories, *rest = told
        return cls(tuple(map(Checked._make, stories)), *rest)


def framed(message: Any) -> bytes:
    """A message as it goes over the socket."""
    data = pickle.dumps(message, 5)
    return SIZE.pack(len(data)) + data
