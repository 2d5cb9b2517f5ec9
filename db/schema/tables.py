"""The tables.

Moments are whole Unix seconds (UTC). `HEAD` is the newest migration; a test compares both it and
these tables with what the migrations really make.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    false,
    text,
)

HEAD = "0007"

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# The number is the ledger's key, never the chat id: a chat can migrate and a person can be erased
# without touching the ledger. AUTOINCREMENT because a number must never be given out twice.
subscribers = Table(
    "subscribers",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("chat_id", BigInteger, nullable=False, unique=True),
    Column("kind", String(16), nullable=False, server_default="private"),
    Column("first_name", Text, nullable=False, server_default=""),
    Column("username", Text),
    Column("language", String(16)),  # what the person chose
    Column("language_code", String(16)),  # what Telegram last said
    Column("source", String(64)),
    Column("state", String(16), nullable=False, server_default="active"),
    Column("joined_at", Integer, nullable=False),
    Column("changed_at", Integer, nullable=False),
    Column(
        "thread_id", Integer
    ),  # the topic that a forum's news go to (Bot API: message_thread_id)
    CheckConstraint(
        "state IN ('active','unsubscribed','blocked','unreachable','deactivated')", name="state"
    ),
    Index("ix_subscribers_state", "state"),
    sqlite_autoincrement=True,
)

broadcasts = Table(
    "broadcasts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    # Once launched, the state of its send run is the state of the broadcast: it is kept there only.
    Column("stage", String(16), nullable=False, server_default="draft"),
    Column("title", Text, nullable=False),
    Column("content", Text, nullable=False),  # JSON: see broadcast/model/content.py
    Column("audience", Text, nullable=False, server_default="{}"),  # JSON: a filter
    Column("created_by", BigInteger, nullable=False),
    Column("created_at", Integer, nullable=False),
    Column("scheduled_for", Integer),
    Column("parent_id", Integer, ForeignKey("broadcasts.id", ondelete="SET NULL")),
    Column("urgent", Boolean, nullable=False, server_default=false()),
    # JSON about a draft: which messages in its author's chat belong to it.
    Column("notes", Text),
    CheckConstraint("stage IN ('draft','scheduled','launched')", name="stage"),
    Index("ix_broadcasts_parent_id", "parent_id"),
    sqlite_autoincrement=True,
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("broadcast_id", Integer, ForeignKey("broadcasts.id"), nullable=False),
    Column("kind", String(16), nullable=False, server_default="send"),
    Column("state", String(16), nullable=False, server_default="running"),
    Column("pause_reason", String(32)),
    Column("pause_detail", Text),
    Column("launched_by", BigInteger, nullable=False),
    Column("launched_at", Integer, nullable=False),
    Column("finished_at", Integer),
    # Freezing goes on in pieces behind the launch: subscribers up to `audience_upto` belong to the
    # snapshot, those up to `frozen_upto` stand in the ledger already.
    Column("audience_upto", Integer, nullable=False),
    Column("frozen_upto", Integer, nullable=False, server_default="0"),
    Column("frozen", Boolean, nullable=False, server_default=false()),
    # No pending delivery of this run has a subscriber number at or below the cursor, but for those
    # that wait aside.
    Column("cursor", Integer, nullable=False, server_default="0"),
    Column("resent", Boolean, nullable=False, server_default=false()),  # the uncertain, once
    # Counters, written in the transaction of the rows they count.
    Column("total", Integer, nullable=False),
    Column("sent", Integer, nullable=False, server_default="0"),
    Column("blocked", Integer, nullable=False, server_default="0"),
    Column("unreachable", Integer, nullable=False, server_default="0"),
    Column("skipped", Integer, nullable=False, server_default="0"),
    Column("failed", Integer, nullable=False, server_default="0"),
    Column("uncertain", Integer, nullable=False, server_default="0"),
    # What an admin decided about the failed and the uncertain: 'again' (sent again by a broadcast
    # of its own, linked by parent_id) or 'left'; NULL while nobody has decided.
    Column("failed_answer", String(8)),
    Column("uncertain_answer", String(8)),
    Column("paid", Integer, nullable=False, server_default="0"),  # messages that cost Stars
    # The rows of plain successes were deleted when they were old enough; the counters stay.
    Column("thinned", Boolean, nullable=False, server_default=false()),
    # Of the message's steps, the first so many were taken by somebody: refusals of these are their
    # recipients' own. Where anybody got all of it, `sent` says so by itself.
    Column("taken_steps", SmallInteger, nullable=False, server_default="0"),
    # Of the skipped those who did not get it because it was cancelled, and whether it was sent to
    # them after all.
    Column("cancelled", Integer, nullable=False, server_default="0"),
    Column("cancelled_answer", String(8)),
    CheckConstraint("state IN ('running','paused','finished','cancelled')", name="state"),
    Index("ix_runs_broadcast_id", "broadcast_id"),
    Index("ix_runs_state", "state"),
    sqlite_autoincrement=True,
)

# A row for each recipient, kept narrow: a million of them are one broadcast. `state` is a code of
# broadcast.model.broadcast.DeliveryState; its numbers are part of the file format.
PENDING, CLAIMED, SENT, BLOCKED, UNREACHABLE, FAILED, UNCERTAIN, SKIPPED = range(8)

deliveries = Table(
    "deliveries",
    metadata,
    Column("run_id", Integer, ForeignKey("runs.id"), primary_key=True),
    Column("subscriber_id", Integer, primary_key=True),
    Column("state", SmallInteger, nullable=False, server_default="0"),
    Column("step", SmallInteger, nullable=False, server_default="0"),  # the call being made
    Column("message_id", BigInteger),  # of the last step
    Column("reason", Text),
    # They hold few rows at any time; recovery and the report find theirs without a scan. (With the
    # state as a column SQLite prefers them to the primary key.)
    Index("ix_deliveries_claimed", "run_id", "subscriber_id", sqlite_where=text("state = 1")),
    Index("ix_deliveries_uncertain", "run_id", "state", sqlite_where=text("state = 6")),
    Index("ix_deliveries_failed", "run_id", "state", sqlite_where=text("state = 5")),
    sqlite_with_rowid=False,
)

# Pending deliveries whose chat asked to wait: they alone may stand below their run's cursor.
set_aside = Table(
    "set_aside",
    metadata,
    Column("run_id", Integer, ForeignKey("runs.id"), primary_key=True),
    Column("subscriber_id", Integer, primary_key=True),
    Column("until", Integer, nullable=False),
    Column("length", Integer, nullable=False),  # seconds that it was when it was set aside
    sqlite_with_rowid=False,
)

# The message numbers of earlier steps and of the other items of an album.
delivery_messages = Table(
    "delivery_messages",
    metadata,
    Column("run_id", Integer, primary_key=True),
    Column("subscriber_id", Integer, primary_key=True),
    Column("step", SmallInteger, primary_key=True),
    Column("item", SmallInteger, primary_key=True),
    Column("message_id", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

admins = Table(
    "admins",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("role", String(16), nullable=False),
    Column("added_at", Integer, nullable=False),
    CheckConstraint("role IN ('owner','editor')", name="role"),
)

# One-time links that make somebody an admin; their codes are not kept.
invites = Table(
    "invites",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("code_hash", String(64), nullable=False, unique=True),  # SHA-256, in hex
    Column("role", String(16), nullable=False),
    Column("created_by", BigInteger, nullable=False),
    Column("created_at", Integer, nullable=False),
    Column("expires_at", Integer, nullable=False),
    Column("ended", String(8)),  # NULL while it can be used, and once it has expired
    CheckConstraint("role IN ('owner','editor')", name="role"),
    CheckConstraint("ended IN ('used','revoked')", name="ended"),
    sqlite_autoincrement=True,
)

progress_messages = Table(
    "progress_messages",
    metadata,
    Column(
        "broadcast_id",
        Integer,
        ForeignKey("broadcasts.id", ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, nullable=False),
    Column("thread_id", Integer),  # the topic of the private chat that it stands in
)

dialog_states = Table(
    "dialog_states",
    metadata,
    Column("key", Text, primary_key=True),
    Column("user_id", BigInteger, nullable=False, index=True),
    Column("state", Text),
    Column("data", Text, nullable=False, server_default="{}"),
    Column("changed_at", Integer, nullable=False),
    Index("ix_dialog_states_changed_at", "changed_at"),
)

# What the engine must remember over a restart, e.g. the flood gate's deadline.
engine_memory = Table(
    "engine_memory",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

# Message numbers of the account's one counter for private chats and basic groups, of what the bot
# sent and received outside broadcasts (those are in the ledger). An accepted send whose answer was
# lost leaves a gap between them. They name nobody, and old ones are swept.
message_numbers = Table(
    "message_numbers",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("seen_at", Integer, nullable=False),
    Index("ix_message_numbers_seen_at", "seen_at"),
    sqlite_with_rowid=False,
)

# A poll that is sent to many is a poll of its own for each: this says whose it is. Only for polls
# that are not anonymous, of the others nobody is told who voted. No foreign keys: rows go with the
# ledger's, when it is thinned, and with the person's, when they are erased.
polls = Table(
    "polls",
    metadata,
    Column("poll_id", BigInteger, primary_key=True, autoincrement=False),
    Column("run_id", Integer, nullable=False),
    Column("subscriber_id", Integer, nullable=False),
    Index("ix_polls_run_id", "run_id"),
    Index("ix_polls_subscriber_id", "subscriber_id"),
    sqlite_with_rowid=False,
)

# Who chose what, so that a vote can be changed and taken back. Bit n of `options` is option n. A
# vote may come before its poll is known here; one whose poll never is known is swept.
poll_votes = Table(
    "poll_votes",
    metadata,
    Column("poll_id", BigInteger, primary_key=True, autoincrement=False),
    Column("voter_id", BigInteger, primary_key=True, autoincrement=False),
    Column("options", BigInteger, nullable=False),
    Column("voted_at", Integer, nullable=False),
    Index("ix_poll_votes_voter_id", "voter_id"),
    sqlite_with_rowid=False,
)

# The votes of a run by option, moved in the transaction of the votes they count.
poll_tallies = Table(
    "poll_tallies",
    metadata,
    Column("run_id", Integer, primary_key=True),
    Column("option", SmallInteger, primary_key=True),
    Column("votes", Integer, nullable=False),
    sqlite_with_rowid=False,
)
