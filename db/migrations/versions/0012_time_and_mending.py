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


def upgrade() -> None:
    for table, columns in NEW_COLUMNS.items():
        for column in columns:
            op.add_column(table, column)
    op.create_index(
        "ix_runs_recall_at", "runs", ["recall_at"], sqlite_where=sa.text("recall_at IS NOT NULL")
    )
    op.create_index(
        "ix_deliveries_part",
        "deliveries",
        ["run_id", "part", "subscriber_id"],
        sqlite_where=sa.text("part > 0"),
    )
    _add_plans()


def downgrade() -> None:
    op.drop_table("plans")
    op.drop_index("ix_deliveries_part", "deliveries")
    op.drop_index("ix_runs_recall_at", "runs")
    for table, columns in NEW_COLUMNS.items():
        for column in columns:
            op.drop_column(table, column.name)


def _add_plans() -> None:
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
        sa.PrimaryKeyConstraint("broadcast_id", name="pk_plans"),
        sa.ForeignKeyConstraint(["broadcast_id"], ["broadcasts.id"], name="fk_plans_broadcast_id"),
        sa.CheckConstraint("kind IN ('undo','time')", name="kind"),
        sa.CheckConstraint("state IN ('waiting','asked')", name="state"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_plans_due_at", "plans", ["state", "due_at"])
