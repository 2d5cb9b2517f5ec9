"""Launching a broadcast, and holding, resuming or cancelling what was launched."""

import logging
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.effects import Effects
from broadcast.doors.reports import Reports
from broadcast.doors.roles import require_admin_still
from broadcast.model.actor import Actor, require_admin, require_holder
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import BeingMended, MoveNotAllowed, OtherBots
from broadcast.model.moves import check_broadcast_move
from broadcast.model.options import WhenSpent
from broadcast.planning import launching
from db.broadcasts import drafts, version_tests
from db.connection.database import Database
from db.ledger import runs
from db.mending import begun, senders
from db.schema.states import BroadcastState, PauseReason, Stage, VersionTestState
from runtime.clock import Clock

logger = logging.getLogger(__name__)


class Launches:
    """Moves broadcasts from state to state, each in one transaction: of two taps one counts."""

    def __init__(
        self, database: Database, effects: Effects, reports: Reports, clock: Clock
    ) -> None:
        self._database = database
        self._effects = effects
        self._reports = reports
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
        """Raises MoveNotAllowed when the state does not allow it, like the next two."""
        return await self._move(broadcast_id, BroadcastState.PAUSED, by=by)

    async def resume(self, broadcast_id: int, *, by: Actor) -> Broadcast:
        """One that paused because its Stars were spent goes on at the free rate from now on.

        Raises BeingMended while its correction is being set up, OtherBots.
        """
        return await self._move(broadcast_id, BroadcastState.RUNNING, by=by)

    async def cancel(self, broadcast_id: int, *, by: Actor) -> Broadcast:
        return await self._move(broadcast_id, BroadcastState.CANCELLED, by=by)

    async def _move(self, broadcast_id: int, new: BroadcastState, *, by: Actor) -> Broadcast:
        require_admin(by)
        broadcast = await self._reports.get(broadcast_id)
        if broadcast.run_id is None:
            raise MoveNotAllowed("it was not launched yet")
        check_broadcast_move(broadcast.state, new)
        async with self._database.write() as connection:
            if new is BroadcastState.RUNNING and await begun.is_being_frozen(
                connection, broadcast.run_id
            ):
                raise BeingMended("it goes on once its correction has begun")
            if new is BroadcastState.RUNNING and await _of_another_bot(connection, broadcast):
                raise OtherBots("another bot has sent what it mends")
            moved = await runs.move(
                connection,
                broadcast.run_id,
                new=new,
                reason=PauseReason.ADMIN if new is BroadcastState.PAUSED else None,
                finished_at=self._now() if new is BroadcastState.CANCELLED else None,
            )
            if moved and new is BroadcastState.RUNNING:
                await self._go_on_free(connection, broadcast)
            if moved and new is BroadcastState.CANCELLED:
                await version_tests.close(
                    connection,
                    broadcast.run_id,
                    VersionTestState.DROPPED,
                    by=by.user_id,
                    now=self._now(),
                )
        if not moved:  # somebody was faster
            current = await self._reports.get(broadcast_id)
            check_broadcast_move(current.state, new)
        logger.info("broadcast %d is %s, by %d", broadcast_id, new, by.user_id)
        return await self._effects.apply(broadcast_id)

    async def _go_on_free(self, connection: AsyncConnection, broadcast: Broadcast) -> None:
        if broadcast.pause_reason is not PauseReason.STARS or broadcast.run_id is None:
            return
        content = Content.load(broadcast.content)
        freed = content.with_options(replace(content.options, when_spent=WhenSpent.FREE))
        await runs.save_content(connection, broadcast.run_id, freed.dump())

    def _now(self) -> int:
        return int(self._clock.time())


async def _of_another_bot(connection: AsyncConnection, broadcast: Broadcast) -> bool:
    """Whether it mends what this bot has not sent."""
    if not broadcast.mends or broadcast.run_id is None:
        return False
    source = await begun.source_of(connection, broadcast.run_id)
    return await senders.is_of_another(connection, source)
