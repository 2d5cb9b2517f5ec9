"""Pinning the first message that each recipient has of a broadcast, and taking the pins away."""

import logging

from broadcast.doors.effects import Effects
from broadcast.doors.roles import require_admin_still
from broadcast.mending import sources
from broadcast.model.actor import Actor, require_admin
from broadcast.model.broadcast import Broadcast
from db.connection.database import Database
from db.schema.states import RunKind
from runtime.clock import Clock

logger = logging.getLogger(__name__)


class Pins:
    """Of broadcasts that are over. Raises CannotMend."""

    def __init__(self, database: Database, effects: Effects, clock: Clock) -> None:
        self._database = database
        self._effects = effects
        self._clock = clock

    async def pin(self, broadcast_id: int, *, by: Actor) -> Broadcast:
        """The mending, under way."""
        return await self._begin(broadcast_id, RunKind.PIN, by=by)

    async def unpin(self, broadcast_id: int, *, by: Actor) -> Broadcast:
        """The same; whose message is not pinned keeps it as it is."""
        return await self._begin(broadcast_id, RunKind.UNPIN, by=by)

    async def _begin(self, broadcast_id: int, kind: RunKind, *, by: Actor) -> Broadcast:
        require_admin(by)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            row = await sources.source_of(connection, broadcast_id)
            sources.require_over(row)
            await sources.require_free(connection, row)
            await sources.require_messages(connection, row)
            child_id = await sources.begin(
                connection, row, kind, by=by.user_id, now=int(self._clock.time())
            )
        logger.info("broadcast %d: %s, as %d, by %d", broadcast_id, kind, child_id, by.user_id)
        self._effects.tell(broadcast_id)
        return await self._effects.apply(child_id)
