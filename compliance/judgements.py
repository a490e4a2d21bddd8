"""What editors said of findings: a file of judgements, a JSON object a line, to which lines are only ever added.

Of several judgements of one finding the last counts; the others stay, so that it can be seen who said what when.
A finding is known by the path of its file, the story in it, and its fingerprint.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath

from compliance.errors import ComplianceError, ConfigError
from compliance.precision import Judged
from compliance.record import Record

NAME = "compliance-judgements.jsonl"
ACCEPTED, DISMISSED = "accepted", "dismissed"
_TEXTS = ("at", "by", "judgement", "rule", "fingerprint", "path")


class Judgement(Record):
    """What somebody said of a finding.

    :param at: when, ISO 8601.
    :param judgement: ``accepted``: it is right; ``dismissed``: it is a false alarm.
    :param path: of its file, relative to the folder of the judgements, with ``/``.
    :param item: which story of the file, from 0; ``None`` where the file holds one.
    :param reason: why; may be empty for one that was accepted.
    """

    at: str
    by: str
    judgement: str
    rule: str
    fingerprint: str
    path: str
    item: int | None = None
    variant: str | None = None
    reason: str = ""


def path_of(judgements: Path, file: str) -> str:
    """A file's path as judgements have it.

    :param judgements: their file.
    :param file: as it was given, relative to the working folder.
    """
    return PurePath(os.path.relpath(os.path.abspath(file), Path(os.path.abspath(judgements)).parent)).as_posix()


def load(path: Path) -> tuple[Judgement, ...]:
    """The judgements of a file, the oldest first; none where there is no file.

    :raises ConfigError: it cannot be read, or a line is no judgement.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except OSError as error:
        what = f"the judgements cannot be read: {error.strerror}"
        raise ConfigError(what, where=str(path), hint="check the file") from error
    except UnicodeDecodeError as error:
        raise ConfigError("the judgements are not UTF-8", where=str(path), hint="check the file") from error
    lines = enumerate(text.split("\n"), 1)
    return tuple(_judgement(line, f"{path}:{number}") for number, line in lines if line.strip())


def _judgement(line: str, where: str) -> Judgement:
    hint = "take the line out, or mend it"
    try:
        table = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ConfigError("this line is no JSON", where=where, hint=hint) from error
    if not isinstance(table, Mapping) or not all(isinstance(table.get(name), str) for name in _TEXTS):
        raise ConfigError(f"a judgement needs {', '.join(_TEXTS)}", where=where, hint=hint)
    if table["judgement"] not in (ACCEPTED, DISMISSED):
        what = f"{table['judgement']!r} is no judgement"
        raise ConfigError(what, where=where, hint=f"one of: {ACCEPTED}, {DISMISSED}")
    return Judgement(**{name: table[name] for name in Judgement._fields if table.get(name) is not None})


def append(path: Path, judgements: Iterable[Judgement]) -> None:
    """Add judgements to a file, all or none; who adds others at the same moment loses nothing.

    :raises ComplianceError: the file cannot be written.
    """
    lines = b"".join(json.dumps(one._asdict(), ensure_ascii=True).encode() + b"\n" for one in judgements)
    try:
        handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            with _alone(handle):
                _add(handle, lines)
        finally:
            os.close(handle)
    except OSError as error:
        what = f"the judgements cannot be written: {error.strerror}"
        raise ComplianceError(what, where=str(path), hint="check the folder") from error


def _add(handle: int, lines: bytes) -> None:
    """Write at the end in one piece; what could not be written whole is taken back."""
    size = os.fstat(handle).st_size
    if size:
        os.lseek(handle, size - 1, os.SEEK_SET)
        lines = lines if os.read(handle, 1) == b"\n" else b"\n" + lines
    try:
        if os.write(handle, lines) != len(lines):
            raise OSError(0, "the disk is full")
        os.fsync(handle)
    except OSError:
        with suppress(OSError):
            os.ftruncate(handle, size)
        raise


@contextmanager
def _alone(handle: int) -> Iterator[None]:
    """Keep others out while it lasts, where the system can; elsewhere one write at the end is what there is."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    fcntl.flock(handle, fcntl.LOCK_EX)
    yield  # closing the file lets the others in


def latest(judgements: Iterable[Judgement]) -> dict[tuple[str, int | None, str], Judgement]:
    """The judgement that counts of each finding, by path, story and fingerprint."""
    return {(one.path, one.item, one.fingerprint): one for one in judgements}


def by_rule(judgements: Iterable[Judgement]) -> dict[str, Judged]:
    """How often each rule was right, by its name."""
    found: dict[str, Judged] = {}
    for one in latest(judgements).values():
        said = found.get(one.rule, Judged(one.rule))
        more = {one.judgement: getattr(said, one.judgement) + 1}
        found[one.rule] = said._replace(**more)
    return dict(sorted(found.items()))
