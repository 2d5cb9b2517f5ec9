"""What is known of subscribers beside their own row: tags, fields, topics; and saved questions.

Names are unique without regard to case: `folded` is the name as `str.casefold()` has it. Whatever
is known of a person goes with their row. Where a tag, a field, a topic or a list goes, its rows go
behind it, some thousands at a time (db/knowledge/leftovers.py): a million in one transaction would
keep all others from writing for seconds. No number is given out twice, so that they mean nobody.
"""

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
)

from db.schema.metadata import Whole, metadata, numbered
from db.schema.subscribers import subscribers


def _of_subscriber() -> Column[int]:
    return Column(
        "subscriber_id",
        Whole,
        ForeignKey(subscribers.c.id, ondelete="CASCADE"),
        primary_key=True,
    )


tags = Table(
    "tags",
    metadata,
    numbered(),
    Column("name", String(32), nullable=False),
    Column("folded", String(64), nullable=False, unique=True),
    Column("created_at", Whole, nullable=False),
    sqlite_autoincrement=True,
)

subscriber_tags = Table(
    "subscriber_tags",
    metadata,
    Column("tag_id", Whole, primary_key=True),
    _of_subscriber(),
    Index("ix_subscriber_tags_subscriber_id", "subscriber_id"),
    sqlite_with_rowid=False,
)

# Custom fields: every further column of an import becomes one.
fields = Table(
    "fields",
    metadata,
    numbered(),
    Column("name", String(32), nullable=False),
    Column("folded", String(64), nullable=False, unique=True),
    Column("created_at", Whole, nullable=False),
    sqlite_autoincrement=True,
)

subscriber_fields = Table(
    "subscriber_fields",
    metadata,
    Column("field_id", Whole, primary_key=True),
    _of_subscriber(),
    Column("value", String(64), nullable=False),
    Index("ix_subscriber_fields_subscriber_id", "subscriber_id"),
    sqlite_with_rowid=False,
)

# What people may choose to get or not; all are on until somebody opts out.
topics = Table(
    "topics",
    metadata,
    numbered(),
    Column("name", String(64), nullable=False),
    Column("folded", String(128), nullable=False, unique=True),
    Column("position", SmallInteger, nullable=False),
    # Its broadcasts neither count for the cap nor are kept back by it.
    Column("uncapped", Boolean, nullable=False, server_default=false()),
    sqlite_autoincrement=True,
)

topic_opt_outs = Table(
    "topic_opt_outs",
    metadata,
    Column("topic_id", Whole, primary_key=True),
    _of_subscriber(),
    Index("ix_topic_opt_outs_subscriber_id", "subscriber_id"),
    sqlite_with_rowid=False,
)

# Audiences by name: questions, and not snapshots.
segments = Table(
    "segments",
    metadata,
    numbered(),
    Column("name", String(64), nullable=False),
    Column("folded", String(128), nullable=False, unique=True),
    Column("audience", Text, nullable=False),  # see db/audience/audience.py
    Column("created_by", BigInteger, nullable=False),
    Column("changed_at", Whole, nullable=False),
    sqlite_autoincrement=True,
)

# Lists of ids that admins sent, to be written to: of the ids only those that were found.
audience_lists = Table(
    "audience_lists",
    metadata,
    numbered(),
    Column("created_by", BigInteger, nullable=False),
    Column("created_at", Whole, nullable=False),
    sqlite_autoincrement=True,
)

audience_list_members = Table(
    "audience_list_members",
    metadata,
    Column("audience_list_id", Whole, primary_key=True),
    _of_subscriber(),
    Index("ix_audience_list_members_subscriber_id", "subscriber_id"),
    sqlite_with_rowid=False,
)
