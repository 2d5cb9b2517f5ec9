"""Who has been silent, and whom no broadcast has reached lately: that would be answer enough."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import exists, func, literal, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from db.ledger import migrated_chats
from db.schema.ledger import deliveries, runs
from db.schema.states import DeliveryState, RunKind, SubscriberState
from db.schema.studio.notices import found_gone
from db.schema.subscribers import subscribers

MOST_RUNS = 30  # the newest broadcasts; each costs a look-up by key for each person
PRIVATE = "private"

_s = subscribers.c


class SilentRow(NamedTuple):
    number: int
    chat_id: int


async def recent_runs(connection: AsyncConnection, *, since: int) -> Sequence[int]:
    """Launched since that moment (Unix seconds), the newest first."""
    query = (
        select(runs.c.id)
        .where(runs.c.kind == RunKind.SEND, runs.c.launched_at >= since)
        .order_by(runs.c.id.desc())
        .limit(MOST_RUNS)
    )
    return list((await connection.execute(query)).scalars())


async def stretch(
    connection: AsyncConnection, *, after: int, limit: int, before: int, reached_by: Sequence[int]
) -> tuple[list[SilentRow], int | None]:
    """The silent ones among the next `limit` subscribers above the number `after`, and the number
    to go on after; None: those were the last.

    Silent is who is subscribed in a private chat, came before `before` (Unix seconds), has neither
    written nor tapped since, and got none of these runs.
    """
    numbers = select(_s.id).where(_s.id > after).order_by(_s.id).limit(limit).subquery()
    upto = await connection.scalar(select(func.max(numbers.c.id)))
    if upto is None:
        return [], None
    reached = exists().where(
        deliveries.c.run_id.in_(reached_by),
        deliveries.c.subscriber_id == _s.id,
        deliveries.c.state == DeliveryState.SENT,
    )
    query = (
        select(_s.id, _s.chat_id)
        .where(
            _s.id > after,
            _s.id <= upto,
            _s.state == SubscriberState.ACTIVE,
            _s.kind == PRIVATE,
            _s.joined_at < before,
            func.coalesce(_s.seen_at, 0) < before,
            ~reached,
        )
        .order_by(_s.id)
    )
    rows = await connection.execute(query)
    return [SilentRow(*row) for row in rows], int(upto)


async def is_active(connection: AsyncConnection, number: int) -> bool:
    """Whoever left since needs no question."""
    state = await connection.scalar(select(_s.state).where(_s.id == number))
    return state == SubscriberState.ACTIVE


async def found(
    connection: AsyncConnection, number: int, *, state: SubscriberState, now: int
) -> None:
    """Somebody is gone: as after a delivery that found it, and noted beside."""
    await migrated_chats.mark(connection, [number], state=state, now=now)
    gone = select(_s.id, literal(state.value), literal(now)).where(
        _s.id == number, _s.state == state, _s.state_at == now
    )
    columns = ["subscriber_id", "state", "found_at"]
    new = insert(found_gone).from_select(columns, gone)
    later = {name: new.excluded[name] for name in columns[1:]}
    await connection.execute(new.on_conflict_do_update(index_elements=columns[:1], set_=later))


async def gone_since(connection: AsyncConnection, since: int, until: int) -> int:
    """How many were found from that moment on and before `until`, by whichever walk, and have not
    been back since."""
    query = select(func.count()).where(
        found_gone.c.found_at >= since,
        found_gone.c.found_at < until,
        found_gone.c.subscriber_id == _s.id,
        _s.state == found_gone.c.state,
        _s.state_at == found_gone.c.found_at,
    )
    return int(await connection.scalar(query) or 0)
