"""Keeps what was compiled from data files in the user's cache folder, as long as the files are what they were.

A file is what it was where its size and its time of change are: to read them all would cost more than to parse what
a story needs of them. A cache that is missing, broken or not writable is passed over: it saves time and never
decides anything. It holds named sections, text as it is and all else as JSON, behind a header that says where each
stands, so that only what is asked for is parsed.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

FORMAT = "compliance-15"
"""Another one whenever what is compiled changes."""


Place = tuple[int, int, bool]
State = tuple[str, int, int | str]
"""A file's path, its size, and its time of change or a digest of its content."""


class Sections(Mapping[str, Any]):
    """Named values, each parsed when it is first asked for.

    :param places: start and length of each section in ``blob``, and whether it is text.
    :param begin: where the sections begin in ``blob``.
    :param key: what they were compiled from, and in which state that was.
    :param name: the name of the file they are kept in.
    """

    def __init__(
        self, places: Mapping[str, Place], blob: bytes, begin: int = 0, *, key: str = "", name: str = ""
    ) -> None:
        self.key, self.name = key, name
        self._begin = begin
        self._places = places
        self._blob = blob
        self._values: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._values:
            start, length, text = self._places[name]
            start += self._begin
            part = self._blob[start : start + length]
            self._values[name] = part.decode() if text else json.loads(part)
        return self._values[name]

    def __iter__(self) -> Any:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def of(self, kind: str) -> Mapping[str, Any]:
        """The sections whose names begin with ``kind:``, by the rest of their names."""
        return _Kind(self, f"{kind}:")


class _Kind(Mapping[str, Any]):
    def __init__(self, sections: Sections, start: str) -> None:
        self._sections, self._start = sections, start

    def __getitem__(self, name: str) -> Any:
        return self._sections[self._start + name]

    def __iter__(self) -> Any:
        return (name.removeprefix(self._start) for name in self._sections if name.startswith(self._start))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def folder() -> Path:
    """Where compiled data is kept: ``COMPLIANCE_CACHE``, else the platform's cache folder."""
    told = os.environ.get("COMPLIANCE_CACHE")
    if told:
        return Path(told)
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "compliance"


def states(paths: Iterable[Path]) -> list[State]:
    """Path, size and time of change of each file, by which a change is known.

    :raises OSError: one cannot be looked at.
    """
    found: list[State] = []
    for path in paths:
        state = path.stat()
        found.append((str(path), state.st_size, state.st_mtime_ns))
    return found


def compiled(kind: str, sources: Iterable[State], compile: Callable[[], Mapping[str, Any]]) -> Sections:
    """What ``compile`` makes of files in these states; it is called only where no cache holds it.

    :param kind: names the cache file, with the files' paths: what was compiled from others is kept beside it, what
        was compiled from the same files before is written over.
    :param sources: of :func:`states`, or with digests.
    :param compile: returns JSON values by name.
    """
    names, states = [], [FORMAT]
    for name, size, changed in sources:
        names.append(name)
        states.append(f"{name} {size} {changed}")
    key = "\n".join(states)
    path = folder() / f"{kind}-{zlib.crc32(os.fsencode(os.pathsep.join(names))):08x}.json"
    known = _read(path, key)
    if known is None:
        places, blob = _packed(compile())
        _write(path, key, places, blob)
        known = Sections(places, blob, key=key, name=path.name)
    return known


def _packed(values: Mapping[str, Any]) -> tuple[dict[str, Place], bytes]:
    places: dict[str, Place] = {}
    parts: list[bytes] = []
    at = 0
    for name, value in values.items():
        text = isinstance(value, str)
        part = (value if text else json.dumps(value, ensure_ascii=False, separators=(",", ":"))).encode()
        places[name] = (at, len(part), text)
        parts.append(part)
        at += len(part)
    return places, b"".join(parts)


def _read(path: Path, key: str) -> Sections | None:
    try:
        whole = path.read_bytes()
        begin = whole.find(b"\n") + 1
        header = json.loads(whole[:begin])
        if header["key"] == key and header["size"] == len(whole) - begin:
            return Sections(header["sections"], whole, begin, key=key, name=path.name)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        pass
    return None


def _write(path: Path, key: str, places: Mapping[str, Place], blob: bytes) -> None:
    header = json.dumps({"key": key, "size": len(blob), "sections": places}).encode()
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(header + b"\n" + blob)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
