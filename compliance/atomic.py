"""Writes a file whole or not at all: whoever looks sees the old file or the new one, a run that ends leaves no half.

A link goes on leading to its file, which is the one that is written, and that file keeps its mode.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from compliance.errors import ComplianceError

_NEW = 0o666
"""The mode of a new file, less what the user's mask takes."""


def write_whole(path: Path, data: bytes) -> None:
    """Put these bytes into a file, which need not exist.

    :raises ComplianceError: it cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        _replace(target, data, target.stat() if target.exists() else None)
    except OSError as error:
        what = f"the file cannot be written: {error.strerror}"
        raise ComplianceError(what, where=str(path), hint="check the folder") from error


def write_over(path: Path, data: bytes, read: bytes) -> None:
    """Put other bytes into a file that was read.

    A file with several names (hard links) would lose the others, and is left alone.

    :param read: what stood in it then: who saved meanwhile loses nothing.
    :raises ComplianceError: it cannot be written, or is not to be.
    """
    target = Path(os.path.realpath(path))
    try:
        known = target.stat()
        _must_be_writable(target, known)
        if target.read_bytes() != read:
            raise ComplianceError("it was changed by someone else meanwhile", hint="check it again")
        _replace(target, data, known)
    except OSError as error:
        raise ComplianceError(f"it cannot be written: {error.strerror}", hint="check the folder") from error


def _must_be_writable(target: Path, known: os.stat_result) -> None:
    if not stat.S_ISREG(known.st_mode):
        raise ComplianceError("it is no ordinary file", hint="write the story into a file")
    if known.st_nlink > 1:
        raise ComplianceError("it has other names (hard links), which would be parted", hint="copy it first")
    if not os.access(target, os.W_OK) or not known.st_mode & 0o222:
        raise ComplianceError("it may not be written to", hint="chmod u+w, where it should be")


def _replace(target: Path, data: bytes, known: os.stat_result | None) -> None:
    """Write beside the file, and take its name when all is on the disk.

    :param known: of the file that is replaced; ``None`` where there is none.
    """
    name = target.with_name(f".{target.name[:80]}.{os.getpid()}-{os.urandom(4).hex()}.tmp")
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _NEW if known is None else 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if known is not None:
            with suppress(OSError, AttributeError):
                os.chown(name, known.st_uid, known.st_gid)
            os.chmod(name, stat.S_IMODE(known.st_mode))
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
