"""Who left after a broadcast, beside how many leave on a usual day.

Counted are those who said /stop or blocked the bot by themselves and have not come back. Whom a
delivery, a recall say, or the cleaning of the list found to have blocked it had done so before,
whenever that was: they are in a report as *blocked*, and here neither after the broadcast nor among
the usual. Once the day is over its number is kept as it was then; by name are shown those who are
gone still.
"""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import ColumnElement, TextClause, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.records import LeaverRow, LeaversRow
from db.schema.ledger import deliveries, run_leavers, runs
from db.schema.states import DeliveryState, SubscriberState
from db.schema.studio.notices import found_gone
from db.schema.subscribers import LEFT, subscribers

DAY = 86_400  # seconds
USUAL_DAYS = 28  # before the launch: four of each weekday

_S = SubscriberState
_s = subscribers.c


async def leavers(connection: AsyncConnection, *, launched_at: int, until: int) -> LeaversRow:
    """Those from the launch up to `until`; the usual is the mean of a day of the weeks before.

    The usual is None where the moments are known for less than a day.
    """
    began = launched_at - USUAL_DAYS * DAY
    after = await _by_state(connection, launched_at, until)
    before = await _by_state(connection, began, launched_at)
    first = await connection.scalar(select(func.min(_s.state_at)).where(LEFT))
    known = 0.0 if first is None else (launched_at - max(first, began)) / DAY
    return LeaversRow(
        unsubscribed=after.get(_S.UNSUBSCRIBED, 0),
        blocked=after.get(_S.BLOCKED, 0),
        usual=sum(before.values()) / known if known >= 1 else None,
    )


async def kept(connection: AsyncConnection, run_id: int) -> LeaversRow | None:
    """None while they were not counted for good."""
    known = run_leavers.c
    query = select(known.unsubscribed, known.blocked, known.usual).where(known.run_id == run_id)
    row = (await connection.execute(query)).first()
    return None if row is None else LeaversRow(**row._asdict())


async def keep(connection: AsyncConnection, run_id: int, row: LeaversRow) -> None:
    """Whoever was faster counted the same."""
    values = {"run_id": run_id, **asdict(row)}
    await connection.execute(insert(run_leavers).values(values).on_conflict_do_nothing())


async def page(
    connection: AsyncConnection, *, launched_at: int, until: int, after: int, limit: int
) -> Sequence[LeaverRow]:
    """The first `limit` of them above the subscriber number `after`, in its order."""
    query = select(_s.id, _s.state, _s.chat_id, _s.first_name, _s.username).where(
        *_left(launched_at, until), _s.id > after
    )
    rows = await connection.execute(query.order_by(_s.id).limit(limit))
    return [LeaverRow(*row) for row in rows]


async def page_before(
    connection: AsyncConnection, *, launched_at: int, until: int, after: int, limit: int
) -> int:
    """What to go on after for the page that comes before the one above `after`; 0: the first."""
    query = select(_s.id).where(*_left(launched_at, until), _s.id <= after)
    last = query.order_by(_s.id.desc()).offset(limit).limit(1)
    return int(await connection.scalar(last) or 0)


async def _by_state(connection: AsyncConnection, since: int, until: int) -> dict[str, int]:
    query = select(_s.state, func.count()).where(*_left(since, until)).group_by(_s.state)
    return {str(state): int(count) for state, count in await connection.execute(query)}


def _left(since: int, until: int) -> tuple[ColumnElement[bool] | TextClause, ...]:
    """By themselves, from `since` on and before `until`, and are still gone."""
    oldest = since - USUAL_DAYS * DAY
    found_out = exists().where(
        deliveries.c.run_id.in_(select(runs.c.id).where(runs.c.launched_at.between(oldest, until))),
        deliveries.c.subscriber_id == _s.id,
        deliveries.c.state == DeliveryState.BLOCKED,
    )
    asked = exists().where(
        found_gone.c.subscriber_id == _s.id,
        found_gone.c.state == _s.state,
        found_gone.c.found_at == _s.state_at,
    )
    return LEFT, _s.state_at >= since, _s.state_at < until, ~found_out, ~asked
