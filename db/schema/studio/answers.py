"""What recipients do with a broadcast: they answer by its buttons, leave by one, or react to it."""

from sqlalchemy import BigInteger, Column, Index, SmallInteger, String, Table, Text

from db.schema.metadata import Whole, metadata

# The newest answer of each recipient. No foreign keys: rows go with the ledger's, and with the
# person's, when they are erased.
answers = Table(
    "answers",
    metadata,
    Column("run_id", Whole, primary_key=True),
    Column("subscriber_id", Whole, primary_key=True),
    Column("button", SmallInteger, nullable=False),  # see Content.answers
    Column("answered_at", Whole, nullable=False),
    Index("ix_answers_subscriber_id", "subscriber_id"),
    sqlite_with_rowid=False,
)

# Whoever tapped a forwarded copy and had not got the broadcast; none of them is subscribed by it.
stranger_answers = Table(
    "stranger_answers",
    metadata,
    Column("run_id", Whole, primary_key=True),
    Column("user_id", BigInteger, primary_key=True),
    Column("button", SmallInteger, nullable=False),
    Column("answered_at", Whole, nullable=False),
    Index("ix_stranger_answers_user_id", "user_id"),
    sqlite_with_rowid=False,
)

# Sums by button, moved in the transaction of the answers they count.
answer_tallies = Table(
    "answer_tallies",
    metadata,
    Column("run_id", Whole, primary_key=True),
    Column("button", SmallInteger, primary_key=True),
    Column("recipients", Whole, nullable=False, server_default="0"),
    Column("strangers", Whole, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)

# Who left through the button of a broadcast.
departures = Table(
    "departures",
    metadata,
    Column("run_id", Whole, primary_key=True),
    Column("subscriber_id", Whole, primary_key=True),
    Column("left_at", Whole, nullable=False),
    Index("ix_departures_subscriber_id", "subscriber_id"),
    sqlite_with_rowid=False,
)

# Which reactions stand below a message of a broadcast, of each who gave some. Of channels Telegram
# tells sums and no names: there `actor_id` is 0. No foreign keys: as with the answers.
reactions = Table(
    "reactions",
    metadata,
    Column("run_id", Whole, primary_key=True),
    Column("subscriber_id", Whole, primary_key=True),
    Column("message_id", BigInteger, primary_key=True),
    Column("actor_id", BigInteger, primary_key=True),  # a person, or the chat in whose name it was
    Column("given", Text, nullable=False),  # JSON: how many of each, by db/answers/reactions.py
    Index("ix_reactions_subscriber_id", "subscriber_id"),
    Index("ix_reactions_actor_id", "actor_id"),
    sqlite_with_rowid=False,
)

# Sums by reaction, moved in the transaction of the reactions they count.
reaction_tallies = Table(
    "reaction_tallies",
    metadata,
    Column("run_id", Whole, primary_key=True),
    Column("reaction", String(32), primary_key=True),
    Column("count", Whole, nullable=False),
    sqlite_with_rowid=False,
)
