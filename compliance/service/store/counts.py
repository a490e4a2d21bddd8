"""Keeps with each story at the desk how it stands, so that the queue need not look into what was found.

Whatever changes it counts anew in its own transaction. Two things change it by themselves: a waiver ends, and the
house observes other rules; each row says until when, and under which observed rules, it was counted.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, select, update

from compliance.service.counting import Counted, counted
from compliance.service.store.desk_tables import desk_stories, desk_versions
from compliance.service.store.waivers import waivers_of_stories
from compliance.service.types import Checked, Waiver

_COLUMNS = ("stands", "to_fix", "to_decide", "notes", "counted_until")
"""Where the fields of :class:`Counted` stand, in their order."""
_NEWEST = (
    select(
        desk_stories.c.id,
        desk_stories.c.story_id,
        desk_stories.c.override,
        desk_stories.c.counted_under,
        desk_versions.c.item,
        desk_versions.c.checked,
    )
    .join(
        desk_versions,
        (desk_stories.c.id == desk_versions.c.desk_id) & (desk_stories.c.version == desk_versions.c.number),
    )
    .order_by(desk_stories.c.id)  # two that count many at once take them in one order
    .with_for_update(of=desk_stories)  # who decides of the same story meanwhile waits, and counts after us
)


def under(observed: Sequence[str]) -> str:
    """How observed rules stand in a row."""
    return json.dumps(list(observed))


def counted_row(found: Counted, observed: str) -> dict[str, Any]:
    """The columns of what was counted.

    :param observed: as :func:`under` writes it.
    """
    return {**dict(zip(_COLUMNS, found, strict=True)), "counted_under": observed}


def counted_of(row: Row[Any]) -> Counted | None:
    """What a row says; ``None`` where nobody has counted yet."""
    return None if row.counted_under is None else Counted(*(getattr(row, name) for name in _COLUMNS))


def is_current(row: Row[Any], observed: str, now: datetime) -> bool:
    """Whether a row still says how its story stands.

    :param observed: the rules that are observed now, as :func:`under` writes them.
    """
    return row.counted_under == observed and (row.counted_until is None or row.counted_until > now)


def decided(connection: Connection, title: str, story_id: str, now: datetime) -> None:
    """Count a story anew, of which somebody has just decided something; one that was never counted waits for it."""
    mine = (desk_stories.c.title == title) & (desk_stories.c.story_id == story_id)
    known = mine & desk_stories.c.counted_under.is_not(None)
    keep(connection, count(connection, title, known, None, now))


def count(
    connection: Connection, title: str, which: ColumnElement[bool], observed: str | None, now: datetime
) -> Mapping[str, tuple[Counted, str]]:
    """How stories stand, by their ids, and under which observed rules.

    :param which: the stories; one that has no version to show is left out.
    :param observed: as :func:`under` writes it; ``None``: those that each story was counted under before.
    """
    rows = connection.execute(_NEWEST.where(desk_stories.c.title == title, which)).all()
    waivers = _waivers(connection, title, [row.story_id for row in rows if row.story_id is not None])
    found = {}
    for row in rows:
        checked = Checked(item=row.item, story_id=row.story_id, **row.checked)
        rules = observed if observed is not None else row.counted_under
        one = counted(
            checked,
            waivers[row.story_id or ""],
            now=now,
            observed=json.loads(rules),
            overridden=row.override is not None,
        )
        found[row.id] = (one, rules)
    return found


def keep(connection: Connection, found: Mapping[str, tuple[Counted, str]]) -> None:
    """Write down what was counted in this transaction."""
    for desk_id, (one, rules) in found.items():
        query = update(desk_stories).where(desk_stories.c.id == desk_id)
        connection.execute(query.values(**counted_row(one, rules)))


def _waivers(connection: Connection, title: str, story_ids: Collection[str]) -> defaultdict[str, list[Waiver]]:
    """The waivers of stories, by story."""
    found: defaultdict[str, list[Waiver]] = defaultdict(list)
    for waiver in waivers_of_stories(connection, title, story_ids) if story_ids else ():
        found[waiver.story_id].append(waiver)
    return found
