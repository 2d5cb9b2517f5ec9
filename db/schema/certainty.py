"""Calls whose answer was lost, while it is found out what became of them, and what was found."""

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

from db.schema.ledger import runs
from db.schema.metadata import Whole, metadata, of_rows, one_of
from db.schema.states import Found

# A row for each step in doubt. `found` is NULL as long as it is looked into: so many of a run's
# uncertain ones it does not end with (runs.in_doubt).
doubts = Table(
    "doubts",
    metadata,
    Column("run_id", Whole, ForeignKey(runs.c.id), primary_key=True),
    Column("subscriber_id", Whole, primary_key=True),
    Column("step", SmallInteger, primary_key=True),
    # Of a group or channel, as it was when the call left: a group may have another id since.
    Column("chat_id", BigInteger),
    # The highest number of a message that had been seen before the call left.
    Column("low", BigInteger, nullable=False),
    Column("said", String(16)),  # a mark of the text (db/certainty/said.py)
    Column("since", Whole, nullable=False),
    Column("found", String(8)),
    Column("reason", String(32)),  # a code of broadcast/certainty
    Column("evidence", Text),  # as JSON: the window, how many numbers were missing, what was asked
    Column("found_at", Whole),
    one_of("found", Found),
    Index("ix_doubts_open", "run_id", **of_rows(text("found IS NULL"))),
    sqlite_with_rowid=False,
)
OPEN = doubts.c.found.is_(None)

# Supergroups and channels count for themselves: what was seen of those that are subscribed.
chat_numbers = Table(
    "chat_numbers",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    # As broadcast/certainty/numbers.py says it, from the highest on that had been seen before the
    # oldest open call there left.
    Column("seen", Text, nullable=False, server_default=""),
    # Whether a message of the bot's own may have landed above, whose number is not known.
    Column("crossed", Boolean, nullable=False, server_default=false()),
    # It was a group before: a call that is open since may have been to that.
    Column("moved", Boolean, nullable=False, server_default=false()),
    sqlite_with_rowid=False,
)
