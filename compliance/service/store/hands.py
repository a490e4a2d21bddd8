"""Reads what the desk has in hand: the whole queue of a title, or one story with what was decided of it."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from compliance.service.store.alarms import alarms_of
from compliance.service.store.desk_rows import Hand, Version, in_hand, version_of
from compliance.service.store.desk_tables import desk_stories, desk_versions
from compliance.service.store.waivers import waivers_of_stories
from compliance.service.types import Waiver

MOST_LINES = 300
"""Stories of a queue that are shown; what may be published gives way first."""
SHOWN_AFTERWARDS = timedelta(days=1)
"""How long a story that may be published stays in the queue, unless something else happens to it."""
_WITHOUT_TEXT = tuple(column for column in desk_versions.c if column.name != "data")


def queue_of(connection: Connection, title: str, now: datetime) -> tuple[Hand, ...]:
    """The stories of a title: the nearest deadline first, then the newest; without their text."""
    stories = desk_stories.c
    open_, lately = stories.verdict != "publish", stories.changed_at > now - SHOWN_AFTERWARDS
    query = (
        select(desk_stories)
        .where(stories.title == title, open_ | lately)
        .order_by(stories.verdict == "publish", stories.deadline.is_(None), stories.deadline, stories.arrived.desc())
        .limit(MOST_LINES)
    )
    found = [in_hand(row) for row in connection.execute(query)]
    by_story = _waivers(connection, title, [story.story_id for story in found if story.story_id is not None])
    newest = _newest(connection, {story.id: story.story_id for story in found})
    return tuple(
        Hand(story, newest[story.id], waivers=tuple(by_story[story.story_id or ""]))
        for story in found
        if story.id in newest
    )


def hand_of(connection: Connection, title: str, desk_id: str) -> Hand | None:
    """A story of a title with its two newest versions; ``None`` where the desk does not have it."""
    mine = (desk_stories.c.title == title) & (desk_stories.c.id == desk_id)
    row = connection.execute(select(desk_stories).where(mine)).one_or_none()
    if row is None:
        return None
    story = in_hand(row)
    query = select(desk_versions).where(desk_versions.c.desk_id == desk_id)
    rows = connection.execute(query.order_by(desk_versions.c.number.desc()).limit(2)).all()
    if not rows:
        return None  # its report was erased, and its versions with it
    newest, *before = [version_of(row, story.story_id) for row in rows]
    waivers = waivers_of_stories(connection, title, [story.story_id]) if story.story_id is not None else ()
    return Hand(story, newest, before[0] if before else None, waivers, alarms_of(connection, desk_id))


def _waivers(connection: Connection, title: str, story_ids: list[str]) -> defaultdict[str, list[Waiver]]:
    found: defaultdict[str, list[Waiver]] = defaultdict(list)
    for waiver in waivers_of_stories(connection, title, story_ids) if story_ids else ():
        found[waiver.story_id].append(waiver)
    return found


def _newest(connection: Connection, stories: dict[str, str | None]) -> dict[str, Version]:
    """The newest version of each story."""
    same = (desk_stories.c.id == desk_versions.c.desk_id) & (desk_stories.c.version == desk_versions.c.number)
    query = select(*_WITHOUT_TEXT).join(desk_stories, same).where(desk_versions.c.desk_id.in_(stories))
    return {row.desk_id: version_of(row, stories[row.desk_id]) for row in connection.execute(query)}
