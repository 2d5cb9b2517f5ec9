"""Votes in the polls of broadcasts, and the topic in which a chat wants its news."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "polls",
        sa.Column("poll_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("subscriber_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("poll_id", name="pk_polls"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_polls_run_id", "polls", ["run_id"])
    op.create_index("ix_polls_subscriber_id", "polls", ["subscriber_id"])
    op.create_table(
        "poll_votes",
        sa.Column("poll_id", sa.BigInteger, nullable=False),
        sa.Column("voter_id", sa.BigInteger, nullable=False),
        sa.Column("options", sa.BigInteger, nullable=False),
        sa.Column("voted_at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("poll_id", "voter_id", name="pk_poll_votes"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_poll_votes_voter_id", "poll_votes", ["voter_id"])
    op.create_table(
        "poll_tallies",
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("option", sa.SmallInteger, nullable=False),
        sa.Column("votes", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("run_id", "option", name="pk_poll_tallies"),
        sqlite_with_rowid=False,
    )
    op.add_column("subscribers", sa.Column("thread_id", sa.Integer))
    op.add_column("progress_messages", sa.Column("thread_id", sa.Integer))


def downgrade() -> None:
    op.drop_column("progress_messages", "thread_id")
    op.drop_column("subscribers", "thread_id")
    for table in ("poll_tallies", "poll_votes", "polls"):
        op.drop_table(table)
