"""Writes answers as JSON."""

from __future__ import annotations

import json
from typing import Any

import orjson

JSON = "application/json"
REPLAYED = {"Idempotency-Replayed": "true"}
"""Headers of an answer to a request that came before with the same key."""


def written(value: Any) -> bytes:
    """A value as JSON; half a surrogate pair, which a story may hold, stays an escape."""
    try:
        return orjson.dumps(value, default=_other, option=orjson.OPT_PASSTHROUGH_DATETIME)
    except TypeError:  # half a pair, a number of more than 64 bits, more levels than it takes
        return _JSON.encode(value).encode("utf-8", "backslashreplace")


def _other(value: Any) -> Any:
    """Read-only mappings as objects, records as lists, dates in ISO 8601."""
    if hasattr(value, "items"):
        return dict(value)
    if isinstance(value, tuple):
        return list(value)
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_other)
