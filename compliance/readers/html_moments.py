"""Understands the days and moments that a page says for machines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.readers.jsonld import Value


def moments(values: Mapping[str, Value]) -> dict[str, date | datetime | str]:
    """Metadata values with days and moments understood; a day that cannot be is left out."""
    known: dict[str, date | datetime | str] = {}
    for key, value in values.items():
        if key in ("published", "updated"):
            when = moment_of(value.text)
            if when is not None:
                known[key] = when
        else:
            known[key] = value.text
    return known


def moment_of(text: str) -> date | datetime | None:
    """A day or moment in one of the forms that pages use: ISO 8601, or that of e-mail; ``None`` for others."""
    text = _loose().sub(_as_iso, text.strip())
    try:
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    except ValueError:
        pass
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None


@cache
def _loose() -> re.Pattern[str]:
    return re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d\d:\d\d(?::\d\d)?) ?([+-]\d\d:?\d\d|Z)?)?$")


def _as_iso(match: re.Match[str]) -> str:
    """ISO 8601 of a moment that content systems write nearly so: ``2014-9-5``, a space before the zone."""
    day = f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}"
    return f"{day}T{match[4]}{match[5] or ''}" if match[4] else day
