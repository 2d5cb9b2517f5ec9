"""Broadcasts that come again and again, and the feeds that some of them are made of."""

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
    true,
)

from db.schema.broadcasts import broadcasts
from db.schema.metadata import Whole, metadata, numbered, one_of
from db.schema.states import RepeatState

# Each round is a broadcast of its own (broadcasts.repeat_id).
repeats = Table(
    "repeats",
    metadata,
    numbered(),
    Column("state", String(16), nullable=False, server_default=RepeatState.RUNNING.value),
    Column("name", String(64), nullable=False),
    # What each round says, to whom, and how: a draft that nobody sees among the drafts.
    Column("broadcast_id", Whole, ForeignKey(broadcasts.c.id), nullable=False, unique=True),
    Column("rule", String(512), nullable=False),  # RFC 5545, its RRULE alone
    Column("starts", String(32), nullable=False),  # wall clock, ISO 8601 without a zone
    Column("timezone", String(64), nullable=False),  # in which all that is reckoned
    Column("next_at", Whole),  # NULL: the rule has no more
    Column(
        "ahead", Whole, nullable=False, server_default="3600"
    ),  # seconds: when the preview comes
    Column("told_for", Whole),  # the round whose preview the admins have got
    Column("skip_for", Whole),  # the round that is left out
    Column("late_for", Whole),  # the round that waits for an unfinished one, and was told of
    Column("empty_for", Whole),  # the newest round that nobody matched, or had nothing to say
    # Why it is paused, or has ended: a code of RepeatWhy, and what there is to say of it beside.
    Column("why", String(64)),
    Column("told", Boolean, nullable=False, server_default=true()),  # of that
    Column("round_id", Whole, ForeignKey(broadcasts.c.id, ondelete="SET NULL")),  # the newest
    Column("created_by", BigInteger, nullable=False),
    Column("created_at", Whole, nullable=False),
    one_of("state", RepeatState),
    Index("ix_repeats_next_at", "state", "next_at"),
    sqlite_autoincrement=True,
)

feeds = Table(
    "feeds",
    metadata,
    numbered(),
    Column("repeat_id", Whole, ForeignKey(repeats.c.id), nullable=False, unique=True),
    Column("url", Text, nullable=False),
    Column("title", Text, nullable=False, server_default=""),  # as it calls itself
    Column("template", Text, nullable=False),  # what an item becomes: see model/feeds/template.py
    Column("heading", Boolean, nullable=False, server_default=true()),  # the draft stands above
    Column("most_a_day", SmallInteger, nullable=False, server_default="3"),
    Column("etag", Text),
    Column("modified", Text),
    Column("read_at", Whole),  # NULL: not yet; whatever it lists then counts as known
    Column("due_at", Whole, nullable=False, server_default="0"),  # when it is read next
    Column("failures", SmallInteger, nullable=False, server_default="0"),  # in a row
    Column("failing_since", Whole),
    Column("failing_why", Text),
    Column("told", Boolean, nullable=False, server_default=false()),  # that it fails
    sqlite_autoincrement=True,
)

# What it lists, or has listed of late.
feed_items = Table(
    "feed_items",
    metadata,
    numbered(),
    Column("feed_id", Whole, ForeignKey(feeds.c.id), nullable=False),
    Column("said", Text, nullable=False),  # JSON: its title, its link and so on; "": not kept
    Column("published_at", Whole, nullable=False),  # or when it was seen first
    Column("seen_at", Whole, nullable=False),  # when it was listed last, to the day
    Column("waits", Boolean, nullable=False),  # for a round that says it
    Column("passed_at", Whole),  # when a round had no room for it first
    Column("sent_at", Whole),  # NULL: it waits, was known from the beginning, or was left out
    Index("ix_feed_items_sent_at", "feed_id", "sent_at"),
    sqlite_autoincrement=True,
)

# What an item is known by: its id, its link, its words, each as a hash. One that has any of them
# was there already, whatever else its feed has changed.
feed_keys = Table(
    "feed_keys",
    metadata,
    Column("feed_id", Whole, ForeignKey(feeds.c.id), primary_key=True),
    Column("key", String(43), primary_key=True),  # SHA-256, base64 without padding
    Column("item_id", Whole, ForeignKey(feed_items.c.id, ondelete="CASCADE"), nullable=False),
    Index("ix_feed_keys_item_id", "item_id"),
    sqlite_with_rowid=False,
)
