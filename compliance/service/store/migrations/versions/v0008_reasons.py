"""The reason that somebody gave who agreed to another person's waiver."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Add the column; of those who agreed before nobody knows it."""
    op.add_column("agreements", sa.Column("reason", sa.Text))
