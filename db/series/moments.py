"""When those get a step who wait for it, reckoned anew: another one stands in its place now."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.dialect.comparing import larger
from db.knowledge import zones
from db.schema.automation.series import enrolments
from db.schema.knowledge import subscriber_fields
from db.schema.states import EnrolmentState

# The step before was handed over then; of the first one: the series began.
_SINCE = func.coalesce(enrolments.c.handed_at, enrolments.c.begun_at)


class WaitingRow(NamedTuple):
    """Somebody who waits for a step. `since`: from when on, Unix seconds."""

    subscriber_id: int
    since: int
    zone: str | None  # as their field says it


async def by_seconds(
    connection: AsyncConnection, series_id: int, *, step: int, seconds: int, now: int
) -> None:
    """So long after the one before, and not earlier than now: nobody is late for it."""
    await connection.execute(
        update(enrolments)
        .where(*_waiting(series_id, step))
        .values(due_at=larger(_SINCE + seconds, now))
    )


async def waiting(
    connection: AsyncConnection, series_id: int, *, step: int
) -> Sequence[WaitingRow]:
    """For whom it hangs on their clocks when it is."""
    rows = await connection.execute(
        select(enrolments.c.subscriber_id, _SINCE, subscriber_fields.c.value)
        .select_from(enrolments)
        .outerjoin(subscriber_fields, zones.told_by(enrolments.c.subscriber_id))
        .where(*_waiting(series_id, step))
    )
    return [WaitingRow(*row) for row in rows]


def _waiting(series_id: int, step: int) -> tuple[ColumnElement[bool], ...]:
    row = enrolments.c
    return row.series_id == series_id, row.step == step, row.state == EnrolmentState.WAITING
