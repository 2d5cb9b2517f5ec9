"""One-time links that make somebody an admin. Their codes are not kept, only what they hash to."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "invites",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("created_by", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.Integer, nullable=False),
        sa.Column("expires_at", sa.Integer, nullable=False),
        sa.Column("ended", sa.String(8)),
        sa.CheckConstraint("role IN ('owner','editor')", name=op.f("ck_invites_role")),
        sa.CheckConstraint("ended IN ('used','revoked')", name=op.f("ck_invites_ended")),
        sa.UniqueConstraint("code_hash", name="uq_invites_code_hash"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("invites")
