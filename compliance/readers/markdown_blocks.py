"""Cuts Markdown into its leaf blocks, each with the stretches of the source that hold its words.

It decides what CommonMark decides of blocks, flattened as a story needs it: what stands in a list is list, what
stands in a block quote is quote, however deep. Code is left out. One pass over the lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from compliance.record import Record


class Leaf(Record):
    """A block that holds words.

    :param kind: ``heading``, ``paragraph``, ``quote``, ``list``, ``table`` or ``html``.
    :param lines: start and end of each of its lines in the source, prefixes and indentation left out.
    :param level: of a heading, 1 to 6.
    """

    kind: str
    lines: list[tuple[int, int]]
    level: int = 0


class Reference(Record):
    """Where a link or picture that is named elsewhere leads; offsets of address and title in the source."""

    address: tuple[int, int]
    title: tuple[int, int]


@dataclass(slots=True)
class Blocks:
    """What a document is made of.

    :param references: definitions of links, by label.
    """

    leaves: list[Leaf] = field(default_factory=list)
    references: dict[str, Reference] = field(default_factory=dict)


def blocks(source: str, start: int = 0) -> Blocks:
    """The leaf blocks of Markdown from an offset on."""
    return _Cutter(source).cut(start)


_CLOSERS = {"!--": "-->", **{name: f"</{name}>" for name in ("pre", "script", "style")}}
"""What ends a block of HTML that blank lines do not end, by how it opens."""


class _Cutter:
    def __init__(self, source: str) -> None:
        self.source = source
        self.found = Blocks()
        self.kind = "paragraph"
        self.lines: list[tuple[int, int]] = []
        self.fence = ""
        self.listed = False
        self.blank = True
        self.closer = ""

    def cut(self, start: int) -> Blocks:
        for match in _line().finditer(self.source, start):
            self.line(match.start(), max(match.end(1), match.start()))
        self.flush()
        return self.found

    def flush(self) -> None:
        if self.lines:
            self.found.leaves.append(Leaf(self.kind, self.lines))
            self.lines = []
        self.kind = "paragraph"

    def line(self, start: int, end: int) -> None:
        source = self.source
        if self.fence:
            if self._closes_fence(start, end):
                self.fence = ""
            return
        if self.kind == "html" and self.lines:
            return self._html_line(start, end)
        match = _plain().match(source, start, end)
        if match is not None and not self.lines and not self.listed:
            # a paragraph's first line, with nothing special about it: nearly every line of a story
            self.lines.append((start, end))
            self.blank = False
            return
        self._line(start, end)

    def _line(self, start: int, end: int) -> None:
        source = self.source
        if not (self.lines and _setext().fullmatch(source, start, end)) and _rule().fullmatch(source, start, end):
            self.flush()
            self.listed = False
            return
        at, quoted, listed, indent = self._prefix(start, end)
        if at >= end:
            self.flush()
            self.blank = True
            return
        if not listed and not quoted and self.listed and self.blank and indent < 2:
            self.listed = False
        if listed:
            self.flush()
            self.listed = True
        kind = "list" if self.listed else "quote" if quoted else "paragraph"
        if indent >= 4 and not self.listed and not quoted:
            # code where a block may start, and one more line of a paragraph where it is going on
            if self.lines:
                self.lines.append((at, end))
        else:
            self._content(at, end, kind)
        self.blank = False

    def _prefix(self, start: int, end: int) -> tuple[int, bool, bool, int]:
        """Where a line's content starts, whether it is quoted, whether it opens a list item, and its indentation."""
        source = self.source
        quoted = listed = False
        at = start
        while True:
            match = _white().match(source, at, end)
            inner = match.end() if match else at
            indent = inner - at + 3 * source.count("\t", at, inner)
            if indent >= 4 and not (self.listed or listed or quoted):
                return inner, quoted, listed, indent
            if inner < end and source[inner] == ">":
                quoted = True
                at = inner + 1
                continue
            marker = _marker().match(source, inner, end)
            if marker is None or (self.lines and not self._interrupts(marker, end)):
                return inner, quoted, listed, indent
            listed = True
            at = marker.end()

    def _interrupts(self, marker: re.Match[str], end: int) -> bool:
        """Whether a list marker may end a paragraph; only a bullet or the number one may, and not an empty item."""
        if self.listed:
            return True
        return marker.end() < end and (not marker.group()[0].isdigit() or marker.group()[:-1] == "1")

    def _content(self, at: int, end: int, kind: str) -> None:
        source = self.source
        if not self.lines or kind != "quote" or self.kind == "quote":
            if self._opens(at, end, kind):
                return
        elif self.kind == "paragraph":
            self.flush()
            if self._opens(at, end, kind):
                return
        if self.kind == "table" and self.lines:
            self.flush()
            self.kind = "table"
        if not self.lines and self.kind != "table":
            self.kind = kind
        self.lines.append((at, _trimmed(source, at, end) if self.kind == "table" else end))

    def _opens(self, at: int, end: int, kind: str) -> bool:
        """Whether a line is a block of its own, or makes one of the lines before it."""
        source = self.source
        first = source[at]
        if first in "`~" and (fence := _fence().match(source, at, end)):
            self.flush()
            self.fence = fence[1] or fence[2]
            return True
        if first == "#" and (heading := _heading().fullmatch(source, at, _trimmed(source, at, end))):
            self.flush()
            span = heading.span(2)
            self.found.leaves.append(Leaf("heading", [span] if span[0] < span[1] else [], len(heading[1])))
            return True
        if self.lines and first in "=-" and self.kind == "paragraph" and _setext().fullmatch(source, at, end):
            self.found.leaves.append(Leaf("heading", self.lines, 1 if first == "=" else 2))
            self.lines = []
            return True
        if first in "|:-" and self._makes_table(at, end):
            return True
        if first == "<" and (html := _html_start().match(source, at, end)):
            self.flush()
            self.kind = "html"
            self.closer = _CLOSERS.get(html[1].lower(), "")
            self._html(at, html.end(), end)
            return True
        return first == "[" and not self.lines and self._defines(at, end)

    def _makes_table(self, at: int, end: int) -> bool:
        source = self.source
        if not self.lines or "|" not in source[slice(*self.lines[-1])] or not _delimiters().fullmatch(source, at, end):
            return False
        header = self.lines.pop()
        self.flush()
        self.found.leaves.append(Leaf("table", [header]))
        self.kind = "table"
        return True

    def _html_line(self, start: int, end: int) -> None:
        """One more line of HTML: comments and code end where they are closed, anything else at a blank line."""
        if self.closer or self.source[start:end].strip():
            self._html(start, start, end)
        else:
            self.flush()
            self.blank = True

    def _html(self, start: int, inner: int, end: int) -> None:
        self.lines.append((start, end))
        if self.closer and self.closer in self.source[inner:end].lower():
            self.flush()

    def _closes_fence(self, start: int, end: int) -> bool:
        line = self.source[start:end].lstrip(" >\t").rstrip()
        return line.startswith(self.fence) and not line.strip(self.fence[0])

    def _defines(self, at: int, end: int) -> bool:
        match = _definition().fullmatch(self.source, at, end)
        if match is None:
            return False
        group = match.lastindex or 3
        title = match.span(group) if group > 3 else (at, at)
        address = match.span(2) if match[2] is not None else match.span(3)
        self.found.references.setdefault(label_of(match[1]), Reference(address, title))
        return True


