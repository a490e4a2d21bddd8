"""How each story at the desk stands, beside what was found in it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the columns; stories of before are counted when somebody next looks at the queue."""
    for name, kind in (
        ("stands", sa.Text),
        ("to_fix", sa.Integer),
        ("to_decide", sa.Integer),
        ("notes", sa.Integer),
        ("counted_until", sa.Text),
        ("counted_under", sa.Text),
    ):
        op.add_column("desk_stories", sa.Column(name, kind))
