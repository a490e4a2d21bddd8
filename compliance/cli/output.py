"""Where output goes and how it is dressed: terminal or file, colour, width, encoding."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from compliance.errors import ComplianceError

if TYPE_CHECKING:
    import io

NARROWEST, WIDEST, UNKNOWN = 40, 110, 100
_SIGNS = "│→…✗·"
_TOLD_TO_END = 128 + 15


def colours(choice: str, stream: TextIO) -> bool:
    """Whether to use colours.

    :param choice: ``auto``, ``always`` or ``never``; ``auto`` is a terminal, without ``NO_COLOR``.
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()


def width(stream: TextIO) -> int:
    """The cells of a line: those of the terminal within reason, a fixed number where there is none."""
    told = os.environ.get("COLUMNS", "")
    if told.isdigit() and int(told) > 0:
        return max(min(int(told), WIDEST), NARROWEST)
    try:
        columns = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError, AttributeError):
        return UNKNOWN
    return max(min(columns, WIDEST), NARROWEST) if columns else UNKNOWN


def carries_signs(stream: TextIO) -> bool:
    """Whether the stream's encoding has the signs that we draw with."""
    try:
        _SIGNS.encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


@contextmanager
def opened(path: str | None, *, machine: bool, err: bool = False) -> Iterator[TextIO]:
    """The stream to write to.

    :param path: a file; ``None`` for standard output.
    :param machine: what is written is for programs: UTF-8 with bare line feeds, whatever the terminal speaks.
    :param err: standard error in place of standard output.
    A file is replaced when all is written: a run that ends early leaves the one that was there.

    :raises ComplianceError: the file cannot be written.
    """
    if path is None or path == "-":
        yield _standard(sys.stderr if err else sys.stdout, machine)
        return
    target = Path(path)
    # a pipe or a device cannot be replaced, and needs no protection
    whole = not target.exists() or target.is_file()
    written = target.with_name(f"{target.name}.{os.getpid()}.tmp") if whole else target
    try:
        with _ending(), written.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            yield stream
        if whole:
            written.replace(target)
    except OSError as error:
        raise ComplianceError(
            f"the output cannot be written: {error.strerror}",
            where=path,
            hint="make the folder first" if isinstance(error, FileNotFoundError) else "check the folder",
        ) from error
    finally:
        if whole:
            with suppress(OSError):
                written.unlink(missing_ok=True)


@contextmanager
def _ending() -> Iterator[None]:
    """While this lasts, who is told to end (SIGTERM) tidies up first, as after Ctrl-C."""
    import signal

    def end(number: int, frame: object) -> NoReturn:
        raise SystemExit(_TOLD_TO_END)

    try:
        before = signal.signal(signal.SIGTERM, end)
    except ValueError:  # only the main thread hears signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _standard(stream: TextIO | io.TextIOWrapper, machine: bool) -> TextIO:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        if machine:
            reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
        else:
            reconfigure(errors="backslashreplace" if stream.encoding.lower().startswith("utf") else "replace")
    return stream


def write(stream: TextIO, pieces: Iterable[str]) -> None:
    """Write as it comes, so that a long run shows that it lives."""
    for piece in pieces:
        stream.write(piece)
        stream.flush()
