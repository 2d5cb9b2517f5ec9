"""How much of a broadcast's message somebody has taken: no refusal of that is the message's."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "runs", sa.Column("taken_steps", sa.SmallInteger, nullable=False, server_default="0")
    )


def downgrade() -> None:
    op.drop_column("runs", "taken_steps")
