"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _subscribers()
    _broadcasts()
    _runs()
    _deliveries()
    _delivery_messages()
    _admins()
    _progress_messages()
    _dialog_states()
    _engine_memory()
    _message_numbers()


def downgrade() -> None:
    for table in (
        "message_numbers",
        "engine_memory",
        "dialog_states",
        "progress_messages",
        "admins",
        "delivery_messages",
        "deliveries",
        "runs",
        "broadcasts",
        "subscribers",
    ):
        op.drop_table(table)


def _subscribers() -> None:
    op.create_table(
        "subscribers",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False, server_default="private"),
        sa.Column("first_name", sa.Text, nullable=False, server_default=""),
        sa.Column("username", sa.Text),
        sa.Column("language", sa.String(16)),
        sa.Column("language_code", sa.String(16)),
        sa.Column("source", sa.String(64)),
        sa.Column("state", sa.String(16), nullable=False, server_default="active"),
        sa.Column("joined_at", sa.Integer, nullable=False),
        sa.Column("changed_at", sa.Integer, nullable=False),
        sa.CheckConstraint(
            "state IN ('active','unsubscribed','blocked','unreachable','deactivated')",
            name=op.f("ck_subscribers_state"),
        ),
        sa.UniqueConstraint("chat_id", name="uq_subscribers_chat_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subscribers_state", "subscribers", ["state"])


def _broadcasts() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("stage", sa.String(16), nullable=False, server_default="draft"),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("audience", sa.Text, nullable=False, server_default="{}"),
        sa.Column("created_by", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.Integer, nullable=False),
        sa.Column("scheduled_for", sa.Integer),
        sa.Column("parent_id", sa.Integer),
        sa.Column("urgent", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.CheckConstraint(
            "stage IN ('draft','scheduled','launched')", name=op.f("ck_broadcasts_stage")
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["broadcasts.id"],
            name="fk_broadcasts_parent_id",
            ondelete="SET NULL",
        ),
        sqlite_autoincrement=True,
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("broadcast_id", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False, server_default="send"),
        sa.Column("state", sa.String(16), nullable=False, server_default="running"),
        sa.Column("pause_reason", sa.String(32)),
        sa.Column("pause_detail", sa.Text),
        sa.Column("launched_by", sa.BigInteger, nullable=False),
        sa.Column("launched_at", sa.Integer, nullable=False),
        sa.Column("finished_at", sa.Integer),
        sa.Column("audience_upto", sa.Integer, nullable=False),
        sa.Column("frozen_upto", sa.Integer, nullable=False, server_default="0"),
        sa.Column("frozen", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("cursor", sa.Integer, nullable=False, server_default="0"),
        sa.Column("resent", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("sent", sa.Integer, nullable=False, server_default="0"),
        sa.Column("blocked", sa.Integer, nullable=False, server_default="0"),
        sa.Column("unreachable", sa.Integer, nullable=False, server_default="0"),
        sa.Column("skipped", sa.Integer, nullable=False, server_default="0"),
        sa.Column("failed", sa.Integer, nullable=False, server_default="0"),
        sa.Column("uncertain", sa.Integer, nullable=False, server_default="0"),
        sa.CheckConstraint(
            "state IN ('running','paused','finished','cancelled')", name=op.f("ck_runs_state")
        ),
        sa.ForeignKeyConstraint(["broadcast_id"], ["broadcasts.id"], name="fk_runs_broadcast_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_runs_broadcast_id", "runs", ["broadcast_id"])
    op.create_index("ix_runs_state", "runs", ["state"])


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("subscriber_id", sa.Integer, nullable=False),
        sa.Column("state", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("step", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("message_id", sa.BigInteger),
        sa.Column("reason", sa.Text),
        sa.PrimaryKeyConstraint("run_id", "subscriber_id", name="pk_deliveries"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_deliveries_run_id"),
        sqlite_with_rowid=False,
    )
    for name, code, second in (
        ("claimed", 1, "subscriber_id"),
        ("uncertain", 6, "state"),
        ("failed", 5, "state"),
    ):
        op.create_index(
            f"ix_deliveries_{name}",
            "deliveries",
            ["run_id", second],
            sqlite_where=sa.text(f"state = {code}"),
            postgresql_where=sa.text(f"state = {code}"),
        )


def _delivery_messages() -> None:
    op.create_table(
        "delivery_messages",
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("subscriber_id", sa.Integer, nullable=False),
        sa.Column("step", sa.SmallInteger, nullable=False),
        sa.Column("item", sa.SmallInteger, nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint(
            "run_id", "subscriber_id", "step", "item", name="pk_delivery_messages"
        ),
        sqlite_with_rowid=False,
    )


def _admins() -> None:
    op.create_table(
        "admins",
        sa.Column("user_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("added_at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_admins"),
        sa.CheckConstraint("role IN ('owner','editor')", name=op.f("ck_admins_role")),
    )


def _progress_messages() -> None:
    op.create_table(
        "progress_messages",
        sa.Column("broadcast_id", sa.Integer, nullable=False),
        sa.Column("chat_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("broadcast_id", "chat_id", name="pk_progress_messages"),
        sa.ForeignKeyConstraint(
            ["broadcast_id"],
            ["broadcasts.id"],
            name="fk_progress_messages_broadcast_id",
            ondelete="CASCADE",
        ),
    )


def _dialog_states() -> None:
    op.create_table(
        "dialog_states",
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("user_id", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text),
        sa.Column("data", sa.Text, nullable=False, server_default="{}"),
        sa.Column("changed_at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_dialog_states"),
    )
    op.create_index("ix_dialog_states_user_id", "dialog_states", ["user_id"])
    op.create_index("ix_dialog_states_changed_at", "dialog_states", ["changed_at"])


def _engine_memory() -> None:
    op.create_table(
        "engine_memory",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_engine_memory"),
    )


def _message_numbers() -> None:
    op.create_table(
        "message_numbers",
        sa.Column("number", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("seen_at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_message_numbers"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_message_numbers_seen_at", "message_numbers", ["seen_at"])
