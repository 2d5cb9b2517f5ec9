"""What a run sends, to whom, and whose recipients they are, kept with the run."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Whatever was launched may have been changed since, and its broadcast is where that stood.
COPY = """
    UPDATE runs SET
        content = (SELECT content FROM broadcasts WHERE id = runs.broadcast_id),
        audience = (SELECT audience FROM broadcasts WHERE id = runs.broadcast_id),
        source_run_id = (
            SELECT parent.id FROM broadcasts
            JOIN runs AS parent ON parent.broadcast_id = broadcasts.parent_id
                AND parent.kind = 'send'
            WHERE broadcasts.id = runs.broadcast_id
        )
"""
PUT_BACK = """
    UPDATE broadcasts SET
        content = (SELECT content FROM runs WHERE broadcast_id = broadcasts.id AND kind = 'send'),
        audience = (SELECT audience FROM runs WHERE broadcast_id = broadcasts.id AND kind = 'send')
    WHERE stage = 'launched'
"""


def upgrade() -> None:
    for column in (
        sa.Column("content", sa.Text, nullable=False, server_default=""),
        sa.Column("audience", sa.Text, nullable=False, server_default="{}"),
        sa.Column("source_run_id", sa.Integer),
    ):
        op.add_column("runs", column)
    op.execute(COPY)
    op.create_index("ix_runs_source_run_id", "runs", ["source_run_id"])


def downgrade() -> None:
    op.execute(PUT_BACK)
    op.drop_index("ix_runs_source_run_id", "runs")
    for name in ("source_run_id", "audience", "content"):
        op.drop_column("runs", name)
