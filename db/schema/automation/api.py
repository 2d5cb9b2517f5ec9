"""Keys of the HTTP API, and what was asked with them."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, SmallInteger, String, Table, Text

from db.schema.metadata import Whole, metadata, numbered

api_keys = Table(
    "api_keys",
    metadata,
    numbered(),
    Column("name", String(64), nullable=False),
    Column("key_hash", String(64), nullable=False, unique=True),  # SHA-256, in hex
    Column("hint", String(8), nullable=False),  # its last letters, to tell it from others
    Column("rights", String(64), nullable=False),  # codes of ApiRight, blanks between them
    Column("per_minute", SmallInteger, nullable=False),
    Column("created_by", BigInteger, nullable=False),
    Column("created_at", Whole, nullable=False),
    Column("expires_at", Whole),  # NULL: never
    Column("revoked_at", Whole),
    Column("used_at", Whole),  # to the minute
    sqlite_autoincrement=True,
)

# Requests with an Idempotency-Key, and what was answered; kept for some days. The row is written in
# the transaction of what was asked for: where it stands, that was done.
api_requests = Table(
    "api_requests",
    metadata,
    Column("api_key_id", Whole, ForeignKey(api_keys.c.id), primary_key=True),
    Column("idempotency_key", String(255), primary_key=True),
    Column("asked", String(64), nullable=False),  # SHA-256 of method, path and body, in hex
    Column("status", SmallInteger, nullable=False),
    Column("answer", Text, nullable=False),  # JSON
    Column("asked_at", Whole, nullable=False),
    Index("ix_api_requests_asked_at", "asked_at"),
    sqlite_with_rowid=False,
)
