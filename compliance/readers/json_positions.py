"""Reads JSON and keeps where every string stands, so that a place in a story can be shown in its file.

One pass, no recursion; what is wrong is told with line, column and the next step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from json import decoder
from typing import Any, NoReturn, cast

from compliance.errors import ReadError, TooLargeError
from compliance.readers.normalise import Piece
from compliance.record import Record
from compliance.source import JsonString, LineIndex, SourceFile

MAX_DEPTH = 100
_LONGEST_NUMBER = 300
scanstring = cast("Callable[[str, int, bool], tuple[str, int]]", vars(decoder)["scanstring"])
"""The standard library's own reader of a JSON string: its value and the offset behind its quotation mark."""


class Document(Record):
    """A JSON value with its places.

    :param strings: where each string's first character stands (behind its quotation mark), by JSON Pointer.
    :param places: where each value starts, by JSON Pointer, for errors.
    :param end: offset behind the value.
    """

    value: Any
    strings: Mapping[str, int]
    places: Mapping[str, int]
    end: int


class Strings(Mapping[str, JsonString]):
    """Where each value of a document stands; a string's escapes are looked up only when somebody asks.

    A value that is no string stands where it starts: something missing from an object is shown at the object.
    """

    def __init__(self, text: str, document: Document) -> None:
        self._text = text
        self._document = document
        self._known: dict[str, JsonString] = {}

    def __getitem__(self, pointer: str) -> JsonString:
        if pointer not in self._known:
            start = self._document.strings.get(pointer)
            self._known[pointer] = (
                JsonString(self._document.places[pointer]) if start is None else json_string(self._text, start)
            )
        return self._known[pointer]

    def __iter__(self) -> Iterator[str]:
        return iter(self._document.places)

    def __len__(self) -> int:
        return len(self._document.places)


def scan(text: str, start: int = 0, *, where: str = "", max_depth: int = 0) -> Document:
    """The first JSON value at or behind an offset.

    :param where: the file's name, for errors.
    :param max_depth: how deep lists and objects may be nested; at the most, and where it is 0, :data:`MAX_DEPTH`.
    :raises ReadError: it is not JSON.
    :raises TooLargeError: they are nested deeper.
    """
    return _Scanner(text, where, min(max_depth or MAX_DEPTH, MAX_DEPTH)).scan(start)


def json_string(text: str, start: int) -> JsonString:
    """Where the string that starts at an offset (behind its quotation mark) has its escapes."""
    end = scanstring(text, start, True)[1] - 1
    decoded: list[int] = []
    raw: list[int] = []
    shorter = 0
    for match in _escape().finditer(text, start, end):
        shorter += match.end() - match.start() - 1
        raw.append(match.end())
        decoded.append(match.end() - start - shorter)
    return JsonString(start, tuple(decoded), tuple(raw))


def field_of(source: SourceFile, pointer: str) -> str:
    """The decoded string that a pointer names, the file's text for the empty one; empty for what is no string."""
    if not pointer:
        return source.text
    where = source.strings.get(pointer)
    if where is None or source.text[where.start - 1 : where.start] != '"':
        return ""
    return _whole(scanstring(source.text, where.start, True)[0])


def string_pieces(text: str, start: int) -> list[Piece]:
    """The words of the string that starts at an offset, with their places in the file."""
    value, behind = scanstring(text, start, True)
    pieces: list[Piece] = []
    at, done = start, 0
    for match in _escape().finditer(text, start, behind - 1):
        first, last = match.span()
        if at < first:
            pieces.append(Piece(text[at:first], at, first - at))
            done += first - at
        pieces.append(Piece(_whole(value[done]), first, last - first, "json"))
        done += 1
        at = last
    if at < behind - 1:
        pieces.append(Piece(text[at : behind - 1], at, behind - 1 - at))
    return pieces


def pointer_part(key: str) -> str:
    """A key as it stands in a JSON Pointer."""
    return key.replace("~", "~0").replace("/", "~1") if "~" in key or "/" in key else key


def place_in(text: str, offset: int, where: str) -> str:
    """``file:line:column`` of an offset."""
    offset = min(offset, len(text))
    line, column = LineIndex(text[:offset]).line_column(offset)
    return f"{where}:{line}:{column}"


