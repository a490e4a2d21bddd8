"""Reads a YAML file into plain values and remembers where each stands, so that an error can name line and column.

Only data comes out of it: text, numbers, true, false, nothing, lists and tables. A tag is an error, whether it would
make an object or not; what aliases expand to is bounded. Scalars are read as in YAML 1.2: ``no``, ``on`` and
``2024-05-01`` are text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from compliance.errors import PackError
from compliance.record import Record

DEEPEST = 40
"""Levels of lists and tables inside each other."""
MOST_REPEATED = 100_000
"""Values that aliases may stand for, all together."""
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


class Marked(Record):
    """A value with its place.

    :param line: from 1.
    :param column: from 1.
    :param parts: those of the items of a list, or of the values of a table by key; ``None`` for a scalar.
    :param size: how many values it holds, itself counted.
    """

    value: Any
    line: int
    column: int
    parts: list[Marked] | dict[str, Marked] | None = None
    size: int = 1

    def place(self, path: Sequence[str | int]) -> tuple[int, int]:
        """Line and column of what stands at a path, or of the nearest thing around it.

        :param path: keys and numbers of items; what the file does not hold is passed over.
        """
        here = self
        for part in path:
            if isinstance(here.parts, dict) and part in here.parts:
                here = here.parts[str(part)]
            elif isinstance(here.parts, list) and isinstance(part, int) and part < len(here.parts):
                here = here.parts[part]
        return here.line, here.column

    def keys(self, path: Sequence[str | int]) -> list[str | int]:
        """The parts of a path that the file holds."""
        here, found = self, list[str | int]()
        for part in path:
            known: Any = here.parts if here.parts is not None else ()
            if part in known if isinstance(known, dict) else isinstance(part, int) and part < len(known):
                here = known[part]
                found.append(part)
        return found


def read(content: bytes, name: str, *, last_counts: bool = False) -> Marked:
    """The one value in a YAML file.

    :param name: what errors call the file.
    :param last_counts: a key may stand twice in a table, and its last value counts.
    :raises PackError: it is not UTF-8, not YAML, empty, or holds what only YAML for programs may.
    """
    import yaml

    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise PackError("the file is not UTF-8", where=f"{name}:{line}", hint="save it as UTF-8") from error
    try:
        events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        found = _Reader(events, name, last_counts).document()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        said = (
            getattr(error, "problem", None) or getattr(error, "reason", None) or "there is a sign that it cannot hold"
        )
        raise PackError(
            f"this is no YAML: {said}", where=where, hint="check indentation, and quotation marks around : # { ["
        ) from error
    if found is None or found.value is None:
        raise PackError("the file is empty", where=name, hint="see docs/packs.md for a whole example")
    return found


class _Reader:
    """Builds values from the events of YAML's parser."""

    def __init__(self, events: Iterator[Any], name: str, last_counts: bool) -> None:
        self._last_counts = last_counts
        self._events = events
        self._name = name
        self._anchors: dict[str, Marked | None] = {}
        self._repeated = 0

    def document(self) -> Marked | None:
        """The first document; a second one is an error."""
        found: Marked | None = None
        for event in self._events:
            kind = type(event).__name__
            if kind == "DocumentStartEvent":
                if found is not None:
                    raise self._error(event, "a second document begins here", "keep one document a file: no --- lines")
                found = self._value(next(self._events), 0)
        return found

    def _value(self, event: Any, depth: int) -> Marked:
        kind = type(event).__name__
        if kind == "AliasEvent":
            return self._alias(event)
        if event.tag is not None and event.tag != "!":
            raise self._error(event, f"the tag {event.tag!r} is not allowed", "a pack is data: write the value alone")
        if depth > DEEPEST:
            raise self._error(event, f"more than {DEEPEST} levels inside each other", "write it flatter")
        if event.anchor:
            self._anchors[event.anchor] = None
        line, column = event.start_mark.line + 1, event.start_mark.column + 1
        if kind == "ScalarEvent":
            found = Marked(_scalar(event.value) if event.implicit[0] else event.value, line, column)
        elif kind == "SequenceStartEvent":
            found = self._list(line, column, depth)
        else:
            found = self._table(line, column, depth)
        if event.anchor:
            self._anchors[event.anchor] = found
        return found

    def _alias(self, event: Any) -> Marked:
        found = self._anchors.get(event.anchor)
        if found is None:
            raise self._error(
                event, f"nothing before is called &{event.anchor}", "an alias repeats what came before it"
            )
        self._repeated += found.size
        if self._repeated > MOST_REPEATED:
            raise self._error(event, f"its aliases stand for more than {MOST_REPEATED} values", "write them out once")
        return found

    def _list(self, line: int, column: int, depth: int) -> Marked:
        parts: list[Marked] = []
        while type(event := next(self._events)).__name__ != "SequenceEndEvent":
            parts.append(self._value(event, depth + 1))
        return Marked([part.value for part in parts], line, column, parts, 1 + sum(part.size for part in parts))

    def _table(self, line: int, column: int, depth: int) -> Marked:
        parts: dict[str, Marked] = {}
        while type(event := next(self._events)).__name__ != "MappingEndEvent":
            key = self._value(event, depth + 1)
            name = _key(key)
            if name is None:
                raise self._error(event, "a key must be text", "put it in quotation marks, or give it a name")
            if name in parts and not self._last_counts:
                first = parts[name].line
                raise self._error(event, f"the key {name!r} stands here twice (first in line {first})", "keep one")
            value = self._value(next(self._events), depth + 1)
            # an error shows the key: it is what an editor looks for
            parts[name] = value._replace(line=key.line, column=key.column)
        values = {name: part.value for name, part in parts.items()}
        return Marked(values, line, column, parts, 1 + sum(part.size for part in parts.values()))

    def _error(self, event: Any, what: str, hint: str) -> PackError:
        mark = event.start_mark
        return PackError(what, where=f"{self._name}:{mark.line + 1}:{mark.column + 1}", hint=hint)


def _key(key: Marked) -> str | None:
    """A key as text: ``2: two`` and ``true: …`` are words that were written without quotation marks."""
    if isinstance(key.value, bool):
        return "true" if key.value else "false"
    return str(key.value) if isinstance(key.value, str | int | float) else None


def _scalar(written: str) -> Any:
    """What a scalar without quotation marks means."""
    if written.lower() in _WORDS and written in (written.lower(), written.upper(), written.capitalize()):
        return _WORDS[written.lower()]
    if _NUMBER.match(written):
        return float(written) if "." in written else int(written)
    return written
