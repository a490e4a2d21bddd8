"""The tables of the desk page: stories in hand, their versions, and what people called wrong alarms."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, LargeBinary, Table, Text

from compliance.service.store.columns import Json, Moment
from compliance.service.store.tables import metadata

desk_stories = Table(
    "desk_stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("story_id", Text),
    Column("headline", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("event", Text),
    Column("report_id", Text),
    Column("arrived", Moment, nullable=False),
    Column("deadline", Moment),
    Column("holder", Json),
    Column("sent_back", Json),
    Column("override", Json),
    Column("version", Integer, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("stands", Text),
    Column("to_fix", Integer),
    Column("to_decide", Integer),
    Column("notes", Integer),
    Column("counted_until", Moment),
    Column("counted_under", Text),
    Index("desk_stories_by_story", "title", "story_id", unique=True),
    Index("desk_stories_by_age", "title", "changed_at"),
)
"""Stories in hand; one that came without an id of its own has none here either, unless the desk gave it one.

``verdict`` is what it came with; ``stands`` and the numbers after it are what became of it since (:mod:`counts`)."""

desk_versions = Table(
    "desk_versions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("desk_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("told", Text),
    Column("media", Text),
    Column("item", Integer, nullable=False),
    Column("now", Moment, nullable=False),
    Column("checked", Json, nullable=False),
    Column("data", LargeBinary),
    Index("desk_versions_by_story", "desk_id", "number", unique=True),
)
"""The versions of a story in hand: what was found in each, and its bytes where the house keeps story text."""

wrong_alarms = Table(
    "wrong_alarms",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("desk_id", Text, nullable=False),
    Column("story_id", Text),
    Column("rule", Text, nullable=False),
    Column("variant", Text),
    Column("fingerprint", Text, nullable=False),
    Column("by", Json, nullable=False),
    Column("at", Moment, nullable=False),
    Index("wrong_alarms_by_finding", "desk_id", "fingerprint", unique=True),
    Index("wrong_alarms_by_rule", "title", "rule"),
)
"""Findings that people called wrong, each finding of a story once."""
