"""The log: a line of JSON for each thing that happened, never with a story's text."""

from __future__ import annotations

import logging
import sys
from datetime import UTC, datetime
from typing import Any, TextIO

from compliance.service.api.written import written

NAME = "compliance.service"
_FIELDS = "fields"


class _Line(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": f"{datetime.fromtimestamp(record.created, UTC).isoformat(timespec='milliseconds')[:-6]}Z",
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, _FIELDS, {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            # the message of an exception may quote what it failed on: the places alone are safe
            line["error"] = record.exc_info[0].__name__
            line["at"] = _places(record)
        return written(line).decode()


def _places(record: logging.LogRecord) -> list[str]:
    import traceback

    assert record.exc_info is not None
    return [f"{frame.name}:{frame.lineno}" for frame in traceback.extract_tb(record.exc_info[2])][-6:]


def set_up(stream: TextIO | None = None) -> None:
    """Write the log as JSON lines.

    :param stream: default: standard error.
    """
    # threads and processes stand in no line, and are not asked after for each
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Line())
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
    told = None if error is None else (type(error), error, error.__traceback__)
    # where in the program it was said, which a logger finds out at some cost, stands in no line
    record = logging.LogRecord(NAME, level, "", 0, event, (), told)
    setattr(record, _FIELDS, fields)
    logger.handle(record)
