"""The tables of the record as they are now; how an older database gets there stands in ``migrations``."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, MetaData, Table, Text

from compliance.service.store.columns import Json, Moment

metadata = MetaData()

reports = Table(
    "reports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("story_id", Text),
    Column("event", Text, nullable=False),
    Column("checked_at", Moment, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("person", Json),
    Column("digest", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("report", Json, nullable=False),
    Column("versions", Json, nullable=False),
    Index("reports_by_story", "title", "story_id", "id"),
    Index("reports_by_age", "title", "checked_at"),
)
"""Every check of an event."""

stories = Table(
    "stories",
    metadata,
    Column("report_id", Text, primary_key=True),
    Column("fields", Json, nullable=False),
)
"""The canonical fields of a checked story, where the house keeps story text."""

idempotency = Table(
    "idempotency",
    metadata,
    Column("caller", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("item", Integer, primary_key=True),
    Column("body", Text, nullable=False),
    Column("report_id", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index("idempotency_by_age", "made_at"),
    Index("idempotency_by_report", "report_id"),
)
"""What was made of a request that may be sent again: a report, or a waiver, whose id stands in ``report_id`` too."""

waivers = Table(
    "waivers",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("story_id", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("facts", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("until", Moment, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("withdrawn_at", Moment),
    Column("withdrawn_by", Json),
    Index("waivers_by_story", "title", "story_id"),
)
"""What people let through."""

agreements = Table(
    "agreements",
    metadata,
    Column("waiver_id", Text, primary_key=True),
    Column("person_id", Text, primary_key=True),
    Column("number", Integer, nullable=False),
    Column("person", Json, nullable=False),
    Column("at", Moment, nullable=False),
    Column("reason", Text),
)
"""Who agreed to a waiver, each person once; ``reason`` is of those who agreed later, where they gave one."""

certificates = Table(
    "certificates",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("story_id", Text),
    Column("report_id", Text, nullable=False),
    Column("key_id", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("document", Json, nullable=False),
    Index("certificates_by_story", "title", "story_id"),
    Index("certificates_by_report", "report_id"),
)
"""What was handed out, signed."""

public_keys = Table(
    "public_keys",
    metadata,
    Column("key_id", Text, primary_key=True),
    Column("pem", Text, nullable=False),
    Column("since", Moment, nullable=False),
)
"""The keys that certificates were ever signed with: old certificates outlive a change of keys."""

journal = Table(
    "journal",
    metadata,
    Column("id", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", Text, nullable=False),
    Column("story_id", Text),
    Column("detail", Json, nullable=False),
    Index("journal_by_title", "title", "id"),
    Index("journal_by_story", "title", "story_id"),
)
"""Acts that must be found again: overrides and each time that one counts, withdrawn waivers, erasures, and stories
sent back or put away."""
