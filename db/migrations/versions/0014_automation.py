"""What runs by itself, what comes from outside and what goes there: series, rounds, the API …"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
NEW_COLUMNS: dict[str, list[sa.Column[object]]] = {
    "runs": [
        sa.Column("capped", WHOLE, nullable=False, server_default="0"),
        sa.Column("standing", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("capped_answer", sa.String(8)),
    ],
    "broadcasts": [
        sa.Column("series_id", WHOLE),
        sa.Column("repeat_id", WHOLE),
        sa.Column("api_key_id", WHOLE),
    ],
    "topics": [sa.Column("uncapped", sa.Boolean, nullable=False, server_default=sa.false())],
}
# In the order in which they may be dropped.
TABLES = (
    "link_clicks",
    "tracked_links",
    "outgoing_events",
    "event_addresses",
    "api_requests",
    "api_keys",
    "received",
    "feed_keys",
    "feed_items",
    "feeds",
    "repeats",
    "enrolments",
    "series_steps",
    "series_signals",
    "series",
)


def upgrade() -> None:
    for table, columns in NEW_COLUMNS.items():
        for column in columns:
            op.add_column(table, column)
    _index("broadcasts", "repeat_id", of=sa.text("repeat_id IS NOT NULL"))
    _add_series()
    _add_repeats()
    _add_received()
    _add_api()
    _add_outgoing()
    _add_clicks()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    op.drop_index("ix_broadcasts_repeat_id", "broadcasts")
    for table, columns in NEW_COLUMNS.items():
        for column in columns:
            op.drop_column(table, column.name)


def _numbered() -> sa.Column[int]:
    return sa.Column("id", WHOLE, sa.Identity(), primary_key=True, autoincrement=True)


def _to(
    column: str, table: str, *, name: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    """A foreign key to the other table's number; the naming of db/schema/metadata.py."""
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=name, ondelete=ondelete)


def _index(
    table: str, *columns: str, of: sa.TextClause | None = None, unique: bool = False
) -> None:
    name = f"ix_{table}_{columns[-1] if len(columns) > 1 and not unique else columns[0]}"
    op.create_index(name, table, [*columns], unique=unique, sqlite_where=of, postgresql_where=of)


