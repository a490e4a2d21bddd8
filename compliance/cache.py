"""Keeps what was compiled from data files in the user's cache folder, as long as the files are what they were.

A file is what it was where its size and its time of change are: to read them all would cost more than to parse what
a story needs of them. The same holds for the code that compiles: where a module of it changes, by an edit or an
update, all is compiled again, and nobody has to remember to say so. A cache that is missing, broken or not writable
is passed over: it saves time and never decides anything. It holds named sections, text as it is and all else as JSON,
behind a header that says where each stands, so that only what is asked for is parsed.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from threading import get_ident
from typing import Any

COMPILING = ("", "packs", "packs/checks", "packs/vale", "packs/vale/points", "language/locale.py", "results/known.py")
"""The modules that make what is kept: folders of the package without those in them, and single files."""
Place = tuple[int, int, bool, int]
"""Where a section stands, its length in bytes, whether it is text, and its checksum."""
Packed = tuple[Mapping[str, Place], bytes]
State = tuple[str, int, int | str]
"""A file's path, its size, and its time of change or a digest of its content."""


class Sections(Mapping[str, Any]):
    """Named values, each parsed when it is first asked for; where one is broken, all are compiled again.

    :param packed: the place of each section, and the bytes they stand in.
    :param begin: where the sections begin in these bytes.
    :param again: compiles them again.
    :param key: what they were compiled from, and in which state that was.
    :param name: the name of the file they are kept in.
    """

    def __init__(
        self,
        packed: Packed,
        begin: int = 0,
        again: Callable[[], Packed] | None = None,
        *,
        key: str = "",
        name: str = "",
    ) -> None:
        self.key, self.name = key, name
        self._places, self._blob = packed
        self._begin = begin
        self._again = again
        self._values: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._values:
            part = self._part(name)
            if part is None and self._again is not None:
                (self._places, self._blob), self._begin, self._again = self._again(), 0, None
                part = self._part(name)
            if part is None:
                raise KeyError(name)
            self._values[name] = part.decode() if self._places[name][2] else json.loads(part)
        return self._values[name]

    def _part(self, name: str) -> bytes | None:
        """The bytes of a section; ``None`` where they are not what was written."""
        start, length, _, checksum = self._places[name]
        part = self._blob[self._begin + start : self._begin + start + length]
        return part if zlib.adler32(part) == checksum else None

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


@cache
def code(package: str = os.path.dirname(__file__)) -> str:
    """What the modules that compile are known by: another one where any of them changes, comes or goes.

    :param package: the folder that :data:`COMPILING` is relative to.
    """
    found: list[str] = []
    for part in COMPILING:
        place = os.path.join(package, part)
        if part.endswith(".py"):
            found.append(_state(part, os.stat(place)))
            continue
        with os.scandir(place) as files:
            found += sorted(_state(f"{part}/{file.name}", file.stat()) for file in files if _is_module(file.name))
    return f"{zlib.crc32('|'.join(found).encode()):08x}"


def _is_module(name: str) -> bool:
    return name.endswith((".py", ".pyc"))


def _state(name: str, stat: os.stat_result) -> str:
    return f"{name} {stat.st_size} {stat.st_mtime_ns}"


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
    names, states = [], [code()]
    for name, size, changed in sources:
        names.append(name)
        states.append(f"{name} {size} {changed}")
    key = "\n".join(states)
    path = folder() / f"{kind}-{zlib.crc32(os.fsencode(os.pathsep.join(names))):08x}.json"

    def again() -> Packed:
        packed = _packed(compile())
        _write(path, key, packed)
        return packed

    known = _read(path, key, again)
    return Sections(again(), key=key, name=path.name) if known is None else known


def _packed(values: Mapping[str, Any]) -> Packed:
    places: dict[str, Place] = {}
    parts: list[bytes] = []
    at = 0
    for name, value in values.items():
        text = isinstance(value, str)
        part = (value if text else json.dumps(value, ensure_ascii=False, separators=(",", ":"))).encode()
        places[name] = (at, len(part), text, zlib.adler32(part))
        parts.append(part)
        at += len(part)
    return places, b"".join(parts)


def _read(path: Path, key: str, again: Callable[[], Packed]) -> Sections | None:
    try:
        whole = path.read_bytes()
        begin = whole.find(b"\n") + 1
        checksum, header = whole[:8], whole[9:begin]
        if int(checksum, 16) != zlib.adler32(header):
            return None
        known = json.loads(header)
        if known["key"] == key and known["size"] == len(whole) - begin:
            return Sections((known["sections"], whole), begin, again, key=key, name=path.name)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        pass
    return None


def _write(path: Path, key: str, packed: Packed) -> None:
    """Write a file beside the one that it then replaces, so that nobody ever reads half a file."""
    places, blob = packed
    header = json.dumps({"key": key, "size": len(blob), "sections": places}).encode() + b"\n"
    temporary = path.with_name(f"{path.name}.{os.getpid()}-{get_ident()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(f"{zlib.adler32(header):08x} ".encode() + header + blob)
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
