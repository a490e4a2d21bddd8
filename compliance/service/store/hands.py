"""Reads what the desk has in hand: the whole queue of a title, or one story with what was decided of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Connection, select

from compliance.service.store.alarms import alarms_of
from compliance.service.store.counts import counted_of, is_current
from compliance.service.store.desk_rows import Hand, InHand, in_hand, version_of
from compliance.service.store.desk_tables import desk_stories, desk_versions
from compliance.service.store.waivers import waivers_of_stories

MOST_LINES = 300
"""Stories of a queue that are shown; what may be published gives way first."""
SHOWN_AFTERWARDS = timedelta(days=1)
"""How long a story that may be published stays in the queue, unless something else happens to it."""


def queue_of(connection: Connection, title: str, observed: str, now: datetime) -> tuple[InHand, ...]:
    """The stories of a title: the nearest deadline first, then the newest.

    One that has to be counted anew comes without its ``counted``; what was found in it is not looked into.

    :param observed: the rules that are observed now, as :func:`counts.under` writes them.
    """
    stories = desk_stories.c
    open_, lately = stories.verdict != "publish", stories.changed_at > now - SHOWN_AFTERWARDS
    query = (
        select(desk_stories)
        .join(desk_versions, (stories.id == desk_versions.c.desk_id) & (stories.version == desk_versions.c.number))
        .where(stories.title == title, open_ | lately)
        .order_by(stories.verdict == "publish", stories.deadline.is_(None), stories.deadline, stories.arrived.desc())
        .limit(MOST_LINES)
    )
    return tuple(
        in_hand(row)._replace(counted=counted_of(row) if is_current(row, observed, now) else None)
        for row in connection.execute(query)
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
