"""The story that a webhook tells of, so that it is erased with the story."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the column; webhooks of before have no story, and are erased by age."""
    op.add_column("outbox", sa.Column("story_id", sa.Text))
    op.create_index("outbox_by_story", "outbox", ["title", "story_id"])
