"""How moments and JSON stand in a column, alike in every database."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Text
from sqlalchemy.types import TypeDecorator


class Moment(TypeDecorator[datetime]):
    """A moment as text in UTC, always of the same length, so that text sorts as time does."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> str | None:
        """The text of a moment; one without a time zone is refused."""
        return None if value is None else written(value)

    def process_result_value(self, value: str | None, dialect: Any) -> datetime | None:
        """The moment of a text."""
        return None if value is None else datetime.fromisoformat(value)


class Ascii(str):
    """JSON that is written already, in ASCII."""

    __slots__ = ()


def as_written(text: str, value: Any) -> Any:
    """What a column of JSON takes for a value.

    :param text: its JSON; empty where it is not written yet. What is not in ASCII is written anew.
    """
    return Ascii(text) if text and text.isascii() else value


class Json(TypeDecorator[Any]):
    """JSON as text in ASCII: whatever a story holds, every database takes it and gives it back."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        """The JSON of a value."""
        return value if value is None or isinstance(value, Ascii) else _JSON.encode(value)

    def process_result_value(self, value: str | None, dialect: Any) -> Any:
        """The value of the JSON."""
        return None if value is None else json.loads(value)


def written(moment: datetime) -> str:
    """A moment as ISO 8601 in UTC with microseconds and ``Z``.

    :raises ValueError: it has no time zone, so nobody can say when it was.
    """
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} has no time zone")
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def storable(text: str) -> str:
    """A text as every database takes it: what a story may hold and no database does is replaced."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\N{REPLACEMENT CHARACTER}")


def plain_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON: moments as they are written, bytes in base64."""
    return {name: _plain_value(value) for name, value in row.items()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, bytes):
        return b64encode(value).decode()
    return written(value) if isinstance(value, datetime) else value


def _plain(value: Any) -> Any:
    """What JSON has no form for: read-only mappings, sets, dates."""
    if hasattr(value, "keys"):
        return dict(value)
    return value.isoformat() if hasattr(value, "isoformat") else sorted(value)


_JSON = json.JSONEncoder(separators=(",", ":"), default=_plain)
