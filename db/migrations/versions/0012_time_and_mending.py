"""When a broadcast goes out, and what can still be done once it is out."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

COUNTERS = ("expired", "gone", "late", "unknown")
NEW_COLUMNS: dict[str, tuple[sa.Column[Any], ...]] = {
    "runs": (
        *(sa.Column(name, sa.Integer, nullable=False, server_default="0") for name in COUNTERS),
        sa.Column("expires_at", sa.Integer),
        sa.Column("recall_at", sa.Integer),
    ),
    "run_parts": (sa.Column("zone", sa.String(64)),),
    "deliveries": (sa.Column("part", sa.SmallInteger, nullable=False, server_default="0"),),
}


def _of_rows(condition: str) -> dict[str, Any]:
    """Of an index that holds these rows only."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    for table, columns in NEW_COLUMNS.items():
        for column in columns:
            op.add_column(table, column)
    op.create_index(
        "ix_runs_recall_at",
        "runs",
        ["recall_at"],
        **_of_rows("recall_at IS NOT NULL"),
    )
    op.create_index(
        "ix_deliveries_part",
        "deliveries",
        ["run_id", "part", "subscriber_id"],
        **_of_rows("part > 0"),
    )
    op.create_index("ix_run_parts_zone", "run_parts", ["run_id", "zone"])
    _add_plans()
    _add_reactions()
    _add_notices()
    _add_inbox()


def downgrade() -> None:
    op.drop_table("inbox_messages")
    op.drop_table("conversations")
    op.add_column("broadcasts", sa.Column("scheduled_for", sa.Integer))
    for table in ("found_gone", "notices", "notice_choices", "reaction_tallies"):
        op.drop_table(table)
    op.drop_table("reactions")
    op.drop_table("plans")
    op.drop_index("ix_run_parts_zone", "run_parts")
    op.drop_index("ix_deliveries_part", "deliveries")
    op.drop_index("ix_runs_recall_at", "runs")
    for table, columns in NEW_COLUMNS.items():
        for column in columns:
            op.drop_column(table, column.name)


def _add_plans() -> None:
    """Until now nothing could be planned: the column was never written."""
    op.drop_column("broadcasts", "scheduled_for")
    op.create_table(
        "plans",
        sa.Column("broadcast_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False, server_default="waiting"),
        sa.Column("due_at", sa.Integer, nullable=False),
        sa.Column("local_time", sa.String(32)),
        sa.Column("planned_by", sa.BigInteger, nullable=False),
        sa.Column("planned_at", sa.Integer, nullable=False),
        sa.Column("asked_why", sa.Text),
        sa.Column("told", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("broadcast_id", name="pk_plans"),
        sa.ForeignKeyConstraint(["broadcast_id"], ["broadcasts.id"], name="fk_plans_broadcast_id"),
        sa.CheckConstraint("kind IN ('undo','time')", name="kind"),
        sa.CheckConstraint("state IN ('waiting','asked')", name="state"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_plans_due_at", "plans", ["state", "kind", "due_at"])


def _add_reactions() -> None:
    keys = {
        "run_id": sa.Integer,
        "subscriber_id": sa.Integer,
        "message_id": sa.BigInteger,
        "actor_id": sa.BigInteger,
    }
    op.create_table(
        "reactions",
        *(sa.Column(name, kind, nullable=False) for name, kind in keys.items()),
        sa.Column("given", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint(*keys, name="pk_reactions"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_reactions_subscriber_id", "reactions", ["subscriber_id"])
    op.create_index("ix_reactions_actor_id", "reactions", ["actor_id"])
    op.create_table(
        "reaction_tallies",
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("reaction", sa.String(32), nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("run_id", "reaction", name="pk_reaction_tallies"),
        sqlite_with_rowid=False,
    )


def _add_notices() -> None:
    kinds = "kind IN ('launched','paused','finished','leaving','weekly','cleaned')"
    op.create_table(
        "notice_choices",
        sa.Column("user_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("chosen_at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("user_id", "kind", name="pk_notice_choices"),
        sa.CheckConstraint(kinds, name="kind"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "notices",
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("subject", sa.Integer, nullable=False),
        sa.Column("noted_at", sa.Integer, nullable=False),
        sa.Column("owed", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject", name="pk_notices"),
        sa.CheckConstraint(kinds, name="kind"),
        sqlite_with_rowid=False,
    )
    states = "state IN ('active','unsubscribed','blocked','unreachable','deactivated')"
    op.create_table(
        "found_gone",
        sa.Column("subscriber_id", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("found_at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("subscriber_id", name="pk_found_gone"),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscribers.id"],
            name="fk_found_gone_subscriber_id",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(states, name="state"),
    )


def _add_inbox() -> None:
    op.create_table(
        "conversations",
        sa.Column("subscriber_id", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("waiting", sa.Integer, nullable=False, server_default="0"),
        sa.Column("last_at", sa.Integer, nullable=False),
        sa.Column("greeted_at", sa.Integer),
        sa.Column("taken_by", sa.BigInteger),
        sa.Column("taken_at", sa.Integer),
        sa.Column("answered_by", sa.BigInteger),
        sa.Column("answered_at", sa.Integer),
        sa.Column("topic_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("subscriber_id", name="pk_conversations"),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscribers.id"],
            name="fk_conversations_subscriber_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index(
        "ix_conversations_waiting",
        "conversations",
        ["last_at"],
        **_of_rows("waiting > 0"),
    )
    op.create_index(
        "ix_conversations_topic_id",
        "conversations",
        ["topic_id"],
        **_of_rows("topic_id IS NOT NULL"),
    )
    op.create_table(
        "inbox_messages",
        sa.Column("id", sa.Integer, nullable=False, autoincrement=True),
        sa.Column("subscriber_id", sa.Integer, nullable=False),
        sa.Column("broadcast_id", sa.Integer, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("album", sa.String(64)),
        sa.Column("came_at", sa.Integer, nullable=False),
        sa.Column("answered_at", sa.Integer),
        sa.Column("relay", sa.String(8), nullable=False, server_default="no"),
        sa.Column("copy_id", sa.BigInteger),
        sa.PrimaryKeyConstraint("id", name="pk_inbox_messages"),
        sa.ForeignKeyConstraint(
            ["subscriber_id"],
            ["subscribers.id"],
            name="fk_inbox_messages_subscriber_id",
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("relay IN ('no','owed','done')", name="relay"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_messages_subscriber_id", "inbox_messages", ["subscriber_id", "id"])
    op.create_index(
        "ix_inbox_messages_waiting",
        "inbox_messages",
        ["broadcast_id", "subscriber_id"],
        **_of_rows("answered_at IS NULL"),
    )
    op.create_index(
        "ix_inbox_messages_owed",
        "inbox_messages",
        ["id"],
        **_of_rows("relay = 'owed'"),
    )
    op.create_index("ix_inbox_messages_came_at", "inbox_messages", ["came_at"])
