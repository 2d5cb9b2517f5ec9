"""Beginning to take back what a broadcast has sent: in one transaction with what stops for it."""

from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.mending import sources
from broadcast.model.errors import CannotMend
from broadcast.model.mending.reach import LONGEST
from broadcast.model.mending.refusals import Unmendable
from db.broadcasts import version_tests
from db.ledger import runs
from db.mending import begun, delete_after
from db.records import BroadcastRow
from db.reports import minutes
from db.schema.states import ENDED, BroadcastState, RunKind, VersionTestState


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
