"""Who got how much of late: kept apart from the ledger, whose old rows go."""

from sqlalchemy import Column, ForeignKey, Index, Table

from db.schema.metadata import Whole, metadata
from db.schema.subscribers import subscribers

# Broadcasts that counted, for some days (broadcast/caps); nothing is written while no cap is set.
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
    Column("received_at", Whole, nullable=False),
    Index("ix_received_received_at", "received_at"),
    sqlite_with_rowid=False,
)
