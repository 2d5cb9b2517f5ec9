"""Broadcasts that are launched later: in some seconds, or when their time has come."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    false,
)

from db.schema.broadcasts import broadcasts
from db.schema.metadata import Whole, metadata, one_of
from db.schema.states import PlanKind, PlanState

# While its row stands here, the broadcast is `scheduled`; it goes with the launch, or back into a
# draft.
plans = Table(
    "plans",
    metadata,
    Column("broadcast_id", Whole, ForeignKey(broadcasts.c.id), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False, server_default=PlanState.WAITING.value),
    Column("due_at", Whole, nullable=False),
    # People whose time zone is known get it when this is on their own clocks, as ISO 8601 without a
    # zone; NULL: all at once.
    Column("local_time", String(32)),
    Column("planned_by", BigInteger, nullable=False),
    Column("planned_at", Whole, nullable=False),
    # Why it is not launched by itself: a code of AskedWhy, and what that is about after a blank.
    Column("asked_why", Text),
    Column("told", Boolean, nullable=False, server_default=false()),  # the admins, that it asks
    one_of("kind", PlanKind),
    one_of("state", PlanState),
    Index("ix_plans_due_at", "state", "kind", "due_at"),
    sqlite_with_rowid=False,
)
