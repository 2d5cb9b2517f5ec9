"""What admins work with while they compose: albums that are arriving, templates, testers, texts."""

from sqlalchemy import BigInteger, Boolean, Column, Index, String, Table, Text, false

from db.schema.metadata import Whole, metadata, numbered
from db.schema.told import Told

# The items of albums as they come, one message each; kept for a month, as an item may come late
# or be edited.
album_items = Table(
    "album_items",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("album", Told(64), primary_key=True),  # Bot API: media_group_id
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("item", Text, nullable=False),  # the message as JSON
    Column("came_at", Whole, nullable=False),
    Column("handled", Boolean, nullable=False, server_default=false()),  # handed on as one
    Index("ix_album_items_came_at", "came_at"),
    sqlite_with_rowid=False,
)

templates = Table(
    "templates",
    metadata,
    numbered(),
    Column("name", String(64), nullable=False),
    Column("folded", String(128), nullable=False, unique=True),
    Column("content", Text, nullable=False),  # see broadcast/model/content.py
    Column("audience", Text, nullable=False),  # see db/audience/audience.py
    Column("created_by", BigInteger, nullable=False),
    Column("created_at", Whole, nullable=False),
    sqlite_autoincrement=True,
)

# Who gets test messages beside their author; they need not be subscribed.
testers = Table(
    "testers",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("added_at", Whole, nullable=False),
)

tester_invites = Table(
    "tester_invites",
    metadata,
    Column("code_hash", String(64), primary_key=True),  # SHA-256, in hex
    Column("created_by", BigInteger, nullable=False),
    Column("expires_at", Whole, nullable=False),
)

# What owners decide in the chat, as JSON: the footer, the words of the unsubscribe button …
owner_settings = Table(
    "owner_settings",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("value", Text, nullable=False),
    Column("changed_at", Whole, nullable=False),
)