def cells(source: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the cells of a table's row stand."""
    at = start + 1 if source.startswith("|", start) else start
    for match in _bar().finditer(source, at, end):
        yield _inner(source, at, match.start())
        at = match.end()
    if source[at:end].strip():
        yield _inner(source, at, end)


def label_of(written: str) -> str:
    """A link's label as labels are compared."""
    return " ".join(written.lower().split())


def _inner(source: str, start: int, end: int) -> tuple[int, int]:
    while start < end and source[start] in " \t":
        start += 1
    return start, _trimmed(source, start, end)


def _trimmed(source: str, start: int, end: int) -> int:
    while start < end and source[end - 1] in " \t":
        end -= 1
    return end


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"([^\r\n]++)(?:\r\n?|\n)?|(?:\r\n?|\n)")


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(r"[^\s#>*+\-=_`~<\[|:0-9]")


@cache
def _white() -> re.Pattern[str]:
    return re.compile(r"[ \t]*+")


@cache
def _marker() -> re.Pattern[str]:
    return re.compile(r"(?:[-+*]|[0-9]{1,9}[.)])(?=[ \t]|\Z)")


@cache
def _rule() -> re.Pattern[str]:
    return re.compile(r" {0,3}(?:(?:-[ \t]*+){3,}|(?:\*[ \t]*+){3,}|(?:_[ \t]*+){3,})")


@cache
def _setext() -> re.Pattern[str]:
    return re.compile(r" {0,3}(?:=++|-++)[ \t]*+")


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(r"(#{1,6})(?:[ \t]+((?:[^ \t]++|[ \t]++(?!#*[ \t]*\Z))*+)(?:[ \t]+#*)?[ \t]*|()[ \t]*)")


@cache
def _fence() -> re.Pattern[str]:
    return re.compile(r"(`{3,}+)[^`]*+\Z|(~{3,}+)")


@cache
def _delimiters() -> re.Pattern[str]:
    return re.compile(r"\|?(?:[ \t]*+:?-++:?[ \t]*+\|)*+(?:[ \t]*+:?-++:?[ \t]*+)?")


@cache
def _html_start() -> re.Pattern[str]:
    from compliance.readers.html_tree import BLOCKS

    names = "|".join(sorted(BLOCKS))
    return re.compile(rf"<(!--|/?(?:{names}|script|style|iframe|picture|video|audio)\b)", re.I)


@cache
def _definition() -> re.Pattern[str]:
    return re.compile(
        r"""\[((?:[^\[\]\\]++|\\.)++)\]:[ \t]*+(?:<([^<>]*+)>|([^\s<]\S*+))"""
        r"""(?:[ \t]++(?:"([^"]*+)"|'([^']*+)'|\(([^()]*+)\)))?[ \t]*+"""
    )


@cache
def _bar() -> re.Pattern[str]:
    return re.compile(r"(?<!\\)\|")
