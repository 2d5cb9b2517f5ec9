"""What people write to the bot after a broadcast, and who of the team has answered."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, text

from db.schema.metadata import Whole, metadata, numbered, of_rows, one_of
from db.schema.states import Relay
from db.schema.subscribers import subscribers
from db.schema.told import Told

# One for everybody who has written; it goes with the person. (Their number is no number of a chat.)
conversations = Table(
    "conversations",
    metadata,
    Column(
        "subscriber_id",
        Whole,
        ForeignKey(subscribers.c.id, ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    # Messages that nobody has answered yet; an album is one.
    Column("waiting", Whole, nullable=False, server_default="0"),
    Column("last_at", Whole, nullable=False),
    Column("greeted_at", Whole),  # when the bot last said by itself that it was kept
    # Which admin is writing an answer, and since when.
    Column("taken_by", BigInteger),
    Column("taken_at", Whole),
    Column("answered_by", BigInteger),
    Column("answered_at", Whole),
    # The topic of this person in the forum group that answers come from (Bot API:
    # message_thread_id); NULL: none yet.
    Column("topic_id", BigInteger),
    Index("ix_conversations_waiting", "last_at", **of_rows(text("waiting > 0"))),
    Index("ix_conversations_topic_id", "topic_id", **of_rows(text("topic_id IS NOT NULL"))),
)

# The numbers of messages, not what they say: that stays with Telegram and is copied when asked for.
inbox_messages = Table(
    "inbox_messages",
    metadata,
    numbered(),
    Column(
        "subscriber_id",
        Whole,
        ForeignKey(subscribers.c.id, ondelete="CASCADE"),
        nullable=False,
    ),
    Column("broadcast_id", Whole, nullable=False),  # what they had got when they wrote it
    Column("message_id", BigInteger, nullable=False),  # in the chat with the person
    Column("album", Told(64)),  # Bot API: media_group_id; each item has a row
    Column("came_at", Whole, nullable=False),
    Column("answered_at", Whole),  # or set aside without an answer; NULL: it waits
    # Whether it is still to be copied to the forum group, and the number of the copy there.
    Column("relay", String(8), nullable=False, server_default=Relay.NO.value),
    Column("copy_id", BigInteger),
    Index("ix_inbox_messages_subscriber_id", "subscriber_id", "id"),
    Index(
        "ix_inbox_messages_waiting",
        "broadcast_id",
        "subscriber_id",
        **of_rows(text("answered_at IS NULL")),
    ),
    Index("ix_inbox_messages_owed", "id", **of_rows(text("relay = 'owed'"))),
    Index("ix_inbox_messages_came_at", "came_at"),
    one_of("relay", Relay),
    sqlite_autoincrement=True,
)
