"""What followed a run: answers to its open questions, what was paid, whether it was thinned."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (
        sa.Column("failed_answer", sa.String(8)),
        sa.Column("uncertain_answer", sa.String(8)),
        sa.Column("paid", sa.Integer, nullable=False, server_default="0"),
        sa.Column("thinned", sa.Boolean, nullable=False, server_default=sa.false()),
    ):
        op.add_column("runs", column)
    op.create_index("ix_broadcasts_parent_id", "broadcasts", ["parent_id"])


def downgrade() -> None:
    op.drop_index("ix_broadcasts_parent_id", "broadcasts")
    for name in ("thinned", "paid", "uncertain_answer", "failed_answer"):
        op.drop_column("runs", name)
