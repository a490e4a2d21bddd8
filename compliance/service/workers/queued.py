"""What the desk's queue says of a story: its headline, and when it goes out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compliance.article import Article

_LONGEST = 160


def headline_of(article: Article) -> str:
    """The headline on one line; where there is none, the first words."""
    block = article.headline or next((block for block in article.prose if block), None)
    words = " ".join(article[block].split()) if block else ""
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"


def goes_out(article: Article) -> datetime | None:
    """The moment of publication or the end of the embargo, whichever is later, where it is still to come.

    A moment without a time zone could be any of a day's, and is none.
    """
    told = (_in_utc(article.metadata.published), _in_utc(_moment(article.metadata.embargo)))
    last, now = max((one for one in told if one is not None), default=None), article.now
    return last if last is not None and now is not None and last > now else None


def _in_utc(told: date | None) -> datetime | None:
    if not isinstance(told, datetime) or told.tzinfo is None:
        return None
    try:
        return told.astimezone(UTC)
    except OverflowError:  # within a day of the end of time
        return None


def _moment(embargo: str) -> datetime | None:
    try:
        return datetime.fromisoformat(embargo)
    except ValueError:
        return None
