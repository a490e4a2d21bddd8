"""The desk page's stories, their versions, and wrong alarms."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables of the desk page."""
    _stories()
    _versions()
    _alarms()


def _stories() -> None:
    op.create_table(
        "desk_stories",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("story_id", sa.Text),
        sa.Column("headline", sa.Text, nullable=False),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("event", sa.Text),
        sa.Column("report_id", sa.Text),
        sa.Column("arrived", sa.Text, nullable=False),
        sa.Column("deadline", sa.Text),
        sa.Column("holder", sa.Text),
        sa.Column("sent_back", sa.Text),
        sa.Column("override", sa.Text),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.Text, nullable=False),
    )
    op.create_index("desk_stories_by_story", "desk_stories", ["title", "story_id"], unique=True)
    op.create_index("desk_stories_by_age", "desk_stories", ["title", "changed_at"])


def _versions() -> None:
    op.create_table(
        "desk_versions",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("desk_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("told", sa.Text),
        sa.Column("media", sa.Text),
        sa.Column("item", sa.Integer, nullable=False),
        sa.Column("now", sa.Text, nullable=False),
        sa.Column("checked", sa.Text, nullable=False),
        sa.Column("data", sa.LargeBinary),
    )
    op.create_index("desk_versions_by_story", "desk_versions", ["desk_id", "number"], unique=True)


def _alarms() -> None:
    op.create_table(
        "wrong_alarms",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("desk_id", sa.Text, nullable=False),
        sa.Column("story_id", sa.Text),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("variant", sa.Text),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("at", sa.Text, nullable=False),
    )
    op.create_index("wrong_alarms_by_finding", "wrong_alarms", ["desk_id", "fingerprint"], unique=True)
    op.create_index("wrong_alarms_by_rule", "wrong_alarms", ["title", "rule"])
