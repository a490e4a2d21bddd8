"""Writes a file whole or not at all, and only over what was read: whoever looks sees the old file or the new one."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from compliance.errors import ComplianceError


def write_over(path: Path, data: bytes, read: bytes) -> None:
    """Put other bytes into a file; its mode stays, and a link goes on leading to it.

    They are written beside the file, or beside the one that a link leads to, and take its name when all is on the
    disk. A file with several names (hard links) would lose the others, and is left alone.

    :param read: what stood in it when it was read: who saved meanwhile loses nothing.
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


def _replace(target: Path, data: bytes, known: os.stat_result) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".tmp", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        with suppress(OSError, AttributeError):
            os.chown(name, known.st_uid, known.st_gid)
        os.chmod(name, stat.S_IMODE(known.st_mode))
        os.replace(name, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
