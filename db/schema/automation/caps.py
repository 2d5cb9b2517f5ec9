"""Who got how much of late: kept apart from the ledger, whose old rows go."""

from sqlalchemy import Column, ForeignKey, Index, Table

from db.schema.metadata import Whole, metadata
from db.schema.subscribers import subscribers

# Broadcasts that counted, for some days (db/caps/counted.py); nothing is written while no cap is
# set. Runs that send the same one, to the failed once more, say, are of one line and count as one.
received = Table(
    "received",
    metadata,
    Column(
        "subscriber_id",
        Whole,
        ForeignKey(subscribers.c.id, ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("run_id", Whole, primary_key=True),
    Column("line", Whole, nullable=False),  # the first broadcast of it
    Column("received_at", Whole, nullable=False),
    Index("ix_received_received_at", "received_at"),
    sqlite_with_rowid=False,
)
