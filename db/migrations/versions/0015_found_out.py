"""What became of calls whose answer was lost; the account's numbers stand in the
engine's memory, those of supergroups and channels beside it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("runs", sa.Column("in_doubt", WHOLE, nullable=False, server_default="0"))
    op.create_table(
        "doubts",
        sa.Column("run_id", WHOLE, nullable=False),
        sa.Column("subscriber_id", WHOLE, nullable=False),
        sa.Column("step", sa.SmallInteger, nullable=False),
        sa.Column("chat_id", sa.BigInteger),
        sa.Column("low", sa.BigInteger, nullable=False),
        sa.Column("said", sa.String(16)),
        sa.Column("since", WHOLE, nullable=False),
        sa.Column("found", sa.String(8)),
        sa.Column("reason", sa.String(32)),
        sa.Column("evidence", sa.Text),
        sa.Column("found_at", WHOLE),
        sa.PrimaryKeyConstraint("run_id", "subscriber_id", "step", name="pk_doubts"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_doubts_run_id"),
        sa.CheckConstraint("found IN ('sent','not sent','unknown')", name="found"),
        sqlite_with_rowid=False,
    )
    still = sa.text("found IS NULL")
    op.create_index(
        "ix_doubts_open", "doubts", ["run_id"], sqlite_where=still, postgresql_where=still
    )
    op.create_table(
        "chat_numbers",
        sa.Column("chat_id", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("seen", sa.Text, nullable=False, server_default=""),
        sa.Column("crossed", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("moved", sa.Boolean, nullable=False, server_default=sa.false()),
        sqlite_with_rowid=False,
    )
    op.drop_table("message_numbers")


def downgrade() -> None:
    op.create_table(
        "message_numbers",
        sa.Column("number", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("seen_at", WHOLE, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_message_numbers_seen_at", "message_numbers", ["seen_at"])
    op.drop_table("chat_numbers")
    op.drop_table("doubts")
    op.drop_column("runs", "in_doubt")
