"""A decoded file: its text, where the strings of a JSON file stand in it, its lines and columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType

from compliance.record import Record

_STEP = 1024


class JsonString(Record):
    """Where a JSON string stands in its file.

    :param start: offset in the file of the first character after the opening quotation mark.
    :param decoded: offsets in the decoded string right after each escape sequence, rising.
    :param raw: for each of them, the offset in the file.
    """

    start: int
    decoded: tuple[int, ...] = ()
    raw: tuple[int, ...] = ()

    def offset(self, decoded: int) -> int:
        """The offset in the file of an offset in the decoded string."""
        index = bisect_right(self.decoded, decoded) - 1
        if index < 0:
            return self.start + decoded
        return self.raw[index] + decoded - self.decoded[index]


class SourceFile(Record):
    """A decoded file.

    :param name: the path as it was given, or ``<stdin>``.
    :param text: its decoded text, byte-order mark excluded, line ends as they are.
    :param encoding: the encoding it was decoded with.
    :param strings: for JSON, where each string value stands, by JSON Pointer.
    """

    name: str
    text: str
    encoding: str = "utf-8"
    strings: Mapping[str, JsonString] = MappingProxyType({})

    def offset(self, pointer: str, offset: int) -> int:
        """The offset in the file of an offset in one of its fields."""
        where = self.strings.get(pointer) if pointer else None
        return where.offset(offset) if where else offset


class Remark(Record):
    """A comment in the story's markup that speaks to this program; readers see nothing of it.

    :param text: all of it, from ``<!--`` on.
    :param pointer: the JSON Pointer of the field it stands in; empty where the file is the field.
    :param start: offset of its first sign in the decoded field.
    :param end: offset behind its last.
    """

    text: str
    pointer: str
    start: int
    end: int


@lru_cache(maxsize=4)
def line_index(text: str) -> LineIndex:
    """The lines of a file; one that holds many stories is gone through once and not for each of them."""
    return LineIndex(text)


class LineIndex:
    """Lines and columns of a file, from one pass over its line ends (LF, CR LF or CR).

    Columns are 1-based code points; the other units that formats want are computed from the line.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._ascii = text.isascii()
        self._bytes: list[int] = []
        self._wide: list[int] | None = None  # where the code points of two UTF-16 units stand
        self._starts = [0]
        position = 0
        for line in text.splitlines(keepends=True) if "\r" in text else ():
            position += len(line)
            if line[-1] in "\r\n":
                self._starts.append(position)
        if "\r" not in text:
            position = text.find("\n")
            while position >= 0:
                self._starts.append(position + 1)
                position = text.find("\n", position + 1)

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a code-point offset."""
        line = bisect_right(self._starts, offset) - 1
        return line + 1, offset - self._starts[line] + 1

    def utf16_column(self, offset: int) -> int:
        """Column from 1 in UTF-16 units, as JavaScript and language servers count."""
        start = self._starts[bisect_right(self._starts, offset) - 1]
        if self._wide is None:
            self._wide = [] if self._ascii else [n for n, sign in enumerate(self._text) if sign > "\uffff"]
        return offset - start + bisect_left(self._wide, offset) - bisect_left(self._wide, start) + 1

    def utf8_column(self, offset: int) -> int:
        """Column from 1 in bytes of UTF-8."""
        start = self._starts[bisect_right(self._starts, offset) - 1]
        return (offset - start if self._ascii else self._utf8(offset) - self._utf8(start)) + 1

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its end."""
        start, end = self.bounds(number)
        return self._text[start:end]

    def bounds(self, number: int) -> tuple[int, int]:
        """First code point of a line (from 1), and one past its last before the line's end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return start, start + len(self._text[start:end].rstrip("\r\n"))

    def _utf8(self, offset: int) -> int:
        """Bytes of UTF-8 before an offset, from sums a step apart: a file may be one long line with many findings."""
        if not self._bytes:
            steps = range(0, len(self._text) + 1, _STEP)
            self._bytes = [0, *accumulate(_size(self._text[at : at + _STEP]) for at in steps)]
        step, rest = divmod(offset, _STEP)
        return self._bytes[step] + _size(self._text[offset - rest : offset])


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
