from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO

import pytest

from compliance.service.api import logs


@pytest.fixture
def log() -> Iterator[StringIO]:
    names = (logs.NAME, "uvicorn", "uvicorn.error")
    before = {name: (list(logger.handlers), logger.propagate, logger.level) for name, logger in map(_named, names)}
    stream = StringIO()
    logs.set_up(stream)
    yield stream
    for name, (handlers, propagate, level) in before.items():
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)


def _named(name: str) -> tuple[str, logging.Logger]:
    return name, logging.getLogger(name)


def test_a_line_is_json_that_says_when_and_what(log: StringIO) -> None:
    before = datetime.now(UTC)
    logs.say("request", path="/v1/café", status=200, before=datetime(2026, 3, 2, tzinfo=UTC))
    (line,) = log.getvalue().splitlines()
    told = json.loads(line)
    assert told.pop("time").endswith("Z")
    assert told == {
        "level": "info",
        "event": "request",
        "path": "/v1/café",
        "status": 200,
        "before": "2026-03-02T00:00:00+00:00",
    }
    said = datetime.fromisoformat(json.loads(line)["time"])
    assert abs((said - before).total_seconds()) < 60


def test_of_an_error_a_line_says_the_kind_and_the_places_and_no_word_of_its_message(log: StringIO) -> None:
    try:
        raise ValueError("the mayor's secret")
    except ValueError as error:
        logs.say("failed", logging.ERROR, error=error, path="/v1/check")
    told = json.loads(log.getvalue())
    assert (told["level"], told["error"], "secret" in log.getvalue()) == ("error", "ValueError", False)
    assert told["at"][-1].startswith("test_of_an_error")
