"""Series: messages one after the other, to each from the moment on at which theirs began."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Table,
    Text,
    text,
)

from db.schema.broadcasts import broadcasts
from db.schema.metadata import Whole, metadata, numbered, of_rows, one_of
from db.schema.states import SeriesState
from db.schema.subscribers import subscribers

series = Table(
    "series",
    metadata,
    numbered(),
    Column("name", String(64), nullable=False),
    Column("folded", String(128), nullable=False, unique=True),
    Column("state", String(16), nullable=False, server_default=SeriesState.DRAFT.value),
    # Who may be in it, beside the event that begins it: see db/audience/audience.py.
    Column("audience", Text, nullable=False, server_default="{}"),
    # Seconds after which a step that is late goes to nobody any more; NULL: it never is.
    Column("expires_after", Whole),
    Column("started_at", Whole),
    # A code of SeriesPause, and since when; NULL: it is not paused.
    Column("paused_why", String(16)),
    Column("paused_at", Whole),
    # When a backup was put in place: whoever was due by then may have got it.
    Column("restored_at", Whole),
    Column("created_by", BigInteger, nullable=False),
    Column("created_at", Whole, nullable=False),
    Column("changed_at", Whole, nullable=False),
    one_of("state", SeriesState),
    sqlite_autoincrement=True,
)

# What begins a series for somebody, and what ends it. `ref` and `part` say which tag, link, field
# or button it is, by numbers; 0 where the kind needs none.
series_signals = Table(
    "series_signals",
    metadata,
    Column("kind", String(16), primary_key=True),  # a code of SignalKind
    Column("ref", Whole, primary_key=True, server_default="0"),
    Column("part", Whole, primary_key=True, server_default="0"),
    Column("series_id", Whole, ForeignKey(series.c.id), primary_key=True),
    Column("does", String(8), primary_key=True),  # begins, ends
    Index("ix_series_signals_series_id", "series_id"),
    sqlite_with_rowid=False,
)

# Each step is a broadcast of its own, whose one run stands open as long as the series does.
series_steps = Table(
    "series_steps",
    metadata,
    Column("series_id", Whole, ForeignKey(series.c.id), primary_key=True),
    Column("position", SmallInteger, primary_key=True),  # from 0 on
    Column("broadcast_id", Whole, ForeignKey(broadcasts.c.id), nullable=False, unique=True),
    # How long after the step before: "3600" seconds, or "1 10:00": the next day on the person's
    # calendar, at ten. See broadcast/model/series/wait.py.
    Column("wait", String(16), nullable=False, server_default="0"),
    sqlite_with_rowid=False,
)

# How far each is: once in a series, never again. `step` counts those that were handed over to their
# runs, and is the position of the next one; `due_at` is NULL where there is none to come.
enrolments = Table(
    "enrolments",
    metadata,
    Column("series_id", Whole, ForeignKey(series.c.id), primary_key=True),
    Column(
        "subscriber_id",
        Whole,
        ForeignKey(subscribers.c.id, ondelete="CASCADE"),
        primary_key=True,
    ),
    Column("state", SmallInteger, nullable=False, server_default="0"),  # EnrolmentState
    Column("step", SmallInteger, nullable=False, server_default="0"),
    Column("due_at", Whole),
    Column("begun_at", Whole, nullable=False),
    Column("handed_at", Whole),  # when the newest of them was
    Index("ix_enrolments_due_at", "series_id", "due_at", **of_rows(text("due_at IS NOT NULL"))),
    Index("ix_enrolments_subscriber_id", "subscriber_id"),
    sqlite_with_rowid=False,
)