class _Scanner:
    def __init__(self, text: str, where: str, max_depth: int) -> None:
        self.text = text
        self.where = where
        self.max_depth = max_depth
        self.strings: dict[str, int] = {}
        self.places: dict[str, int] = {}
        self.stack: list[tuple[Any, str]] = []
        self.white = _white().match

    def scan(self, start: int) -> Document:
        text, stack = self.text, self.stack
        pointer, key, at = "", "", start
        while True:
            at = self._skip(at)
            value, after, container = self._value(at, pointer)
            if stack:
                parent = stack[-1][0]
                if isinstance(parent, list):
                    parent.append(value)
                else:
                    parent[key] = value
            if container:
                stack.append((value, pointer))
                if len(stack) > self.max_depth:
                    self._too_deep(at)
                after = self._skip(after)
                opened = text[after : after + 1]
                if opened != ("]" if isinstance(value, list) else "}"):
                    pointer, key, at = self._next(value, pointer, after)
                    continue
                stack.pop()
                after += 1
            while stack:
                parent, prefix = stack[-1]
                after = self._skip(after)
                char = text[after : after + 1]
                if char == ",":
                    pointer, key, at = self._next(parent, prefix, after + 1)
                    break
                if char != ("]" if isinstance(parent, list) else "}"):
                    self._expected("a comma or the closing bracket", after)
                stack.pop()
                value = parent
                after += 1
            else:
                return Document(value, self.strings, self.places, after)

    def _skip(self, at: int) -> int:
        if self.text[at : at + 1] > " ":
            return at
        match = self.white(self.text, at)
        return match.end() if match else at

    def _next(self, parent: Any, prefix: str, at: int) -> tuple[str, str, int]:
        """Pointer and key of a container's next value, and where it starts."""
        if isinstance(parent, list):
            return f"{prefix}/{len(parent)}", "", at
        at = self._skip(at)
        if self.text[at : at + 1] != '"':
            self._expected("a key in double quotation marks", at)
        key, at = self._string(at)
        at = self._skip(at)
        if self.text[at : at + 1] != ":":
            self._expected("a colon", at)
        return f"{prefix}/{pointer_part(key)}", key, at + 1

    def _value(self, at: int, pointer: str) -> tuple[Any, int, bool]:
        """A value, the offset behind it, and whether it is a container whose content follows."""
        char = self.text[at : at + 1]
        self.places[pointer] = at
        if char == '"':
            self.strings[pointer] = at + 1
            value, after = self._string(at)
            return value, after, False
        if char == "{":
            return {}, at + 1, True
        if char == "[":
            return [], at + 1, True
        match = _scalar().match(self.text, at)
        if match is None:
            self._expected("a value", at)
        written = match.group()
        if written in _NAMES:
            return _NAMES[written], match.end(), False
        if len(written) > _LONGEST_NUMBER:
            raise ReadError("a number is too long", where=place_in(self.text, at, self.where), hint="write it as text")
        return (float if set(written) & set(".eE") else int)(written), match.end(), False

    def _string(self, at: int) -> tuple[str, int]:
        try:
            value, after = scanstring(self.text, at + 1, True)
        except ValueError as error:
            offset = getattr(error, "pos", at)
            what = str(error).partition(":")[0].removesuffix(" at").lower()
            raise ReadError(
                f"this is no JSON: {what}",
                where=place_in(self.text, offset, self.where),
                hint="close the string, and write line breaks in it as \\n and backslashes as \\\\",
            ) from None
        return _whole(value), after

    def _expected(self, what: str, at: int) -> NoReturn:
        found = repr(self.text[at]) if at < len(self.text) else "the end of the file"
        raise ReadError(
            f"this is no JSON: {what} is expected, and here is {found}",
            where=place_in(self.text, at, self.where),
            hint="correct it there, or export the story again",
        )

    def _too_deep(self, at: int) -> NoReturn:
        raise TooLargeError(
            f"lists and objects are nested more than {self.max_depth} deep",
            where=place_in(self.text, at, self.where),
            hint="give the story's own object, as docs/story-json.md shows it",
        )


_NAMES = {"true": True, "false": False, "null": None}


def _whole(value: str) -> str:
    """A string without halves of surrogate pairs, which no encoding can write."""
    if value.isascii():
        return value
    return _surrogate().sub("\ufffd", value)


@cache
def _white() -> re.Pattern[str]:
    return re.compile(r"[ \t\n\r]*+")


@cache
def _scalar() -> re.Pattern[str]:
    return re.compile(r"-?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?|true|false|null")


@cache
def _escape() -> re.Pattern[str]:
    return re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.")


@cache
def _surrogate() -> re.Pattern[str]:
    return re.compile("[\ud800-\udfff]")
