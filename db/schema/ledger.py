"""Runs, what became of each recipient, and what must survive a restart besides."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    String,
    Table,
    Text,
    false,
    text,
)

from db.schema.broadcasts import broadcasts
from db.schema.metadata import Whole, metadata, numbered, of_rows, one_of
from db.schema.states import (
    RUN_STATES,
    BroadcastState,
    RunKind,
    VersionTestState,
)

runs = Table(
    "runs",
    metadata,
    numbered(),
    Column("broadcast_id", Whole, ForeignKey(broadcasts.c.id), nullable=False),
    Column("kind", String(16), nullable=False, server_default=RunKind.SEND.value),
    Column("state", String(16), nullable=False, server_default=BroadcastState.RUNNING.value),
    Column("pause_reason", String(32)),
    Column("pause_detail", Text),
    Column("launched_by", BigInteger, nullable=False),
    Column("launched_at", Whole, nullable=False),
    Column("finished_at", Whole),
    # Freezing goes on in chunks behind the launch: subscribers up to `audience_upto` belong to the
    # snapshot, those up to `frozen_upto` stand in the ledger already.
    Column("audience_upto", Whole, nullable=False),
    Column("frozen_upto", Whole, nullable=False, server_default="0"),
    Column("frozen", Boolean, nullable=False, server_default=false()),
    Column("resent", Boolean, nullable=False, server_default=false()),  # the uncertain, once
    # Counters, written in the transaction of the rows they count.
    Column("total", Whole, nullable=False),
    Column("sent", Whole, nullable=False, server_default="0"),
    Column("blocked", Whole, nullable=False, server_default="0"),
    Column("unreachable", Whole, nullable=False, server_default="0"),
    Column("skipped", Whole, nullable=False, server_default="0"),
    Column("failed", Whole, nullable=False, server_default="0"),
    Column("uncertain", Whole, nullable=False, server_default="0"),
    # Of the uncertain those about whom it is being found out: it does not end before.
    Column("in_doubt", Whole, nullable=False, server_default="0"),
    # Between which subscriber numbers whoever is claimed stands; NULL: nobody is
    # (db/recovery/claim_windows.py).
    Column("claimed_from", Whole),
    Column("claimed_upto", Whole),
    # What an admin decided about the failed and the uncertain: 'again' (sent again by a broadcast
    # of its own, linked by parent_id) or 'left'; NULL while nobody has decided.
    Column("failed_answer", String(8)),
    Column("uncertain_answer", String(8)),
    Column("paid", Whole, nullable=False, server_default="0"),  # messages that cost Stars
    # Retention: rows of plain successes were deleted when they were old enough; counters stay.
    Column("thinned", Boolean, nullable=False, server_default=false()),
    # Of the message's steps, the first so many were taken by somebody: refusals of these are their
    # recipients' own. Where anybody got all of it, `sent` says so by itself.
    Column("taken_steps", SmallInteger, nullable=False, server_default="0"),
    # Of the skipped those who did not get it because it was cancelled, and whether it was sent to
    # them after all.
    Column("cancelled", Whole, nullable=False, server_default="0"),
    Column("cancelled_answer", String(8)),
    # Of those with another outcome than sent, who got the first messages of several.
    Column("partial", Whole, nullable=False, server_default="0"),
    Column("unwanted", Whole, nullable=False, server_default="0"),  # of the skipped: TOPIC
    Column("held", Whole, nullable=False, server_default="0"),  # of the skipped: HELD
    Column("expired", Whole, nullable=False, server_default="0"),  # of the skipped: EXPIRED
    Column("capped", Whole, nullable=False, server_default="0"),  # of the skipped: CAPPED
    # Of the skipped of an edit, a recall or a pin: GONE, LATE, UNKNOWN.
    Column("gone", Whole, nullable=False, server_default="0"),
    Column("late", Whole, nullable=False, server_default="0"),
    Column("unknown", Whole, nullable=False, server_default="0"),
    # Whoever has no outcome by then is skipped: EXPIRED; NULL: it does not expire.
    Column("expires_at", Whole),
    # When what it has sent is taken back by itself; NULL: never, or not known before its end.
    Column("recall_at", Whole),
    # What this run sends and to whom, as JSON; of the runs of one broadcast each has its own.
    Column("content", Text, nullable=False, server_default=""),
    Column("audience", Text, nullable=False, server_default="{}"),
    # A series' step: people are added to it as their time comes, and it does not finish by itself.
    Column("standing", Boolean, nullable=False, server_default=false()),
    # What became of those who were skipped because of the cap; NULL while nobody has decided.
    Column("capped_answer", String(8)),
    # Whose recipients it is for, where the audience is some of another run's.
    Column("source_run_id", Whole),
    Index("ix_runs_source_run_id", "source_run_id"),
    one_of("state", RUN_STATES),
    Index("ix_runs_recall_at", "recall_at", **of_rows(text("recall_at IS NOT NULL"))),
    Index("ix_runs_broadcast_id", "broadcast_id"),
    Index("ix_runs_state", "state"),
    sqlite_autoincrement=True,
)

# What of a run is claimed by itself: part 0, and one for each time zone where people are sent to by
# their own. docs/decisions.md says what else is to come here, and why counters are not.
run_parts = Table(
    "run_parts",
    metadata,
    Column("run_id", Whole, ForeignKey(runs.c.id), primary_key=True),
    Column("part", SmallInteger, primary_key=True),
    # Subscriber numbers above `low`, up to `high`; NULL: without a bound.
    Column("low", Whole),
    Column("high", Whole),
    # No pending delivery of the part has a subscriber number at or below the cursor, but for those
    # that are delayed, and those that were added to a standing run.
    Column("cursor", Whole, nullable=False, server_default="0"),
    Column("not_before", Whole),  # it is not claimed earlier; NULL: at any time
    Column("zone", String(64)),  # of whoever is in it, by its IANA name; NULL: the bot's own
    Index("ix_run_parts_zone", "run_id", "zone"),
    sqlite_with_rowid=False,
)

# A row for each recipient, kept narrow: a million of them are one broadcast. `state` is a code of
# DeliveryState; no index has it as a column or in its condition: so PostgreSQL changes a row twice,
# to claimed and to sent, without touching an index, which would be four fifths of its work.
deliveries = Table(
    "deliveries",
    metadata,
    Column("run_id", Whole, primary_key=True),
    Column("subscriber_id", Whole, primary_key=True),
    Column("state", SmallInteger, nullable=False, server_default="0"),
    Column("step", SmallInteger, nullable=False, server_default="0"),  # the call being made
    Column("message_id", BigInteger),  # of the last step
    Column("reason", Text),
    # Which of the content's variants it is, chosen when the snapshot was written; 0: the first.
    Column("variant", SmallInteger, nullable=False, server_default="0"),
    # Which of the run's parts it belongs to.
    Column("part", SmallInteger, nullable=False, server_default="0"),
    # The state once more, of the failed and the uncertain: reports find these few by it; and of
    # those who wait in a standing run since they were added to it: claims find them by it.
    Column("trouble", SmallInteger),
    Index(
        "ix_deliveries_trouble",
        "run_id",
        "trouble",
        "subscriber_id",
        **of_rows(text("trouble IS NOT NULL")),
    ),
    Index("ix_deliveries_part", "run_id", "part", "subscriber_id", **of_rows(text("part > 0"))),
    # PostgreSQL looks the run up for each row: that is half of what writing a snapshot takes. Runs
    # are never deleted.
    ForeignKeyConstraint(["run_id"], [runs.c.id]).ddl_if(dialect="sqlite"),
    sqlite_with_rowid=False,
    # Percent of a page that a snapshot fills: a row that is changed stays in its page.
    postgresql_with={"fillfactor": 70},
)

# Delayed deliveries: pending ones whose chat asked to wait (db/ledger/delayed.py). They alone may
# stand below their run's cursor. The table has its name from earlier versions.
set_aside = Table(
    "set_aside",
    metadata,
    Column("run_id", Whole, ForeignKey(runs.c.id), primary_key=True),
    Column("subscriber_id", Whole, primary_key=True),
    Column("until", Whole, nullable=False),
    Column("length", Whole, nullable=False),  # seconds that it was when it was delayed
    sqlite_with_rowid=False,
)

# The message numbers of earlier steps and of the other items of an album.
delivery_messages = Table(
    "delivery_messages",
    metadata,
    Column("run_id", Whole, primary_key=True),
    Column("subscriber_id", Whole, primary_key=True),
    Column("step", SmallInteger, primary_key=True),
    Column("item", SmallInteger, primary_key=True),
    Column("message_id", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# How many answers of each kind came in a minute (Unix time / 60), for the picture over time. Moved
# in the transaction of the outcomes; who was skipped, or is uncertain by a crash, has no moment.
run_minutes = Table(
    "run_minutes",
    metadata,
    Column("run_id", Whole, ForeignKey(runs.c.id), primary_key=True),
    Column("minute", Whole, primary_key=True),
    Column("sent", Whole, nullable=False, server_default="0"),
    Column("blocked", Whole, nullable=False, server_default="0"),
    Column("unreachable", Whole, nullable=False, server_default="0"),
    Column("failed", Whole, nullable=False, server_default="0"),
    Column("uncertain", Whole, nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)

# The deliveries of a run that has ended, by version, outcome and step: counted once, and kept, so
# that a report never walks through the ledger, and says the same when that is thinned.
run_tallies = Table(
    "run_tallies",
    metadata,
    Column("run_id", Whole, ForeignKey(runs.c.id), primary_key=True),
    Column("variant", SmallInteger, primary_key=True),
    Column("state", SmallInteger, primary_key=True),
    Column("step", SmallInteger, primary_key=True),
    Column("people", Whole, nullable=False),
    sqlite_with_rowid=False,
)

# A run whose content has several versions: each goes to a share of the audience, and the better one
# to the others, by a broadcast of its own.
version_tests = Table(
    "version_tests",
    metadata,
    Column("run_id", Whole, ForeignKey(runs.c.id), primary_key=True),
    Column("versions", SmallInteger, nullable=False),
    Column("share", SmallInteger, nullable=False),  # percent of the audience, for each version
    # From when all of these have it; NULL: an admin decides by hand.
    Column("seconds", Whole),
    Column("state", String(16), nullable=False, server_default=VersionTestState.WAITING.value),
    Column("winner", SmallInteger),
    Column("decided_by", BigInteger),  # NULL: the engine
    Column("decided_at", Whole),
    Column("child_id", Whole),  # the broadcast with the winner
    # What stood when it was decided, as JSON: its rows may go with an old ledger.
    Column("figures", Text),
    one_of("state", VersionTestState),
    Index("ix_version_tests_state", "state"),
    sqlite_with_rowid=False,
)

# Who left by themselves within a day of a launch: counted once that day is over, and kept. Counting
# looks at everybody who left in four weeks, and for each at the broadcasts of that time.
run_leavers = Table(
    "run_leavers",
    metadata,
    Column("run_id", Whole, ForeignKey(runs.c.id), primary_key=True),
    Column("unsubscribed", Whole, nullable=False),
    Column("blocked", Whole, nullable=False),
    Column("usual", Float),  # a day of the weeks before, both together; NULL: not known
)

# What the engine must remember over a restart, e.g. the flood gate's deadline.
engine_memory = Table(
    "engine_memory",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
