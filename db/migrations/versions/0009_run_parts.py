"""The parts of a run, each with a cursor of its own: every run that there is becomes one part."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "run_parts",
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("part", sa.SmallInteger, nullable=False),
        sa.Column("low", sa.Integer),
        sa.Column("high", sa.Integer),
        sa.Column("cursor", sa.Integer, nullable=False, server_default="0"),
        sa.Column("not_before", sa.Integer),
        sa.PrimaryKeyConstraint("run_id", "part", name="pk_run_parts"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_run_parts_run_id"),
        sqlite_with_rowid=False,
    )
    op.execute("INSERT INTO run_parts (run_id, part, cursor) SELECT id, 0, cursor FROM runs")
    op.drop_column("runs", "cursor")


def downgrade() -> None:
    op.add_column("runs", sa.Column("cursor", sa.Integer, nullable=False, server_default="0"))
    op.execute(
        "UPDATE runs SET cursor ="
        " coalesce((SELECT min(cursor) FROM run_parts WHERE run_id = runs.id), 0)"
    )
    op.drop_table("run_parts")
