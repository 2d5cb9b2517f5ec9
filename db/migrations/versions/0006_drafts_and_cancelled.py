"""What a draft's author sees of it; who did not get a broadcast because it was cancelled."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COUNT = """
    UPDATE runs SET cancelled = (
        SELECT count(*) FROM deliveries
        WHERE run_id = runs.id AND state = 7 AND reason = 'cancelled'
    ) WHERE state = 'cancelled'
"""


def upgrade() -> None:
    op.add_column("broadcasts", sa.Column("notes", sa.Text))
    op.add_column("runs", sa.Column("cancelled", sa.Integer, nullable=False, server_default="0"))
    op.add_column("runs", sa.Column("cancelled_answer", sa.String(8)))
    op.execute(COUNT)


def downgrade() -> None:
    op.drop_column("runs", "cancelled_answer")
    op.drop_column("runs", "cancelled")
    op.drop_column("broadcasts", "notes")
