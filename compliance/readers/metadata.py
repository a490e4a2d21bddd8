"""Turns the keys that every format shares (``published``, ``product``, ``territories`` …) into metadata."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from compliance.article import CHANNELS, JURISDICTIONS, PRODUCTS, Metadata
from compliance.errors import ReadError, did_you_mean

KNOWN = (frozenset(Metadata._fields) - {"extra", "story_id"}) | {"id"}

OURS = tuple(
    "product territories channels jurisdiction edition_date sponsored ai_assisted reviewed_by agency teasers "
    "now".split()
)
"""Keys that no other form has; a story in one may give them all the same."""


def fits(key: str, value: Any) -> bool:
    """Whether a key of :data:`OURS` in a story of another form means what it means in the product's own."""
    try:
        judged_at(make_metadata({key: value}, {}, ""), None, "")
    except ReadError:
        return False
    return value is not None


def make_metadata(values: Mapping[str, Any], defaults: Mapping[str, Any], where: str) -> Metadata:
    """Metadata from a story's own keys, and the house's defaults for those it does not have.

    :param values: as the story says them; ``id`` counts only here, since no two stories share one.
    :param where: the file, for errors.
    :raises ReadError: a value is not of its kind; the message names key, value and what is allowed.
    """
    merged = {**defaults, **{key: value for key, value in values.items() if value is not None}}
    if not merged:
        return Metadata()
    edition = moment(merged.get("edition_date"), "edition_date", where)
    teasers = merged.get("teasers") or {}
    if not isinstance(teasers, Mapping):
        raise _wrong("teasers", teasers, "a table of texts: seo, push, social, newsletter, slug", where)
    return Metadata(
        published=moment(merged.get("published"), "published", where),
        updated=moment(merged.get("updated"), "updated", where),
        edition_date=edition.date() if isinstance(edition, datetime) else edition,
        language=text(merged.get("language"), "language", where),
        byline=text(merged.get("byline"), "byline", where),
        section=text(merged.get("section"), "section", where),
        embargo=text(merged.get("embargo"), "embargo", where),
        reviewed_by=text(merged.get("reviewed_by"), "reviewed_by", where),
        agency=text(merged.get("agency"), "agency", where),
        sponsored=flag(merged.get("sponsored"), "sponsored", where),
        ai_assisted=flag(merged.get("ai_assisted"), "ai_assisted", where),
        product=_one_of(merged.get("product"), "product", PRODUCTS, where),
        territories=_codes(merged.get("territories"), where),
        channels=_channels(merged.get("channels"), where),
        jurisdiction=_one_of(merged.get("jurisdiction"), "jurisdiction", JURISDICTIONS, where),
        teasers={str(key): str(value) for key, value in teasers.items()},
        story_id=text(values.get("id"), "id", where),
        extra={key: value for key, value in merged.items() if key not in KNOWN},
    )


def judged_at(metadata: Metadata, told: datetime | None, where: str) -> datetime | None:
    """The moment a story is judged at: as told by the caller, else the story's or the house's key ``now``.

    :raises ReadError: the key's value is no moment.
    """
    if told is not None:
        return told
    when = moment(metadata.extra.get("now"), "now", where)
    if when is None or isinstance(when, datetime):
        return when
    return datetime(when.year, when.month, when.day)


def moment(value: Any, key: str, where: str) -> date | datetime | None:
    """A day or a moment from what a format gives: a date, or ISO 8601 text.

    :raises ReadError: the text is no such thing.
    """
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        written = value.strip()
        try:
            return date.fromisoformat(written) if len(written) == 10 else datetime.fromisoformat(written)
        except ValueError:
            pass
    raise _wrong(key, value, "a day or moment as in 2023-04-18 or 2023-04-18T09:30:00+02:00", where)


def text(value: Any, key: str, where: str) -> str:
    """A value that is text; a date or number is taken as written, a list of names is joined."""
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return ", ".join(value)
    if isinstance(value, str | int | float | date) and not isinstance(value, bool):
        return str(value)
    raise _wrong(key, value, "text", where)


def flag(value: Any, key: str, where: str) -> bool | None:
    """A value that is true, false or not given."""
    if value is None or isinstance(value, bool):
        return value
    raise _wrong(key, value, "true or false", where)


def _one_of(value: Any, key: str, allowed: tuple[str, ...], where: str) -> str:
    if value is None or value == "":
        return ""
    if value in allowed:
        return str(value)
    hint = did_you_mean(str(value), allowed) or f"one of: {', '.join(allowed)}"
    raise ReadError(f"{key}: {value!r} is not known", where=where, hint=hint)


def _list(value: Any, key: str, where: str) -> tuple[str, ...] | None:
    if value is None:
        return None
    if isinstance(value, str):
        value = [value]
    if isinstance(value, list | tuple) and all(isinstance(part, str) for part in value):
        return tuple(value)
    # a bare NO in YAML 1.1 is false, and Norway is a territory
    if isinstance(value, list) and all(isinstance(part, str) or part is False for part in value):
        return tuple("NO" if part is False else part for part in value)
    raise _wrong(key, value, "a list of texts", where)


def _codes(value: Any, where: str) -> tuple[str, ...] | None:
    codes = _list(value, "territories", where)
    if codes is None:
        return None
    for code in codes:
        if not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise _wrong("territories", code, "two-letter country codes such as DE, ES, GB", where)
    return tuple(code.upper() for code in codes)


def _channels(value: Any, where: str) -> tuple[str, ...] | None:
    channels = _list(value, "channels", where)
    if channels is None:
        return None
    return tuple(_one_of(channel, "channels", CHANNELS, where) for channel in channels)


def _wrong(key: str, value: Any, wanted: str, where: str) -> ReadError:
    shown = repr(value)
    return ReadError(
        f"{key}: {shown if len(shown) < 60 else shown[:57] + '…'} is not allowed", where=where, hint=f"give {wanted}"
    )
