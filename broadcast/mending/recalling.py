"""Beginning to take back what a broadcast has sent: in one transaction with what stops for it."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.mending import sources
from broadcast.model.errors import CannotMend
from broadcast.model.mending.reach import LONGEST
from broadcast.model.mending.refusals import Unmendable
from db.broadcasts import broadcasts, family, version_tests
from db.broadcasts.family import Following
from db.ledger import runs
from db.mending import begun, delete_after
from db.records import BroadcastRow
from db.reports import minutes
from db.schema.states import ENDED, UNFINISHED, BroadcastState, RunKind, VersionTestState


class Recalling(NamedTuple):
    """`child_id`: the broadcast that takes it back; `stopped`: what else was done to it."""

    child_id: int
    stopped: tuple[int, ...]


async def begin(connection: AsyncConnection, row: BroadcastRow, *, by: int, now: int) -> Recalling:
    """One that runs or is paused is cancelled. Raises CannotMend."""
    await sources.require_free(connection, row, of={RunKind.RECALL})
    if row.run_state in ENDED:  # one that runs is to be stopped, whoever has it by then
        await sources.require_messages(connection, row)
    newest = await minutes.newest(connection, row.run_id or 0)
    if newest is not None and newest + LONGEST < now:
        raise CannotMend(Unmendable.TOO_LATE)
    stopped = await _stop_others(connection, row, now)
    await _stop(connection, row, now)
    await delete_after.forget(connection, row.run_id or 0)
    child_id = await sources.begin(connection, row, RunKind.RECALL, by=by, now=now)
    return Recalling(child_id, stopped)


async def being_sent(connection: AsyncConnection, broadcast_id: int) -> Sequence[Following]:
    """What goes back to it and is on its way to others: sent again, to those who came since, or
    the better version."""
    line = await family.following(connection, broadcast_id)
    return [one for one in line if one.state in UNFINISHED]


async def begin_others(
    connection: AsyncConnection, row: BroadcastRow, *, told: Collection[int], by: int, now: int
) -> tuple[int, ...]:
    """What goes back to it is stopped and taken back, too; which broadcasts have changed by that.

    `told`: of which somebody was told so; those are taken back though they have ended meanwhile.
    Raises CannotMend for any other that is being sent: nothing stops unsaid.
    """
    line = await family.following(connection, row.id)
    if any(one.state in UNFINISHED and one.broadcast_id not in told for one in line):
        raise CannotMend(Unmendable.MORE)
    changed: list[int] = []
    for one in line:
        if one.broadcast_id in told:
            changed += await _take_back(connection, one.broadcast_id, by=by, now=now)
    return tuple(changed)


async def _take_back(
    connection: AsyncConnection, number: int, *, by: int, now: int
) -> tuple[int, ...]:
    """Of what nobody has, or is too old, there is nothing to take back: that only stops."""
    row = await broadcasts.find(connection, number)
    if row is None:
        return ()
    try:
        await sources.source_of(connection, number)
        await sources.require_messages(connection, row)
        begun = await begin(connection, row, by=by, now=now)
    except CannotMend:
        await _stop(connection, row, now)
        return (number,)
    return (number, begun.child_id, *begun.stopped)


async def drop_test(connection: AsyncConnection, row: BroadcastRow, *, by: int, now: int) -> None:
    """An admin does not want it: nor is the better version to go to those who wait for it."""
    await version_tests.close(connection, row.run_id or 0, VersionTestState.DROPPED, by=by, now=now)


async def _stop(connection: AsyncConnection, row: BroadcastRow, now: int) -> None:
    if row.run_state in ENDED:
        return
    run_id = row.run_id or 0
    await runs.move(connection, run_id, new=BroadcastState.CANCELLED, finished_at=now)


async def _stop_others(connection: AsyncConnection, row: BroadcastRow, now: int) -> tuple[int, ...]:
    """A correction or a pin of what is to go has no use any more."""
    others = await begun.under_way(connection, row.run_id or 0)
    for run_id, _ in others:
        await runs.move(connection, run_id, new=BroadcastState.CANCELLED, finished_at=now)
    return tuple(broadcast_id for _, broadcast_id in others)
