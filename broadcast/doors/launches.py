"""Launching a broadcast, and holding, resuming or cancelling what was launched."""

import logging
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.effects import Effects
from broadcast.doors.roles import require_admin_still
from broadcast.model.actor import Actor, require_admin, require_holder
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import BeingMended, MoveNotAllowed, NoSuchBroadcast, OtherBots
from broadcast.model.moves import check_broadcast_move
from broadcast.model.options import WhenSpent
from broadcast.planning import launching
from db.broadcasts import broadcasts, drafts, version_tests
from db.connection.database import Database
from db.ledger import runs
from db.mending import begun, senders
from db.schema.states import BroadcastState, PauseReason, Stage, VersionTestState
from runtime.clock import Clock

logger = logging.getLogger(__name__)


class Launches:
    """Moves broadcasts from state to state, each in one transaction: of two taps one counts."""

    def __init__(self, database: Database, effects: Effects, clock: Clock) -> None:
        self._database = database
        self._effects = effects
        self._clock = clock

    async def launch(self, broadcast_id: int, *, by: Actor) -> Broadcast:
        """Freeze the audience and start; answers at once whatever its size.

        Raises MoveNotAllowed when it was launched or planned already, NobodyToSendTo for an empty
        audience, AudienceChanged for one that was changed while it was counted, TooManyForwards for
        one that is too large to be forwarded to, CannotAsk when that asks about what is gone,
        TimeIsOver when it has expired, DraftHeld for a draft that somebody else works on.
        """
        require_admin(by)
        found = await launching.counted(self._database, broadcast_id, now=self._now())
        if found.stage is not Stage.DRAFT:
            raise MoveNotAllowed("it is planned")
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            require_holder(by, await drafts.holder_of(connection, broadcast_id) or 0)
            await launching.begin(connection, found, by=by.user_id, now=self._now())
        return await self._effects.apply(broadcast_id)

    async def pause(self, broadcast_id: int, *, by: Actor) -> Broadcast:
        """Raises MoveNotAllowed when the state does not allow it, like the next two.

        One that stands still for its correction does not go on by itself any more.
        """
        return await self._move(broadcast_id, BroadcastState.PAUSED, by=by)

    async def resume(self, broadcast_id: int, *, by: Actor) -> Broadcast:
        """One that paused because its Stars were spent goes on at the free rate from now on.

        Raises OtherBots; and BeingMended while its correction is being set up: then it goes on by
        itself.
        """
        return await self._move(broadcast_id, BroadcastState.RUNNING, by=by)

    async def cancel(self, broadcast_id: int, *, by: Actor) -> Broadcast:
        """A step of a series is no broadcast that could end by itself: it is removed there."""
        return await self._move(broadcast_id, BroadcastState.CANCELLED, by=by)

    async def _move(self, broadcast_id: int, new: BroadcastState, *, by: Actor) -> Broadcast:
        require_admin(by)
        waits = False
        async with self._database.write() as connection:
            broadcast = await _launched(connection, broadcast_id)
            if new is BroadcastState.CANCELLED and broadcast.series_id is not None:
                raise MoveNotAllowed("it is a step of a series")
            if new is not BroadcastState.PAUSED or not broadcast.goes_on_by_itself:
                check_broadcast_move(broadcast.state, new)
            if new is BroadcastState.RUNNING:
                waits = await _resume(connection, broadcast)
            elif new is BroadcastState.CANCELLED:
                await self._cancel(connection, broadcast, by=by)
            else:
                reason, now = PauseReason.ADMIN, self._now()
                await runs.move(connection, broadcast.run_id or 0, new=new, reason=reason, now=now)
        result = await self._effects.apply(broadcast_id)
        if waits:
            raise BeingMended("it goes on once its correction has begun")
        logger.info("broadcast %d is %s, by %d", broadcast_id, new, by.user_id)
        return result

    async def _cancel(
        self, connection: AsyncConnection, broadcast: Broadcast, *, by: Actor
    ) -> None:
        run_id, now = broadcast.run_id or 0, self._now()
        await runs.move(connection, run_id, new=BroadcastState.CANCELLED, finished_at=now)
        dropped = VersionTestState.DROPPED
        await version_tests.close(connection, run_id, dropped, by=by.user_id, now=now)

    def _now(self) -> int:
        return int(self._clock.time())


async def _launched(connection: AsyncConnection, broadcast_id: int) -> Broadcast:
    row = await broadcasts.find(connection, broadcast_id)
    if row is None:
        raise NoSuchBroadcast(f"there is no broadcast {broadcast_id}")
    if row.run_id is None:
        raise MoveNotAllowed("it was not launched yet")
    return Broadcast.from_row(row)


async def _resume(connection: AsyncConnection, broadcast: Broadcast) -> bool:
    """True: it stands still until it is written down who has the old text, and goes on then."""
    if await _of_another_bot(connection, broadcast):
        raise OtherBots("another bot has sent what it mends")
    run_id = broadcast.run_id or 0
    await _go_on_free(connection, broadcast)
    if await begun.is_being_frozen(connection, run_id):
        await begun.hold_again(connection, run_id)
        return True
    await runs.move(connection, run_id, new=BroadcastState.RUNNING)
    return False


async def _go_on_free(connection: AsyncConnection, broadcast: Broadcast) -> None:
    if broadcast.pause_reason is not PauseReason.STARS or broadcast.run_id is None:
        return
    content = Content.load(broadcast.content)
    freed = content.with_options(replace(content.options, when_spent=WhenSpent.FREE))
    await runs.save_content(connection, broadcast.run_id, freed.dump())


async def _of_another_bot(connection: AsyncConnection, broadcast: Broadcast) -> bool:
    """Whether it mends what this bot has not sent."""
    if not broadcast.mends or broadcast.run_id is None:
        return False
    source = await begun.source_of(connection, broadcast.run_id)
    return await senders.is_of_another(connection, source)
