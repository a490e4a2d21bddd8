"""What a house sets for its service: the table ``[service]`` of compliance.toml, under the options of the command."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from compliance.config_layers import read
from compliance.config_values import Problem, check_keys, number, table, text_list
from compliance.record import Record

HOLD, REVIEW = "hold", "review"
_PARTS = ("access", "record", "titles", "webhooks")
"""Tables of other parts of the service; each checks its own."""


class Settings(Record):
    """How the service behaves.

    :param story_seconds: the time that the rules have for one story; one rule may take half of it.
    :param on_overrun: the verdict where a rule was cut off: ``hold`` or ``review``.
    :param essential: globs of rules without which no story is let through, suspended or not.
    :param observe: globs of rules whose findings are shown and never count.
    :param accept_new_rules: whether rules that an upgrade brings count at once, and not when they are accepted.
    :param suspend_after: on how many of the last :attr:`suspend_within` stories a rule fails before it is suspended.
    :param suspend_seconds: how long a suspended rule waits before it is tried again; twice as long each time.
    :param in_flight: stories at work or waiting for a worker before more are refused; 0: eight a worker.
    :param max_body: bytes of a request.
    :param max_depth: how deep a body's lists, objects and elements may be nested; 0: as deep as they are read (100
        lists and objects, 512 elements).
    :param max_stories: stories of a batch.
    :param requests_per_minute: of one token, over time.
    :param burst: of one token, at once.
    :param header_seconds: how long a client may take over the head of a request, or stay silent between two.
    :param body_seconds: how long it may take over the body.
    :param cors: origins that scripts in browsers may call from; none unless named.
    :param keep_text: whether the story's text becomes part of the record.
    :param retention_days: how long reports are kept (``[service.record]``); ``None``: until somebody erases them.
    :param signing_key: the file of the key that certificates are signed with; made where there is none. Empty:
        beside the record.
    :param parts: the tables of other parts, as they are written.
    """

    story_seconds: float = 2.0
    on_overrun: str = HOLD
    essential: tuple[str, ...] = ()
    observe: tuple[str, ...] = ()
    accept_new_rules: bool = False
    suspend_after: int = 3
    suspend_within: int = 20
    suspend_seconds: float = 300.0
    in_flight: int = 0
    max_body: int = 2_000_000
    max_depth: int = 0
    max_stories: int = 100
    requests_per_minute: int = 600
    burst: int = 60
    header_seconds: float = 10.0
    body_seconds: float = 30.0
    cors: tuple[str, ...] = ()
    keep_text: bool = False
    retention_days: float | None = None
    signing_key: str = ""
    parts: Mapping[str, Any] = {}


_KEYS = tuple(name for name in Settings._fields if name not in ("parts", "retention_days"))
MOST_DAYS = 100_000
"""More would reach beyond the calendar."""
_SECONDS = ("story_seconds", "suspend_seconds", "header_seconds", "body_seconds")
_COUNTS = ("suspend_after", "suspend_within", "max_body", "max_stories", "requests_per_minute", "burst")
_FROM_NOTHING = ("in_flight", "max_depth")
_FLAGS = ("keep_text", "accept_new_rules")
_LISTS = ("essential", "observe", "cors")


def load(path: Path | None) -> Settings:
    """The settings of a configuration file.

    :raises ConfigError: one of them is not allowed; the message names file, line and key.
    """
    if path is None:
        return Settings()
    layer = read(path).layer
    try:
        return from_table(table(layer.values, "service"))
    except Problem as problem:
        layer.refuse(Problem(("service", *problem.path), problem.what, problem.hint))


def from_table(values: Mapping[str, Any]) -> Settings:
    """The settings in a table.

    :raises Problem: one of them is not allowed.
    """
    check_keys(values, (*_KEYS, *_PARTS))
    found: dict[str, Any] = {key: number(values, key, 0.05) for key in _SECONDS}
    found.update({key: _whole(values, key, 1) for key in _COUNTS})
    found.update({key: _whole(values, key, 0) for key in _FROM_NOTHING})
    found.update({key: text_list(values, key) for key in _LISTS})
    found.update({key: _flag(values, key) for key in _FLAGS})
    found["retention_days"] = _record(values)
    found["signing_key"] = _text(values, "signing_key")
    found["on_overrun"] = _choice(values, "on_overrun", (HOLD, REVIEW))
    parts = {name: table(values, name) for name in _PARTS if name in values}
    return Settings(**{key: value for key, value in found.items() if value is not None}, parts=parts)


def _record(values: Mapping[str, Any]) -> float | None:
    """The table of the record, which has one setting."""
    record = table(values, "record")
    check_keys(record, ("retention_days",), ("record",))
    return days_kept(record, ("record",))


def days_kept(values: Mapping[str, Any], path: tuple[str, ...]) -> float | None:
    """For how many days a record is kept; ``None`` where it is not said.

    :raises Problem: it is no number of days.
    """
    days: Any = values.get("retention_days")
    if days is None or (isinstance(days, int | float) and not isinstance(days, bool) and 0 < days <= MOST_DAYS):
        return days
    raise Problem((*path, "retention_days"), f"{days!r} is no number of days", "as in retention_days = 365")


def _whole(values: Mapping[str, Any], key: str, least: int) -> int | None:
    found = number(values, key, least)
    if found is None or isinstance(found, int):
        return found
    _refuse(key, found, f"a whole number of at least {least}")


def _flag(values: Mapping[str, Any], key: str) -> bool | None:
    found = values.get(key)
    return found if found is None or isinstance(found, bool) else _refuse(key, found, "true or false")


def _text(values: Mapping[str, Any], key: str) -> str | None:
    found = values.get(key)
    return found if found is None or isinstance(found, str) else _refuse(key, found, "a text")


def _choice(values: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> str | None:
    found = values.get(key)
    return found if found is None or found in allowed else _refuse(key, found, f"one of: {', '.join(allowed)}")


def _refuse(key: str, value: Any, hint: str) -> NoReturn:
    raise Problem((key,), f"{value!r} is not allowed", hint)
