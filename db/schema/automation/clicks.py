"""Links of broadcasts that lead over the bot's own server, and who followed them."""

from sqlalchemy import Column, Index, SmallInteger, Table, Text

from db.schema.metadata import Whole, metadata, numbered

# No foreign keys: they stay as long as the broadcast's report does.
tracked_links = Table(
    "tracked_links",
    metadata,
    numbered(),
    Column("run_id", Whole, nullable=False),
    Column("position", SmallInteger, nullable=False),  # among the links of its content
    Column("url", Text, nullable=False),  # where it leads
    Column("clicks", Whole, nullable=False, server_default="0"),
    Column("people", Whole, nullable=False, server_default="0"),  # where they are told apart
    Index("ix_tracked_links_run_id", "run_id", "position", unique=True),
    sqlite_autoincrement=True,
)

# By person, where the admin ticked that. Rows go with the person.
link_clicks = Table(
    "link_clicks",
    metadata,
    Column("tracked_link_id", Whole, primary_key=True),
    Column("subscriber_id", Whole, primary_key=True),
    Column("clicks", Whole, nullable=False),
    Column("first_at", Whole, nullable=False),
    Index("ix_link_clicks_subscriber_id", "subscriber_id"),
    sqlite_with_rowid=False,
)
