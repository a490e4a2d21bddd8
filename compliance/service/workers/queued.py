"""What the desk's queue says of a story: its headline, and when it goes out."""

from __future__ import annotations

from datetime import datetime
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
    told = (article.metadata.published, _moment(article.metadata.embargo))
    moments = [one for one in told if isinstance(one, datetime) and one.tzinfo is not None]
    last, now = max(moments, default=None), article.now
    return last if last is not None and now is not None and last > now else None


def _moment(embargo: str) -> datetime | None:
    try:
        return datetime.fromisoformat(embargo)
    except ValueError:
        return None