def _add_series() -> None:
    op.create_table(
        "series",
        _numbered(),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("folded", sa.String(128), nullable=False),
        sa.Column("state", sa.String(16), nullable=False, server_default="draft"),
        sa.Column("audience", sa.Text, nullable=False, server_default="{}"),
        sa.Column("expires_after", WHOLE),
        sa.Column("started_at", WHOLE),
        sa.Column("paused_why", sa.String(16)),
        sa.Column("paused_at", WHOLE),
        sa.Column("restored_at", WHOLE),
        sa.Column("created_by", sa.BigInteger, nullable=False),
        sa.Column("created_at", WHOLE, nullable=False),
        sa.Column("changed_at", WHOLE, nullable=False),
        sa.UniqueConstraint("folded", name="uq_series_folded"),
        sa.CheckConstraint("state IN ('draft','running','paused','ended')", name="state"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "series_signals",
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("ref", WHOLE, nullable=False, server_default="0"),
        sa.Column("part", WHOLE, nullable=False, server_default="0"),
        sa.Column("series_id", WHOLE, nullable=False),
        sa.Column("does", sa.String(8), nullable=False),
        sa.PrimaryKeyConstraint(
            "kind", "ref", "part", "series_id", "does", name="pk_series_signals"
        ),
        _to("series_id", "series", name="fk_series_signals_series_id"),
        sqlite_with_rowid=False,
    )
    _index("series_signals", "series_id")
    op.create_table(
        "series_steps",
        sa.Column("series_id", WHOLE, nullable=False),
        sa.Column("position", sa.SmallInteger, nullable=False),
        sa.Column("broadcast_id", WHOLE, nullable=False),
        sa.Column("wait", sa.String(16), nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("series_id", "position", name="pk_series_steps"),
        sa.UniqueConstraint("broadcast_id", name="uq_series_steps_broadcast_id"),
        _to("series_id", "series", name="fk_series_steps_series_id"),
        _to("broadcast_id", "broadcasts", name="fk_series_steps_broadcast_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "enrolments",
        sa.Column("series_id", WHOLE, nullable=False),
        sa.Column("subscriber_id", WHOLE, nullable=False),
        sa.Column("state", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("step", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("due_at", WHOLE),
        sa.Column("begun_at", WHOLE, nullable=False),
        sa.Column("handed_at", WHOLE),
        sa.PrimaryKeyConstraint("series_id", "subscriber_id", name="pk_enrolments"),
        _to("series_id", "series", name="fk_enrolments_series_id"),
        _to(
            "subscriber_id",
            "subscribers",
            name="fk_enrolments_subscriber_id",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    _index("enrolments", "series_id", "due_at", of=sa.text("due_at IS NOT NULL"))
    _index("enrolments", "subscriber_id")


def _add_repeats() -> None:
    op.create_table(
        "repeats",
        _numbered(),
        sa.Column("state", sa.String(16), nullable=False, server_default="running"),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("broadcast_id", WHOLE, nullable=False),
        sa.Column("rule", sa.String(512), nullable=False),
        sa.Column("starts", sa.String(32), nullable=False),
        sa.Column("timezone", sa.String(64), nullable=False),
        sa.Column("next_at", WHOLE),
        sa.Column("ahead", WHOLE, nullable=False, server_default="3600"),
        sa.Column("told_for", WHOLE),
        sa.Column("skip_for", WHOLE),
        sa.Column("late_for", WHOLE),
        sa.Column("empty_for", WHOLE),
        sa.Column("why", sa.String(64)),
        sa.Column("told", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column("round_id", WHOLE),
        sa.Column("created_by", sa.BigInteger, nullable=False),
        sa.Column("created_at", WHOLE, nullable=False),
        sa.UniqueConstraint("broadcast_id", name="uq_repeats_broadcast_id"),
        _to("broadcast_id", "broadcasts", name="fk_repeats_broadcast_id"),
        _to("round_id", "broadcasts", name="fk_repeats_round_id", ondelete="SET NULL"),
        sa.CheckConstraint("state IN ('running','paused','ended')", name="state"),
        sqlite_autoincrement=True,
    )
    _index("repeats", "state", "next_at")
    op.create_table(
        "feeds",
        _numbered(),
        sa.Column("repeat_id", WHOLE, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False, server_default=""),
        sa.Column("template", sa.Text, nullable=False),
        sa.Column("heading", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column("most_a_day", sa.SmallInteger, nullable=False, server_default="3"),
        sa.Column("etag", sa.Text),
        sa.Column("modified", sa.Text),
        sa.Column("read_at", WHOLE),
        sa.Column("due_at", WHOLE, nullable=False, server_default="0"),
        sa.Column("failures", sa.SmallInteger, nullable=False, server_default="0"),
        sa.Column("failing_since", WHOLE),
        sa.Column("failing_why", sa.Text),
        sa.Column("told", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.UniqueConstraint("repeat_id", name="uq_feeds_repeat_id"),
        _to("repeat_id", "repeats", name="fk_feeds_repeat_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "feed_items",
        _numbered(),
        sa.Column("feed_id", WHOLE, nullable=False),
        sa.Column("said", sa.Text, nullable=False),
        sa.Column("published_at", WHOLE, nullable=False),
        sa.Column("seen_at", WHOLE, nullable=False),
        sa.Column("waits", sa.Boolean, nullable=False),
        sa.Column("passed_at", WHOLE),
        sa.Column("sent_at", WHOLE),
        _to("feed_id", "feeds", name="fk_feed_items_feed_id"),
        sqlite_autoincrement=True,
    )
    _index("feed_items", "feed_id", "sent_at")
    op.create_table(
        "feed_keys",
        sa.Column("feed_id", WHOLE, nullable=False),
        sa.Column("key", sa.String(43), nullable=False),
        sa.Column("item_id", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("feed_id", "key", name="pk_feed_keys"),
        _to("feed_id", "feeds", name="fk_feed_keys_feed_id"),
        _to("item_id", "feed_items", name="fk_feed_keys_item_id", ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    _index("feed_keys", "item_id")


def _add_received() -> None:
    op.create_table(
        "received",
        sa.Column("subscriber_id", WHOLE, nullable=False),
        sa.Column("run_id", WHOLE, nullable=False),
        sa.Column("line", WHOLE, nullable=False),
        sa.Column("received_at", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("subscriber_id", "run_id", name="pk_received"),
        _to(
            "subscriber_id",
            "subscribers",
            name="fk_received_subscriber_id",
            ondelete="CASCADE",
        ),
        sqlite_with_rowid=False,
    )
    _index("received", "received_at")


def _add_api() -> None:
    op.create_table(
        "api_keys",
        _numbered(),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("hint", sa.String(8), nullable=False),
        sa.Column("rights", sa.String(64), nullable=False),
        sa.Column("per_minute", sa.SmallInteger, nullable=False),
        sa.Column("created_by", sa.BigInteger, nullable=False),
        sa.Column("created_at", WHOLE, nullable=False),
        sa.Column("expires_at", WHOLE),
        sa.Column("revoked_at", WHOLE),
        sa.Column("used_at", WHOLE),
        sa.UniqueConstraint("key_hash", name="uq_api_keys_key_hash"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "api_requests",
        sa.Column("api_key_id", WHOLE, nullable=False),
        sa.Column("idempotency_key", sa.String(255), nullable=False),
        sa.Column("asked", sa.String(64), nullable=False),
        sa.Column("status", sa.SmallInteger, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("asked_at", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("api_key_id", "idempotency_key", name="pk_api_requests"),
        _to("api_key_id", "api_keys", name="fk_api_requests_api_key_id"),
        sqlite_with_rowid=False,
    )
    _index("api_requests", "asked_at")


def _add_outgoing() -> None:
    op.create_table(
        "event_addresses",
        _numbered(),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("secret", sa.String(128), nullable=False),
        sa.Column("kinds", sa.Text, nullable=False),
        sa.Column("created_by", sa.BigInteger, nullable=False),
        sa.Column("created_at", WHOLE, nullable=False),
        sa.Column("delivered", WHOLE, nullable=False, server_default="0"),
        sa.Column("given_up", WHOLE, nullable=False, server_default="0"),
        sa.Column("taken_at", WHOLE),
        sa.Column("failing_since", WHOLE),
        sa.Column("failing_why", sa.Text),
        sa.Column("told_at", WHOLE),
        sa.Column("off_at", WHOLE),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "outgoing_events",
        _numbered(),
        sa.Column("address_id", WHOLE, nullable=False),
        sa.Column("event_id", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(40), nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("happened_at", WHOLE, nullable=False),
        sa.Column("due_at", WHOLE, nullable=False),
        sa.Column("attempts", sa.SmallInteger, nullable=False, server_default="0"),
        _to("address_id", "event_addresses", name="fk_outgoing_events_address_id"),
        sqlite_autoincrement=True,
    )
    _index("outgoing_events", "address_id", "due_at")
    op.create_index(
        "ix_outgoing_events_subject", "outgoing_events", ["address_id", "subject", "id"]
    )


def _add_clicks() -> None:
    op.create_table(
        "tracked_links",
        _numbered(),
        sa.Column("run_id", WHOLE, nullable=False),
        sa.Column("position", sa.SmallInteger, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("clicks", WHOLE, nullable=False, server_default="0"),
        sa.Column("people", WHOLE, nullable=False, server_default="0"),
        sqlite_autoincrement=True,
    )
    _index("tracked_links", "run_id", "position", unique=True)
    op.create_table(
        "link_clicks",
        sa.Column("tracked_link_id", WHOLE, nullable=False),
        sa.Column("subscriber_id", WHOLE, nullable=False),
        sa.Column("clicks", WHOLE, nullable=False),
        sa.Column("first_at", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("tracked_link_id", "subscriber_id", name="pk_link_clicks"),
        sqlite_with_rowid=False,
    )
    _index("link_clicks", "subscriber_id")
