"""When a draft was last worked on: what nobody touches for a month is swept by it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("broadcasts", sa.Column("touched_at", sa.Integer))
    op.execute("UPDATE broadcasts SET touched_at = created_at WHERE stage = 'draft'")


def downgrade() -> None:
    op.drop_column("broadcasts", "touched_at")
