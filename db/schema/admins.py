"""The team, and what stands in its chats."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, Text

from db.schema.broadcasts import broadcasts
from db.schema.metadata import Whole, metadata, numbered, one_of
from db.schema.states import InviteEnd, Role

admins = Table(
    "admins",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("role", String(16), nullable=False),
    Column("added_at", Whole, nullable=False),
    one_of("role", Role),
)

# One-time links that make somebody an admin; their codes are not kept.
invites = Table(
    "invites",
    metadata,
    numbered(),
    Column("code_hash", String(64), nullable=False, unique=True),  # SHA-256, in hex
    Column("role", String(16), nullable=False),
    Column("created_by", BigInteger, nullable=False),
    Column("created_at", Whole, nullable=False),
    Column("expires_at", Whole, nullable=False),
    Column("ended", String(8)),  # NULL while it can be used, and once it has expired
    one_of("role", Role),
    one_of("ended", InviteEnd),
    sqlite_autoincrement=True,
)

progress_messages = Table(
    "progress_messages",
    metadata,
    Column(
        "broadcast_id",
        Whole,
        ForeignKey(broadcasts.c.id, ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, nullable=False),
    Column("thread_id", Whole),  # the topic of the private chat that it stands in
)

dialog_states = Table(
    "dialog_states",
    metadata,
    Column("key", Text, primary_key=True),
    Column("user_id", BigInteger, nullable=False, index=True),
    Column("state", Text),
    Column("data", Text, nullable=False, server_default="{}"),
    Column("changed_at", Whole, nullable=False),
    Index("ix_dialog_states_changed_at", "changed_at"),
)
