"""The log: a line of JSON for each thing that happened, never with a story's text."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from time import time
from typing import Any, TextIO

from compliance.service.api.written import written

NAME = "compliance.service"
_FIELDS = "fields"


class _Lines(logging.Handler):
    """Writes lines to a stream: those of :func:`say`, and what libraries log in the way of the standard library."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__()
        self._stream = stream

    def emit(self, record: logging.LogRecord) -> None:
        """Write what a library says, its message and no more of an exception than its kind and its places."""
        fields: dict[str, Any] = dict(getattr(record, _FIELDS, {}))
        if record.exc_info and record.exc_info[1] is not None:
            fields |= _failure(record.exc_info[1])
        self.write(record.created, record.levelno, record.getMessage(), fields)

    def write(self, moment: float, level: int, event: str, fields: Mapping[str, Any]) -> None:
        """Write a line; one that cannot be written stops nothing.

        :param moment: seconds since the epoch.
        """
        stamp = datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds")
        line = {"time": f"{stamp[:-6]}Z", "level": logging.getLevelName(level).lower(), "event": event, **fields}
        text = f"{written(line).decode()}\n"
        self.acquire()
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):
            pass
        finally:
            self.release()


def _failure(error: BaseException) -> dict[str, Any]:
    """What a line says of an exception. Its message may quote what it failed on: the places alone are safe."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    return {"error": type(error).__name__, "at": [f"{frame.name}:{frame.lineno}" for frame in frames][-6:]}


def set_up(stream: TextIO | None = None) -> None:
    """Write the log as JSON lines.

    :param stream: default: standard error.
    """
    handler = _Lines(stream or sys.stderr)
    for name in (NAME, "uvicorn", "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
        logger.setLevel(logging.INFO if name == NAME else logging.WARNING)


def say(event: str, level: int = logging.INFO, *, error: BaseException | None = None, **fields: Any) -> None:
    """Write a line.

    :param event: what happened.
    :param fields: what else is to be known; no story text.
    """
    logger = logging.getLogger(NAME)
    if not logger.isEnabledFor(level):
        return
    for handler in logger.handlers:
        if isinstance(handler, _Lines):  # without all that a record of the standard library has and no line says
            handler.write(time(), level, event, fields if error is None else {**fields, **_failure(error)})
            return
    logger.log(level, event, exc_info=error, extra={_FIELDS: fields})
