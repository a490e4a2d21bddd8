"""A story's lines in the journal are found at once: each check that would be held asks for the newest override."""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the index."""
    op.create_index("journal_by_story", "journal", ["title", "story_id"])
