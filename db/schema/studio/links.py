"""Where subscribers come from: source links, and places whose join requests the bot sees."""

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, String, Table, Text

from db.schema.knowledge import tags
from db.schema.metadata import Whole, metadata, numbered
from db.schema.subscribers import subscribers

# A subscriber's `source` is the code of the link that they came by first.
links = Table(
    "links",
    metadata,
    numbered(),
    Column("code", String(64), nullable=False, unique=True),
    Column("name", String(64), nullable=False),
    Column("created_by", BigInteger, nullable=False),
    Column("created_at", Whole, nullable=False),
    # Put on whoever comes by it, first or later.
    Column("tag_id", Whole, ForeignKey(tags.c.id, ondelete="SET NULL")),
    sqlite_autoincrement=True,
)

# Later visits by a link, of people who came by another one or without.
link_visits = Table(
    "link_visits",
    metadata,
    Column("link_id", Whole, primary_key=True),  # see db/knowledge/leftovers.py
    Column(
        "subscriber_id",
        Whole,
        ForeignKey(subscribers.c.id, ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("visited_at", Whole, nullable=False),  # the first time
    Index("ix_link_visits_subscriber_id", "subscriber_id"),
    sqlite_with_rowid=False,
)

# Channels and groups to which the bot may invite people.
join_places = Table(
    "join_places",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("title", Text, nullable=False),
    Column("greets", Boolean, nullable=False),  # writes to whoever asks to join
    Column("approves", Boolean, nullable=False),  # by itself; else it is left to the admins
    Column("greeting", Text),  # NULL: the one in locales/
    # That the greeting carries; NULL: none was made yet, or it was deleted.
    Column("link_id", Whole, ForeignKey(links.c.id, ondelete="SET NULL")),
    Column("changed_at", Whole, nullable=False),
)
