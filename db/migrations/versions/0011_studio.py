"""What composing and choosing need: what is known of subscribers, links, answers, templates."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

NEW_COLUMNS = {
    "subscribers": (sa.Column("seen_at", sa.Integer), sa.Column("state_at", sa.Integer)),
    "deliveries": (sa.Column("variant", sa.SmallInteger, nullable=False, server_default="0"),),
    "runs": (
        sa.Column("partial", sa.Integer, nullable=False, server_default="0"),
        sa.Column("unwanted", sa.Integer, nullable=False, server_default="0"),
        sa.Column("held", sa.Integer, nullable=False, server_default="0"),
    ),
    "broadcasts": (sa.Column("held_by", sa.BigInteger),),
}
NAMED = {"tags": (32, 64), "fields": (32, 64), "topics": (64, 128), "segments": (64, 128)}
OF_SUBSCRIBERS = {
    "subscriber_tags": "tag",
    "subscriber_fields": "field",
    "topic_opt_outs": "topic",
    "link_visits": "link",
    "audience_list_members": "audience_list",
}
OTHERS = (
    "run_minutes",
    "run_tallies",
    "run_leavers",
    "version_tests",
    "join_places",
    "answers",
    "stranger_answers",
    "answer_tallies",
    "departures",
    "album_items",
    "templates",
    "testers",
    "tester_invites",
    "owner_settings",
)
# Of the runs that may have any; what is still to come is counted as it comes. 2 is SENT.
COUNT_PARTIAL = """
    UPDATE runs SET partial = (
        SELECT count(*) FROM deliveries
        WHERE run_id = runs.id AND step > 0 AND deliveries.state > 2
    )
    WHERE json_valid(content) AND json_array_length(content, '$.message') > 1
"""


def _of_rows(condition: str) -> dict[str, Any]:
    """Of an index that holds these rows only."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    for table, columns in NEW_COLUMNS.items():
        for column in columns:
            op.add_column(table, column)
    if op.get_bind().dialect.name == "sqlite":  # no other database is older than this step
        op.execute(COUNT_PARTIAL)
    op.create_index(
        "ix_subscribers_source",
        "subscribers",
        ["source", "state"],
        **_of_rows("source IS NOT NULL"),
    )
    _add_knowledge()
    _add_links()
    _add_answers()
    _add_composing()
    _add_reports()
    _add_version_tests()


def downgrade() -> None:
    op.drop_index("ix_subscribers_left", "subscribers")
    for table in (*OTHERS, *OF_SUBSCRIBERS, "links", "audience_lists", *NAMED):
        op.drop_table(table)
    op.drop_index("ix_subscribers_source", "subscribers")
    for table, columns in NEW_COLUMNS.items():
        for column in columns:
            op.drop_column(table, column.name)


def _add_named(table: str, *more: sa.Column[object]) -> None:
    name, folded = NAMED[table]
    op.create_table(
        table,
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(name), nullable=False),
        sa.Column("folded", sa.String(folded), nullable=False),
        *more,
        sa.PrimaryKeyConstraint("id", name=f"pk_{table}"),
        sa.UniqueConstraint("folded", name=f"uq_{table}_folded"),
        sqlite_autoincrement=True,
    )


