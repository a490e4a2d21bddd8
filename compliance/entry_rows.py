"""The entries of a list as they are kept in a cache: a line of JSON each, made into an entry when first looked at."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, overload

from compliance.lexicon import Entry

_NO_DATA: Mapping[str, Any] = MappingProxyType({})


class Rows(Sequence[Entry]):
    """The entries of a list, each made when it is first looked at: a story meets few of a list's phrases.

    :param lines: of :func:`as_lines`.
    """

    def __init__(self, lines: str) -> None:
        self._lines = lines.split("\n") if lines else []
        self._made: list[Entry | None] = [None] * len(self._lines)

    def __len__(self) -> int:
        return len(self._lines)

    @overload
    def __getitem__(self, row: int) -> Entry: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Entry]: ...
    def __getitem__(self, row: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(row, slice):
            return [self[n] for n in range(*row.indices(len(self)))]
        entry = self._made[row]
        if entry is None:
            entry = self._made[row] = _entry(*json.loads(self._lines[row]))
        return entry


def as_lines(entries: Iterable[Entry]) -> str:
    """Entries as lines of JSON."""
    return "\n".join(json.dumps(_row(entry)) for entry in entries)


def _row(entry: Entry) -> list[Any]:
    canonical = None if entry.canonical == entry.phrase else entry.canonical
    return [entry.phrase, canonical, list(entry.languages), entry.exact, dict(entry.data)]


def _entry(phrase: str, canonical: str | None, languages: list[str], exact: bool, data: Mapping[str, Any]) -> Entry:
    values = {key: tuple(value) if type(value) is list else value for key, value in data.items()} if data else _NO_DATA
    return Entry(phrase, canonical or phrase, tuple(languages), exact, values)
