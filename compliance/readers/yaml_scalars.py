"""Follows a YAML scalar through its quotation marks, escapes, folds and indentation back to the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from compliance.readers.normalise import Piece


def scalar_pieces(text: str, start: int, end: int, value: str, style: str | None) -> list[Piece]:
    """The words of a scalar with their places; one piece for all where its writing cannot be followed.

    :param start: offset of the scalar with its quotation mark or block sign.
    :param style: as YAML's events name it: ``'``, ``"``, ``|``, ``>`` or none.
    """
    if not value:
        return []
    if style in ("|", ">"):
        pieces = list(_block(text, start, end, value))
    elif style in ("'", '"'):
        pieces = list(_flow(text, start + 1, end - 1, value, style))
    elif text.startswith(value, start):
        return [Piece(value, start, len(value))]
    else:
        pieces = list(_flow(text, start, end, value, ""))
    if "".join(piece.text for piece in pieces) == value:
        return pieces
    return [Piece(value, start, end - start, "yaml")]


def _flow(text: str, start: int, end: int, value: str, style: str) -> Iterator[Piece]:
    """A quoted or plain scalar: folded lines, doubled marks, backslash escapes."""
    at, done = start, 0
    for match in _special(style).finditer(text, start, end):
        first, last = match.span()
        if at < first:
            yield Piece(text[at:first], at, first - at)
            done += first - at
        at = last
        written = match.group()
        if written[0] in "\\'":
            if written[1:2] in "\r\n" and written[0] == "\\":
                continue
            shown = value[done : done + 1]
        else:
            breaks = len(_break().findall(written))
            shown = " " if breaks == 1 else "\n" * (breaks - 1)
        yield Piece(shown, first, last - first, "yaml")
        done += len(shown)
    if at < end:
        yield Piece(text[at:end], at, end - at)


def _block(text: str, start: int, end: int, value: str) -> Iterator[Piece]:
    """A block scalar: every line's indentation goes; between lines stands what YAML puts there."""
    header = _break().search(text, start, end)
    if header is None:
        return
    indent: int | None = None
    done = 0
    gap = header.end()
    for line in _line().finditer(text, header.end(), end):
        first, last = line.span(1)
        if not line.group(1).strip(" "):
            continue
        if indent is None:
            indent = len(line.group(1)) - len(line.group(1).lstrip(" "))
        first += indent
        joint = done
        while joint < len(value) and value[joint] == "\n":
            joint += 1
        if joint == done and done and value[done : done + 1] == " ":
            joint += 1
        if joint > done:
            yield Piece(value[done:joint], gap, first - gap, "yaml")
        yield Piece(text[first:last], first, last - first)
        done = joint + last - first
        gap = last
    if done < len(value):
        yield Piece(value[done:], gap, max(end - gap, 0), "yaml")


@cache
def _special(style: str) -> re.Pattern[str]:
    # a run of spaces is looked at once, from its first one
    fold = r"(?<![ \t])[ \t]*+(?:\r\n?|\n)[ \t\r\n]*+"
    if style == '"':
        hexes = r"x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}"
        return re.compile(rf"\\(?:{hexes}|(?:\r\n?|\n)[ \t]*+|.)|{fold}", re.DOTALL)
    return re.compile(rf"''|{fold}" if style else fold)


@cache
def _break() -> re.Pattern[str]:
    return re.compile(r"\r\n?|\n")


@cache
def _line() -> re.Pattern[str]:
    return re.compile(r"([^\r\n]*+)(?:\r\n?|\n|\Z)")