def _add_of_subscribers(table: str, *more: sa.Column[object]) -> None:
    """Rows of a person and a tag, a field, a topic or a link; they go with the person,
    and behind the other (db/schema/knowledge.py)."""
    whose, column = "subscriber_id", f"{OF_SUBSCRIBERS[table]}_id"
    op.create_table(
        table,
        sa.Column(column, sa.Integer, nullable=False),
        sa.Column(whose, sa.Integer, nullable=False),
        *more,
        sa.PrimaryKeyConstraint(column, whose, name=f"pk_{table}"),
        sa.ForeignKeyConstraint(
            [whose], ["subscribers.id"], name=f"fk_{table}_{whose}", ondelete="CASCADE"
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(f"ix_{table}_{whose}", table, [whose])


def _add_knowledge() -> None:
    for table in ("tags", "fields"):
        _add_named(table, sa.Column("created_at", sa.Integer, nullable=False))
    _add_named("topics", sa.Column("position", sa.SmallInteger, nullable=False))
    _add_named(
        "segments",
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("created_by", sa.BigInteger, nullable=False),
        sa.Column("changed_at", sa.Integer, nullable=False),
    )
    _add_of_subscribers("subscriber_tags")
    _add_of_subscribers("subscriber_fields", sa.Column("value", sa.String(64), nullable=False))
    _add_of_subscribers("topic_opt_outs")
    op.create_table(
        "audience_lists",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("created_by", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audience_lists"),
        sqlite_autoincrement=True,
    )
    _add_of_subscribers("audience_list_members")


def _add_links() -> None:
    op.create_table(
        "links",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("created_by", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.Integer, nullable=False),
        sa.Column("tag_id", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_links"),
        sa.ForeignKeyConstraint(
            ["tag_id"], ["tags.id"], name="fk_links_tag_id", ondelete="SET NULL"
        ),
        sa.UniqueConstraint("code", name="uq_links_code"),
        sqlite_autoincrement=True,
    )
    _add_of_subscribers("link_visits", sa.Column("visited_at", sa.Integer, nullable=False))
    op.create_table(
        "join_places",
        sa.Column("chat_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("greets", sa.Boolean, nullable=False),
        sa.Column("approves", sa.Boolean, nullable=False),
        sa.Column("greeting", sa.Text),
        sa.Column("link_id", sa.Integer),
        sa.Column("changed_at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name="pk_join_places"),
        sa.ForeignKeyConstraint(
            ["link_id"], ["links.id"], name="fk_join_places_link_id", ondelete="SET NULL"
        ),
    )


def _add_answers() -> None:
    for table, whose, when in (
        ("answers", "subscriber_id", "answered_at"),
        ("stranger_answers", "user_id", "answered_at"),
        ("departures", "subscriber_id", "left_at"),
    ):
        number = sa.BigInteger if whose == "user_id" else sa.Integer
        button = (sa.Column("button", sa.SmallInteger, nullable=False),)
        op.create_table(
            table,
            sa.Column("run_id", sa.Integer, nullable=False),
            sa.Column(whose, number, nullable=False),
            *(button if table != "departures" else ()),
            sa.Column(when, sa.Integer, nullable=False),
            sa.PrimaryKeyConstraint("run_id", whose, name=f"pk_{table}"),
            sqlite_with_rowid=False,
        )
        op.create_index(f"ix_{table}_{whose}", table, [whose])
    op.create_table(
        "answer_tallies",
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("button", sa.SmallInteger, nullable=False),
        sa.Column("recipients", sa.Integer, nullable=False, server_default="0"),
        sa.Column("strangers", sa.Integer, nullable=False, server_default="0"),
        sa.PrimaryKeyConstraint("run_id", "button", name="pk_answer_tallies"),
        sqlite_with_rowid=False,
    )


def _add_composing() -> None:
    op.create_table(
        "album_items",
        sa.Column("chat_id", sa.BigInteger, nullable=False),
        sa.Column("album", sa.String(64), nullable=False),
        sa.Column("message_id", sa.BigInteger, nullable=False),
        sa.Column("item", sa.Text, nullable=False),
        sa.Column("came_at", sa.Integer, nullable=False),
        sa.Column("handled", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.PrimaryKeyConstraint("chat_id", "album", "message_id", name="pk_album_items"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_album_items_came_at", "album_items", ["came_at"])
    op.create_table(
        "templates",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("folded", sa.String(128), nullable=False),
        sa.Column("content", sa.Text, nullable=False),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("created_by", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_templates"),
        sa.UniqueConstraint("folded", name="uq_templates_folded"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "testers",
        sa.Column("user_id", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("added_at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_testers"),
    )
    op.create_table(
        "tester_invites",
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("created_by", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name="pk_tester_invites"),
    )
    op.create_table(
        "owner_settings",
        sa.Column("name", sa.String(32), nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("changed_at", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_owner_settings"),
    )


def _add_reports() -> None:
    op.create_index(
        "ix_subscribers_left",
        "subscribers",
        ["state", "state_at"],
        **_of_rows("state IN ('unsubscribed', 'blocked')"),
    )
    counts = ("sent", "blocked", "unreachable", "failed", "uncertain")
    op.create_table(
        "run_minutes",
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False, server_default="0") for name in counts),
        sa.PrimaryKeyConstraint("run_id", "minute", name="pk_run_minutes"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_run_minutes_run_id"),
        sqlite_with_rowid=False,
    )
    keys = ("variant", "state", "step")
    op.create_table(
        "run_tallies",
        sa.Column("run_id", sa.Integer, nullable=False),
        *(sa.Column(name, sa.SmallInteger, nullable=False) for name in keys),
        sa.Column("people", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("run_id", *keys, name="pk_run_tallies"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_run_tallies_run_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "run_leavers",
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("unsubscribed", sa.Integer, nullable=False),
        sa.Column("blocked", sa.Integer, nullable=False),
        sa.Column("usual", sa.Float),
        sa.PrimaryKeyConstraint("run_id", name="pk_run_leavers"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_run_leavers_run_id"),
    )


def _add_version_tests() -> None:
    states = "'waiting','asked','decided','dropped','compared'"
    op.create_table(
        "version_tests",
        sa.Column("run_id", sa.Integer, nullable=False),
        sa.Column("versions", sa.SmallInteger, nullable=False),
        sa.Column("share", sa.SmallInteger, nullable=False),
        sa.Column("seconds", sa.Integer),
        sa.Column("state", sa.String(16), nullable=False, server_default="waiting"),
        sa.Column("winner", sa.SmallInteger),
        sa.Column("decided_by", sa.BigInteger),
        sa.Column("decided_at", sa.Integer),
        sa.Column("child_id", sa.Integer),
        sa.Column("figures", sa.Text),
        sa.PrimaryKeyConstraint("run_id", name="pk_version_tests"),
        sa.ForeignKeyConstraint(["run_id"], ["runs.id"], name="fk_version_tests_run_id"),
        sa.CheckConstraint(f"state IN ({states})", name="state"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_version_tests_state", "version_tests", ["state"])
