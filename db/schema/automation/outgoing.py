"""Events that are posted to addresses outside, until somebody has taken them."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Table,
    Text,
)

from db.schema.metadata import Whole, metadata, numbered

event_addresses = Table(
    "event_addresses",
    metadata,
    numbered(),
    Column("url", Text, nullable=False),
    Column("secret", String(128), nullable=False),  # whsec_…; what signs must be known as it is
    Column("kinds", Text, nullable=False),  # codes of EventKind, blanks between them
    Column("created_by", BigInteger, nullable=False),
    Column("created_at", Whole, nullable=False),
    Column("delivered", Whole, nullable=False, server_default="0"),
    Column("given_up", Whole, nullable=False, server_default="0"),
    Column("taken_at", Whole),  # when it took one last
    Column("failing_since", Whole),
    Column("failing_why", Text),
    Column("told_at", Whole),  # the admins, that it fails
    Column("off_at", Whole),  # when it was switched off, by an admin or after days of failing
    sqlite_autoincrement=True,
)

# Written in the transaction of what happened. Those about one thing go in order: a later one waits
# for the earlier ones of its `subject`.
outgoing_events = Table(
    "outgoing_events",
    metadata,
    numbered(),
    Column("address_id", Whole, ForeignKey(event_addresses.c.id), nullable=False),
    Column("event_id", String(40), nullable=False),  # the same over all attempts
    Column("kind", String(32), nullable=False),
    Column("subject", String(40), nullable=False),  # "broadcast:7"; "" where no order matters
    Column("body", Text, nullable=False),  # JSON
    Column("happened_at", Whole, nullable=False),
    Column("due_at", Whole, nullable=False),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Index("ix_outgoing_events_due_at", "address_id", "due_at"),
    Index("ix_outgoing_events_subject", "address_id", "subject", "id"),
    sqlite_autoincrement=True,
)
