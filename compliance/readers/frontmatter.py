"""Reads the YAML between the two ``---`` lines at the top of a story, every value with its place in the file."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn

from compliance.errors import ReadError, TooLargeError
from compliance.readers.json_positions import place_in
from compliance.readers.told import Told
from compliance.readers.yaml_scalars import scalar_pieces

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH = 20


def front_matter(text: str, name: str) -> tuple[Told | None, int]:
    """The record at the top of a story, and the offset where the story starts behind it.

    :param name: the file's name, for errors.
    :raises ReadError: it is not closed, is no YAML, or no table of keys and values.
    """
    opening = _opening().match(text)
    if opening is None:
        return None, 0
    closing = _closing().search(text, opening.end())
    if closing is None:
        raise ReadError(
            "the front matter is not closed",
            where=f"{name}:1:1",
            hint="put a line with three hyphens behind its last key",
        )
    record = _Composer(text, opening.end(), closing.start(), name).compose()
    return record, closing.end()


class _Composer:
    """Builds the record from YAML's events, without recursion."""

    def __init__(self, text: str, start: int, end: int, name: str) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.name = name
        self.file = (text, name)

    def compose(self) -> Told | None:
        import yaml

        try:
            return self._compose()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            at = self.start + (mark.index if mark is not None else 0)
            if "nesting depth" in (error.problem or ""):  # libyaml's own limit, met before ours as it reads ahead
                self._too_deep(at)
            self._fail(f"the front matter is no YAML: {error.problem or error.context}", at)
        except yaml.reader.ReaderError as error:
            self._fail("the front matter has a character that YAML does not allow", self.start + error.position)

    def _events(self) -> Iterator[Any]:
        import yaml

        loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        yield from yaml.parse(self.text[self.start : self.end], Loader=loader)

    def _compose(self) -> Told | None:
        import yaml

        root: Told | None = None
        stack: list[Told] = []
        keys: list[Told | None] = []
        for event in self._events():
            if isinstance(event, yaml.AliasEvent):
                self._fail("anchors and aliases are not read in front matter", self._at(event.start_mark))
            if isinstance(event, yaml.ScalarEvent):
                told = self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
                told = self._container(event)
            elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                stack.pop()
                keys.pop()
                continue
            else:
                continue
            if stack:
                self._put(stack[-1], keys, told)
            elif root is not None:
                self._fail("the front matter holds two documents", told.at)
            else:
                root = told
            if told.items is not None or told.entries is not None:
                stack.append(told)
                keys.append(None)
                if len(stack) > MAX_DEPTH:
                    self._too_deep(told.at)
        if root is None or root.value is None:
            return None
        if root.entries is None:
            self._fail("the front matter is no table of keys and values", root.at)
        return root

    def _put(self, parent: Told, keys: list[Told | None], told: Told) -> None:
        if parent.items is not None:
            parent.items.append(told)
            parent.value.append(told.value)
            return
        entries = parent.entries
        assert entries is not None
        key = keys[-1]
        if key is None:
            if told.items is not None or told.entries is not None:
                self._fail("a key must be text", told.at)
            written = told.value if isinstance(told.value, str) else str(self.text[told.at :].split(":", 1)[0].strip())
            if written in entries:
                self._fail(f"{written}: this key is given twice", told.at)
            keys[-1] = told
            told.value = written
            return
        entries[key.value] = told
        parent.value[key.value] = told.value
        keys[-1] = None

    def _at(self, mark: Any) -> int:
        return self.start + int(mark.index)

    def _container(self, event: Any) -> Told:
        import yaml

        at = self._at(event.start_mark)
        if isinstance(event, yaml.SequenceStartEvent):
            return Told([], self.file, at, items=[])
        return Told({}, self.file, at, entries={})

    def _scalar(self, event: Any) -> Told:
        start, end = self._at(event.start_mark), self._at(event.end_mark)
        pieces = scalar_pieces(self.text, start, end, event.value, event.style)
        value = event.value if event.style in ("'", '"', "|", ">") else _resolved(event.value)
        return Told(value, self.file, start, pieces)

    def _where(self, at: int) -> str:
        return place_in(self.text, at, self.name)

    def _fail(self, what: str, at: int) -> NoReturn:
        raise ReadError(
            what,
            where=self._where(at),
            hint="correct it there; a value with a colon, a quotation mark or a # in it belongs in quotation marks",
        )

    def _too_deep(self, at: int) -> NoReturn:
        raise TooLargeError(
            f"the front matter is nested more than {MAX_DEPTH} deep", where=self._where(at), hint="flatten it"
        )


_NAMES = {"true": True, "false": False, "null": None, "~": None, "": None, "yes": True, "no": False}


def _resolved(written: str) -> Any:
    """A plain scalar's value: truth values, nothing, whole numbers; everything else is text, days included."""
    if written.lower() in _NAMES and written != "NO":
        return _NAMES[written.lower()]
    return int(written) if _number().fullmatch(written) else written


@cache
def _opening() -> re.Pattern[str]:
    return re.compile(r"---[ \t]*+(?:\r\n?|\n)")


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(r"^(?:---|\.\.\.)[ \t]*+(?:\r\n?|\n|\Z)", re.MULTILINE)


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
