"""Finds the line of a key in a TOML file, since errors must name it and the parser forgets it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

Path = tuple[str | int, ...]
_PART = r"""\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([A-Za-z0-9_-]+))\s*"""


def line_of(text: str, path: Sequence[str | int]) -> int:
    """The line, from 1, on which the key or the nearest table around it stands.

    :param path: keys from the top; a number is an index in an array of tables.
    """
    wanted, best, longest = tuple(path), 1, 0
    table: Path = ()
    seen: Counter[Path] = Counter()
    for number, line in enumerate(text.splitlines(), 1):
        header, key = _read(line)
        if header is not None:
            table = header
            if line.lstrip().startswith("[["):
                table = (*header, seen[header])
                seen[header] += 1
            here = table
        elif key is not None:
            here = (*table, *key)
        else:
            continue
        if longest < len(here) <= len(wanted) and wanted[: len(here)] == here:
            best, longest = number, len(here)
    return best


def lines_of_tables(text: str, name: str) -> list[int]:
    """The lines, from 1, on which the tables of an array open, in order."""
    lines = enumerate(text.splitlines(), 1)
    return [n for n, line in lines if line.lstrip().startswith("[[") and _read(line)[0] == (name,)]


def _read(line: str) -> tuple[Path | None, Path | None]:
    """The table that a line opens, or the key that it sets."""
    stripped = line.strip()
    if stripped.startswith("["):
        keys, rest = _keys(stripped.lstrip("["))
        return (keys, None) if keys and rest.startswith("]") else (None, None)
    keys, rest = _keys(stripped)
    return (None, keys) if keys and rest.startswith("=") else (None, None)


def _keys(text: str) -> tuple[Path, str]:
    """The dotted key at the start of a text, and what follows it."""
    keys: list[str] = []
    while match := re.match(_PART, text):
        keys.append(match[1] or match[2] or match[3] or "")
        text = text[match.end() :]
        if not text.startswith("."):
            break
        text = text[1:]
    return tuple(keys), text
