"""Keeps what was seen in each story, on disk, until all stories have been seen.

A temporary database of SQLite: it takes little memory, lies in the system's temporary folder where it grows, and is
gone with the process, however that ends.
"""

from __future__ import annotations

import json
import pickle
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, groupby
from types import MappingProxyType, TracebackType
from typing import Any, Self

from compliance.collection.group import TEXT, Group, Row
from compliance.collection.often import Often
from compliance.sighting import Match, Sighting

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -16000;
CREATE TABLE story (number INTEGER PRIMARY KEY, file BLOB, item INTEGER, checksum INTEGER, answer BLOB);
CREATE TABLE sighting (
    number INTEGER PRIMARY KEY, story INTEGER, rule TEXT, keys TEXT, first INTEGER, last INTEGER, data TEXT
);
CREATE TABLE key (rule TEXT, key BLOB, story INTEGER, sighting INTEGER);
CREATE TABLE match (story INTEGER, number INTEGER, rule TEXT, match BLOB, PRIMARY KEY (story, number)) WITHOUT ROWID;
CREATE TABLE involved (file BLOB, item INTEGER, story INTEGER PRIMARY KEY, checksum INTEGER);
CREATE INDEX by_file ON involved (file);
CREATE TABLE part (component INTEGER, sighting INTEGER);
"""
_ROWS = 256
"""So many stories are written at once."""
_NONE: Mapping[str, Sequence[Sighting]] = MappingProxyType({})
_INSERTED = "INSERT INTO sighting VALUES (?, ?, ?, ?, ?, ?, ?)"
_SHARED = """
SELECT key, sighting FROM key
WHERE rule = ?1 AND key IN (SELECT key FROM key WHERE rule = ?1 GROUP BY key HAVING MIN(story) < MAX(story))
ORDER BY key, sighting
"""
_JOINED = """
SELECT component, sighting.number, story.number, file, item, first, last, data
FROM part JOIN sighting ON sighting.number = part.sighting JOIN story ON story.number = sighting.story
ORDER BY component, sighting.number
"""


class Store:
    """One run's stories, in the order in which they were added; a context manager."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_TABLES)
        self._database.execute("BEGIN")
        self._stories = self._sightings = self._matches = 0
        self._rows: list[tuple[Any, ...]] = []
        self._seen: list[tuple[Any, ...]] = []
        self._rules: set[str] = set()
        self._often = Often()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    def add(
        self,
        file: str,
        item: int | None,
        answer: Any,
        sightings: Mapping[str, Sequence[Sighting]] = _NONE,
        checksum: int = 0,
    ) -> None:
        """Keep a story; the first is number 0.

        :param answer: what is handed out again by :meth:`answers`; anything that can be pickled, or ``None``.
        :param sightings: by rule.
        :param checksum: of the story's text.
        """
        number = self._stories
        self._stories += 1
        kept = None if answer is None else pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
        self._rows.append((number, _bytes(file), item, checksum, kept))
        for rule, some in sightings.items():
            self._rules.add(rule)
            self._often.see(rule, chain.from_iterable(one.keys for one in some))
            for one in some:
                self._add(rule, number, one)
        if len(self._rows) >= _ROWS:
            self._flush()

    def _add(self, rule: str, story: int, one: Sighting) -> None:
        number = self._sightings
        self._sightings += 1
        self._seen.append((number, story, rule, _json(one.keys), *one.span, _json(dict(one.data))))

    def _flush(self) -> None:
        """Write what has come together: rows by the hundred cost a fraction of what single ones do."""
        self._database.executemany("INSERT INTO story VALUES (?, ?, ?, ?, ?)", self._rows)
        self._database.executemany(_INSERTED, self._seen)
        for rows in (self._rows, self._seen):
            rows.clear()

    def rules(self) -> list[str]:
        """The names of the rules that saw something, sorted; all stories have been added."""
        self._flush()
        self._database.executemany("INSERT INTO key VALUES (?, ?, ?, ?)", self._shared())
        self._database.execute("CREATE INDEX by_key ON key (rule, key, story)")
        return sorted(self._rules)

    def _shared(self) -> Iterator[tuple[str, bytes, int, int]]:
        """The keys that several stories may have, each with its rule, its story and its sighting."""
        rows = self._database.cursor().execute("SELECT rule, keys, story, number FROM sighting ORDER BY number")
        for rule, keys, story, number in rows:
            for key in dict.fromkeys(self._often.shared(rule, json.loads(keys))):
                yield rule, _bytes(key), story, number

    def groups(self, rule: str) -> Iterator[Group]:
        """The sightings of several stories that keys connect, each group once, by its first, in the stories' order."""
        self._database.execute("DELETE FROM part")
        shared = self._database.cursor().execute(_SHARED, (rule,))
        self._database.executemany("INSERT INTO part VALUES (?, ?)", connected(shared))
        for _, group in groupby(self._database.cursor().execute(_JOINED), key=_component):
            yield Group(map(Row._make, group))

    def keep(self, rule: str, match: Match) -> None:
        """Keep a match with the story that it marks; the stories that it is about are involved."""
        self.mark(rule, match)
        for story in (match.at.story, *(other.story for other, _ in match.others)):
            self.involve(story)

    def mark(self, rule: str, match: Match) -> None:
        """Keep a match with the story that it marks."""
        kept = pickle.dumps(match._replace(data=dict(match.data)), pickle.HIGHEST_PROTOCOL)
        self._database.execute("INSERT INTO match VALUES (?, ?, ?, ?)", (match.at.story, self._matches, rule, kept))
        self._matches += 1

    def involve(self, story: int) -> None:
        """A story is to be read again."""
        known = "INSERT OR IGNORE INTO involved SELECT file, item, number, checksum FROM story WHERE number = ?"
        self._database.execute(known, (story,))

    def involve_known(self, file: str, item: int | None, story: int, checksum: int) -> None:
        """As :meth:`involve`, for a story that was not added."""
        self._database.execute("INSERT INTO involved VALUES (?, ?, ?, ?)", (_bytes(file), item, story, checksum))

    def all_involved(self) -> Iterator[tuple[str, int | None, int, int]]:
        """The stories that are to be read again, each as :meth:`involve_known` is told it."""
        for file, *told in self._database.execute("SELECT * FROM involved ORDER BY story"):
            yield file.decode(*TEXT), *told

    def numbers(self) -> dict[tuple[str, int | None], int]:
        """The numbers of the stories that are to be read again, by file and item."""
        return {(file, item): story for file, item, story, _ in self.all_involved()}

    def checksum(self, story: int) -> int:
        """That of the text of a story that is to be read again."""
        (kept,) = self._database.execute("SELECT checksum FROM involved WHERE story = ?", (story,)).fetchone()
        return int(kept)

    def matches(self, story: int) -> list[tuple[str, Match]]:
        """The matches that mark a story, each with its rule, in the order in which they were kept."""
        rows = self._database.execute("SELECT rule, match FROM match WHERE story = ? ORDER BY number", (story,))
        return [(rule, pickle.loads(match)) for rule, match in rows]

    def marks(self) -> Iterator[tuple[str, Match]]:
        """All matches, each with its rule, in the order in which they were kept."""
        for rule, match in self._database.cursor().execute("SELECT rule, match FROM match ORDER BY number"):
            yield rule, pickle.loads(match)

    def involved(self, file: str) -> Collection[int | None]:
        """Which stories of a file a match marks or shows."""
        rows = self._database.execute("SELECT item FROM involved WHERE file = ?", (_bytes(file),))
        return {item for (item,) in rows}

    def answers(self) -> Iterable[tuple[int, Any]]:
        """Every story's number and answer, in order."""
        for number, kept in self._database.cursor().execute("SELECT number, answer FROM story ORDER BY number"):
            yield number, None if kept is None else pickle.loads(kept)


@cache
def _encoder() -> json.JSONEncoder:
    """What ``json.dumps`` would make anew for every value."""
    return json.JSONEncoder(separators=(",", ":"))


def _json(value: Any) -> str:
    return _encoder().encode(value)


def _bytes(text: str) -> bytes:
    return text.encode(*TEXT)


def connected(shared: Iterable[tuple[bytes, int]]) -> Iterator[tuple[int, int]]:
    """Which group each sighting belongs to: the number of the group's first sighting, then its own.

    :param shared: keys with their sightings, ordered by both.
    """
    roots: dict[int, int] = {}

    def root(number: int) -> int:
        while (above := roots.setdefault(number, number)) != number:
            roots[number] = roots[above]
            number = above
        return number

    for _, group in groupby(shared, key=_component):
        first, *others = [number for _, number in group]
        for other in others:
            one, two = sorted((root(first), root(other)))
            roots[two] = one
    return ((root(number), number) for number in list(roots))


def _component(row: tuple[Any, ...]) -> Any:
    return row[0]
