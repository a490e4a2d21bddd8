"""The entries of a list as they are kept in a cache: a line of JSON each, made into an entry when first looked at.

Where each line begins is kept with them, so that a start does not part thousands of lines to read three.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import Any, overload

from compliance.lexicon import Entry
from compliance.numbers import as_text, of_text

_NO_DATA: Mapping[str, Any] = MappingProxyType({})


class Rows(Sequence[Entry]):
    """The entries of a list, each made when it is first looked at: a story meets few of a list's phrases.

    :param kept: of :func:`as_lines`.
    """

    def __init__(self, kept: str) -> None:
        count, _, self._lines = kept.partition("\n")
        self._begins = of_text(self._lines[: int(count)])
        self._made: list[Entry | None] = [None] * (len(self._begins) - 1)

    def __len__(self) -> int:
        return len(self._made)

    @overload
    def __getitem__(self, row: int) -> Entry: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[Entry]: ...
    def __getitem__(self, row: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(row, slice):
            return [self[n] for n in range(*row.indices(len(self)))]
        entry = self._made[row]
        if entry is None:
            row = range(len(self))[row]
            begin, end = self._begins[row : row + 2]
            entry = self._made[row] = _entry(*json.loads(self._lines[begin:end]))
        return entry


def as_lines(entries: Iterable[Entry]) -> str:
    """Entries as lines of JSON, behind the length of what tells where each begins, and that."""
    lines = [f"{json.dumps(_row(entry))}\n" for entry in entries]
    length = len(as_text(range(len(lines) + 1)))
    begins = as_text(accumulate(map(len, lines), initial=length))
    return "".join((f"{length}\n", begins, *lines))


def _row(entry: Entry) -> list[Any]:
    canonical = None if entry.canonical == entry.phrase else entry.canonical
    return [entry.phrase, canonical, list(entry.languages), entry.exact, dict(entry.data)]


def _entry(phrase: str, canonical: str | None, languages: list[str], exact: bool, data: Mapping[str, Any]) -> Entry:
    values = {key: tuple(value) if type(value) is list else value for key, value in data.items()} if data else _NO_DATA
    return Entry(phrase, canonical or phrase, tuple(languages), exact, values)
