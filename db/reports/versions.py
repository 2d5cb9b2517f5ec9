"""How the versions of a broadcast did, and how an audience would be split among them.

For readers' connections: of a million recipients each takes some tenths of a second.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, FromClause, exists, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from db.broadcasts.variants import Split
from db.records import VersionRow
from db.schema.ledger import deliveries
from db.schema.reasons import OwnReason
from db.schema.states import DeliveryState, SkipReason, SubscriberState
from db.schema.studio.answers import answers
from db.schema.subscribers import subscribers

_D = deliveries.c
# They were for no version yet.
_OTHERS = (SkipReason.HELD, SkipReason.CANCELLED, OwnReason.RESTORED)
_GOT = _D.state == DeliveryState.SENT
_TRIED = func.coalesce(_D.reason, "").not_in(_OTHERS)
_GONE = (SubscriberState.UNSUBSCRIBED, SubscriberState.BLOCKED)


async def by_variant(
    connection: AsyncConnection, run_id: int, *, launched_at: int
) -> Sequence[VersionRow]:
    """Those who were to get a version at first. Who left and came back has not left."""
    left = left_since(launched_at)
    rows = await connection.execute(
        select(
            _D.variant,
            func.count(),
            func.count().filter(_GOT),
            func.count().filter(_GOT & answered(run_id)),
            func.count().filter(_GOT & left),
        )
        .where(_D.run_id == run_id, _TRIED)
        .group_by(_D.variant)
    )
    return [VersionRow(*row) for row in rows]


def got(run_id: int) -> tuple[ColumnElement[bool], ...]:
    """Of a delivery: it was to get a version at first, and has it."""
    return _D.run_id == run_id, _TRIED, _GOT


def answered(run_id: int) -> ColumnElement[bool]:
    return exists().where(answers.c.run_id == run_id, answers.c.subscriber_id == _D.subscriber_id)


def left_since(launched_at: int) -> ColumnElement[bool]:
    return exists().where(
        subscribers.c.id == _D.subscriber_id,
        subscribers.c.state.in_(_GONE),
        subscribers.c.state_at >= launched_at,
    )


async def split(connection: AsyncConnection, keys: FromClause, by: Split) -> Sequence[int]:
    """Of the subscribers with these numbers (the column `id`), how many get each version at first;
    behind them, how many wait."""
    version = by.version(keys.c.id)
    rows = await connection.execute(select(version, func.count()).group_by(version))
    counts = {int(number): int(people) for number, people in rows}
    return [counts.get(number, 0) for number in range(by.versions + 1)]
