"""Broadcasts, their messages in admins' chats, and the votes in their polls."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Table,
    Text,
    false,
    text,
)

from db.schema.metadata import Whole, metadata, numbered, of_rows, one_of
from db.schema.states import Stage

broadcasts = Table(
    "broadcasts",
    metadata,
    numbered(),
    # Once launched, the state of its send run is the state of the broadcast: it is kept there only.
    Column("stage", String(16), nullable=False, server_default=Stage.DRAFT.value),
    Column("title", Text, nullable=False),
    # What the draft says, as JSON; at the launch its run gets what it sends, and to whom.
    Column("content", Text, nullable=False),  # see broadcast/model/content.py
    Column("audience", Text, nullable=False, server_default="{}"),  # see db/audience/audience.py
    Column("created_by", BigInteger, nullable=False),
    Column("created_at", Whole, nullable=False),
    Column("parent_id", Whole, ForeignKey("broadcasts.id", ondelete="SET NULL")),
    Column("urgent", Boolean, nullable=False, server_default=false()),
    # JSON about a draft: which messages in its author's chat belong to it.
    Column("notes", Text),
    Column("touched_at", Whole),  # of a draft: when somebody last worked on it
    # Of a draft: the admin who works on it; NULL: its author.
    Column("held_by", BigInteger),
    # What it is a step, or a round, of; NULL: neither. Steps, and the draft that rounds are made
    # of, stand in no list of broadcasts.
    Column("series_id", Whole),
    Column("repeat_id", Whole),
    # Of a draft that came from outside: the API key it came with.
    Column("api_key_id", Whole),
    one_of("stage", Stage),
    Index("ix_broadcasts_parent_id", "parent_id"),
    Index("ix_broadcasts_repeat_id", "repeat_id", **of_rows(text("repeat_id IS NOT NULL"))),
    sqlite_autoincrement=True,
)

# A poll that is sent to many is a poll of its own for each: this says whose it is. Only for polls
# that are not anonymous, of the others nobody is told who voted. No foreign keys: rows go with the
# ledger's, when these are deleted, and with the person's, when they are erased.
polls = Table(
    "polls",
    metadata,
    Column("poll_id", BigInteger, primary_key=True, autoincrement=False),
    Column("run_id", Whole, nullable=False),
    Column("subscriber_id", Whole, nullable=False),
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
    Column("voted_at", Whole, nullable=False),
    Index("ix_poll_votes_voter_id", "voter_id"),
    sqlite_with_rowid=False,
)

# The votes of a run by option, moved in the transaction of the votes they count.
poll_tallies = Table(
    "poll_tallies",
    metadata,
    Column("run_id", Whole, primary_key=True),
    Column("option", SmallInteger, primary_key=True),
    Column("votes", Whole, nullable=False),
    sqlite_with_rowid=False,
)
