"""Where in a run the claimed ones stand, so that a start need not look for them everywhere.

No index knows the states (db/schema/ledger.py). What is claimed at any time is a second's worth, a
short stretch of the run's keys, for claims walk up them. The stretch that is noted is larger, so
that it need be noted once in some thousand claims only.
"""

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from db.dialect.comparing import larger, smaller
from db.schema.ledger import deliveries, runs
from db.schema.states import DeliveryState

AHEAD = 2_000  # subscriber numbers that are noted before they are claimed; reading them takes 1 ms


class ClaimWindow(NamedTuple):
    """The lowest and the highest subscriber number that may be claimed."""

    low: int
    high: int


class Noted(NamedTuple):
    """What somebody knows of the claimed ones of a run."""

    window: ClaimWindow | None = None  # as the ledger has it; None: what it has is not known
    oldest: int | None = None  # the lowest number of those who are claimed


NOTHING = Noted()


def covering(
    known: ClaimWindow | None, numbers: Collection[int], oldest: int | None = None
) -> ClaimWindow:
    """What is to be noted once these are claimed: what is known already, where it has them.

    `oldest`: the lowest number of those who were claimed before; it moves the lower end up.
    """
    low, high = min(numbers), max(numbers)
    if known is None:
        return ClaimWindow(low, high + AHEAD)
    if known.low <= low and high <= known.high:
        return known
    low = min(low, known.low if oldest is None else oldest)
    return ClaimWindow(low, known.high if high <= known.high else high + AHEAD)


async def note(connection: AsyncConnection, run_id: int, window: ClaimWindow) -> None:
    """All that is claimed stands within it."""
    values = {"claimed_from": window.low, "claimed_upto": window.high}
    await connection.execute(update(runs).where(runs.c.id == run_id).values(values))


async def widen(connection: AsyncConnection, run_id: int, window: ClaimWindow) -> None:
    """What else is claimed nobody knows: it is within what is noted."""
    low = func.coalesce(runs.c.claimed_from, window.low)
    high = func.coalesce(runs.c.claimed_upto, window.high)
    values = {
        "claimed_from": smaller(low, window.low),
        "claimed_upto": larger(high, window.high),
    }
    await connection.execute(update(runs).where(runs.c.id == run_id).values(values))


async def runs_with_claims(
    connection: AsyncConnection, *which: ColumnElement[bool]
) -> dict[int, ClaimWindow]:
    """Those in which anybody may be claimed, oldest first."""
    query = select(runs.c.id, runs.c.claimed_from, runs.c.claimed_upto)
    noted = query.where(runs.c.claimed_from.is_not(None), *which).order_by(runs.c.id)
    rows = await connection.execute(noted)
    return {run_id: ClaimWindow(low, high) for run_id, low, high in rows}


def claimed_in(run_id: int, window: ClaimWindow) -> tuple[ColumnElement[bool], ...]:
    """Of a delivery: it is one of the run's claimed ones."""
    return (
        deliveries.c.run_id == run_id,
        deliveries.c.subscriber_id.between(window.low, window.high),
        deliveries.c.state == DeliveryState.CLAIMED,
    )


async def lowest_claimed(connection: AsyncConnection, run_id: int) -> int | None:
    """The lowest subscriber number of those who are; None: nobody is."""
    window = (await runs_with_claims(connection, runs.c.id == run_id)).get(run_id)
    if window is None:
        return None
    query = select(func.min(deliveries.c.subscriber_id)).where(*claimed_in(run_id, window))
    lowest: int | None = await connection.scalar(query)
    return lowest


async def clear(connection: AsyncConnection, *which: ColumnElement[bool]) -> None:
    """Of these runs nobody is claimed any more."""
    noted = update(runs).where(runs.c.claimed_from.is_not(None), *which)
    await connection.execute(noted.values(claimed_from=None, claimed_upto=None))
