"""What every comparison knows of a sighting's story: its day, and what its system calls it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compliance.article import Article
from compliance.sighting import Sighted


def story_facts(article: Article) -> Mapping[str, Any]:
    """The facts of a story, to be kept with a sighting."""
    day = article.metadata.published_day
    return {"day": day.isoformat() if day else "", "story": article.metadata.story_id}


def by_day(seen: Sighted) -> tuple[bool, str, int]:
    """Orders sightings by the day of their story; those of no known day come last, in the stories' order."""
    return (not seen.data["day"], seen.data["day"], seen.number)


def story_of(seen: Sighted) -> str:
    """What tells stories apart: a story and its update are one."""
    return seen.data["story"] or seen.name
