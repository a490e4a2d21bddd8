"""The tables of who may come in, and of what is to be told to others."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, Text

from compliance.service.store.columns import Json, Moment
from compliance.service.store.tables import metadata

tokens = Table(
    "tokens",
    metadata,
    Column("id", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("roles", Json, nullable=False),
    Column("observe", Boolean, nullable=False),
    Column("person_key", Text),
    Column("made_at", Moment, nullable=False),
    Column("expires_at", Moment),
    Column("revoked_at", Moment),
    Column("used_at", Moment),
)
"""The tokens of programs; their secrets are not among them."""

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person", Json, nullable=False),
    Column("title", Text, nullable=False),
    Column("titles", Json, nullable=False),
    Column("way", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Index("sessions_by_age", "made_at"),
)
"""Who is signed in at the desk page, by the digest of what their browser keeps."""

used_once = Table(
    "used_once",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("until", Moment, nullable=False),
    Index("used_once_by_age", "until"),
)
"""What must not come twice: signed statements and webhooks, until they would be refused for their age."""

outbox = Table(
    "outbox",
    metadata,
    Column("id", Text, primary_key=True),
    Column("hook", Text, primary_key=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("due_at", Moment),
    Column("attempts", Integer, nullable=False),
    Column("sent_at", Moment),
    Column("error", Text, nullable=False),
    Column("story_id", Text),
    Index("outbox_by_due", "due_at"),
    Index("outbox_by_story", "title", "story_id"),
)
"""Webhooks, those still to be sent with the moment of the next try."""
