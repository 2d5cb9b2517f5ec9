"""What admins want to be told, what they have yet to be told, and who was found to be gone."""

from sqlalchemy import BigInteger, Column, ForeignKey, String, Table, Text

from db.schema.metadata import Whole, metadata, one_of
from db.schema.states import NoticeKind, SubscriberState
from db.schema.subscribers import subscribers

# A row stands while somebody wants it.
notice_choices = Table(
    "notice_choices",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), primary_key=True),
    Column("chosen_at", Whole, nullable=False),  # of what was before, nothing is told
    one_of("kind", NoticeKind),
    sqlite_with_rowid=False,
)

# What has happened and is told once, over restarts: an admin goes from `owed` before the call.
notices = Table(
    "notices",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("subject", Whole, primary_key=True),  # a broadcast; of a summary, the first day
    Column("noted_at", Whole, nullable=False),
    Column("owed", Text, nullable=False),  # JSON: the admins who have yet to be told
    one_of("kind", NoticeKind),
    sqlite_with_rowid=False,
)

# Whom a question that nobody sees has found to be gone.
found_gone = Table(
    "found_gone",
    metadata,
    Column(
        "subscriber_id",
        Whole,
        ForeignKey(subscribers.c.id, ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("state", String(16), nullable=False),
    Column("found_at", Whole, nullable=False),
    one_of("state", SubscriberState),
)
