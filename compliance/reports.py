"""Reads reports back that ``compliance check`` wrote, of this version or another: ``json`` and ``jsonl``.

A document that stands as it was written is read line by line, so a report on many stories needs little memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from compliance.errors import ConfigError

_AGAIN = "`compliance check STORIES --format jsonl --output report.jsonl` writes one"
PILES = ("findings", "observed", "baseline", "waived")
"""Where a report has findings: those that count, and those that do not for one reason or another."""


def read_reports(path: str) -> Iterator[Mapping[str, Any]]:
    """The reports of a file, one of each story, as tables; what could not be read is passed over.

    :raises ConfigError: the file cannot be read, or holds no reports.
    """
    try:
        with Path(path).open(encoding="utf-8-sig") as stream:
            yield from _reports(stream, path)
    except OSError as error:
        raise ConfigError(f"the report cannot be read: {error.strerror}", where=path, hint=_AGAIN) from error
    except UnicodeDecodeError as error:
        raise ConfigError("the report is not UTF-8", where=path, hint=_AGAIN) from error


def _reports(stream: TextIO, path: str) -> Iterator[Mapping[str, Any]]:
    first = stream.readline()
    if first.startswith("{") and first.rstrip().endswith('"reports":['):
        yield from _document(stream, path)
        return
    head = _parsed(first)
    if isinstance(head, Mapping) and ("report" in head or "error" in head):
        yield from _lines(first, stream, path)
        return
    whole = _parsed(first + stream.read())
    if isinstance(whole, Mapping) and isinstance(whole.get("reports"), list):
        yield from (_report(one, f"{path}: reports[{n}]") for n, one in enumerate(whole["reports"]))
        return
    raise ConfigError("this is no report of `compliance check`", where=path, hint=_AGAIN)


def _document(stream: TextIO, path: str) -> Iterator[Mapping[str, Any]]:
    """The reports of a document, each on a line of its own."""
    for number, line in enumerate(stream, 2):
        if line.startswith("]"):
            return
        if line.strip():
            yield _report(_parsed(line.rstrip().removesuffix(",")), f"{path}:{number}")
    raise ConfigError("the report breaks off", where=path, hint=_AGAIN)


def _lines(first: str, stream: TextIO, path: str) -> Iterator[Mapping[str, Any]]:
    """The reports of JSON Lines."""
    number, line = 1, first
    while line:
        table = _parsed(line) if line.strip() else {"error": None}
        if not isinstance(table, Mapping) or not ("report" in table or "error" in table):
            raise ConfigError("this line is no report", where=f"{path}:{number}", hint=_AGAIN)
        if "report" in table:
            yield _report(table["report"], f"{path}:{number}")
        number, line = number + 1, stream.readline()


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _report(table: Any, where: str) -> Mapping[str, Any]:
    """A report whose findings can be gone through."""
    whole = isinstance(table, Mapping) and isinstance(table.get("file"), str) and isinstance(table.get("verdict"), str)
    if not whole or not all(_findings(table.get(pile, [])) for pile in PILES) or "findings" not in table:
        raise ConfigError("this is no report on a story", where=where, hint=_AGAIN)
    checked: Mapping[str, Any] = table
    return checked


def _findings(found: Any) -> bool:
    return isinstance(found, list) and all(
        isinstance(one, Mapping) and isinstance(one.get("rule"), str) and isinstance(one.get("fingerprint"), str)
        for one in found
    )
