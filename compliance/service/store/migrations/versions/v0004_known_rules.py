"""The rules that the record has met, since what an upgrade brings is observed at first."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "known_rules",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("since", sa.Text, nullable=False),
        sa.Column("accepted_at", sa.Text),
        sa.Column("accepted_by", sa.Text, nullable=False),
    )
