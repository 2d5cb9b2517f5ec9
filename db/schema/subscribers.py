"""Whoever the bot may write to."""

from sqlalchemy import BigInteger, Column, Index, String, Table, Text, text

from db.schema.metadata import Whole, metadata, numbered, of_rows, one_of
from db.schema.states import SubscriberState
from db.schema.told import Told

# Who left by themselves, as the index of them says it: SQLite uses that only where a query has the
# very same words.
LEFT = text(f"state IN ('{SubscriberState.UNSUBSCRIBED}', '{SubscriberState.BLOCKED}')")

# The number is the ledger's key, never the chat id: a chat can migrate and a person can be erased
# without touching the ledger. AUTOINCREMENT because a number must never be given out twice.
subscribers = Table(
    "subscribers",
    metadata,
    numbered(),
    Column("chat_id", BigInteger, nullable=False, unique=True),
    Column("kind", String(16), nullable=False, server_default="private"),
    Column("first_name", Text, nullable=False, server_default=""),
    Column("username", Text),
    Column("language", String(16)),  # what the person chose
    Column("language_code", Told(16)),  # what Telegram last said
    Column("source", String(64)),
    Column("state", String(16), nullable=False, server_default=SubscriberState.ACTIVE.value),
    Column("joined_at", Whole, nullable=False),
    Column("changed_at", Whole, nullable=False),
    # The topic that a forum's news go to (Bot API: message_thread_id).
    Column("thread_id", Whole),
    Column("seen_at", Whole),  # when the person last wrote or tapped, to the hour; NULL: never
    Column("state_at", Whole),  # when the state last changed; NULL: not known
    one_of("state", SubscriberState),
    Index("ix_subscribers_state", "state"),
    Index("ix_subscribers_left", "state", "state_at", **of_rows(LEFT)),
    # Only those who came by some code: a link's figures are counted in it alone.
    Index(
        "ix_subscribers_source",
        "source",
        "state",
        **of_rows(text("source IS NOT NULL")),
    ),
    sqlite_autoincrement=True,
)
