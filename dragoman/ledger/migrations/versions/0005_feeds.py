"""The secret by which somebody's feed reader asks for saved searches."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Add its digest to the people; nobody has one yet."""
    op.add_column("people", sa.Column("feed", sa.Text))
    op.create_index("ix_people_feed", "people", ["feed"], unique=True)
