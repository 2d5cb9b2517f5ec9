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
    # The highest number of a message that had been seen before the call left.
    Column("low", BigInteger, nullable=False),
    # Whether another call to the same chat was under way, so that two messages may be confused.
    Column("crossed", Boolean, nullable=False, server_default=false()),
    Column("since", Whole, nullable=False),
    Column("found", String(8)),
    Column("reason", String(32)),  # a code of broadcast/certainty
    Column("evidence", Text),  # as JSON: the window, how many numbers were missing, what was asked
    Column("found_at", Whole),
    one_of("found", Found),
    Index("ix_doubts_open", "run_id", **of_rows(text("found IS NULL"))),
    sqlite_with_rowid=False,
)
