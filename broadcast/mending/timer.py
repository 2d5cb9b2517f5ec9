"""Takes back what was to delete itself, when its time has come.

One task for all of it, which sleeps until the first one's time. What is due is read from the
database each time, so that a restart changes nothing.
"""

import logging
from collections.abc import Awaitable, Callable

from broadcast.mending import recalling, sources
from broadcast.mending.recalling import Recalling
from broadcast.model.errors import BroadcastError
from broadcast.model.events import BroadcastChanged, Event, Events, RecallBegan
from db.connection.database import Database
from db.connection.rounds import keep_looking
from db.mending import delete_after
from db.mending.delete_after import Due
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

LOOK_AGAIN = 600.0  # seconds at most: somebody may set the machine's clock, or let it sleep


class RecallTimer:
    """A background task over all broadcasts that delete themselves."""

    def __init__(
        self,
        database: Database,
        events: Events,
        clock: Clock,
        reload: Callable[[], Awaitable[None]],
    ) -> None:
        """`reload`: the engine looks at its runs anew."""
        self._database = database
        self._events = events
        self._clock = clock
        self._reload = reload
        self._wake = Wake(clock)
        events.listen(self._heard)

    async def run_forever(self) -> None:
        await keep_looking(
            self.once,
            self._wake,
            logger=logger,
            failing="nothing can be taken back by itself just now",
        )

    async def once(self) -> float | None:
        """Begin what is due; seconds until something may be, None: when something changes."""
        while True:
            async with self._database.read() as connection:
                due = await delete_after.first(connection)
            if due is None:
                return None
            left = due.at - self._clock.time()
            if left > 0:
                return min(left, LOOK_AGAIN)
            await self._take_back(due)

    async def _take_back(self, due: Due) -> None:
        async with self._database.write() as connection:
            if not await delete_after.forget(connection, due.run_id):
                return
            # In the name of whoever launched it: they wanted it so.
            try:
                row = await sources.source_of(connection, due.broadcast_id)
                begun = await recalling.begin(
                    connection, row, by=due.launched_by, now=int(self._clock.time())
                )
            except BroadcastError as reason:  # nobody has it, or an admin was faster
                logger.info("broadcast %d does not delete itself: %s", due.broadcast_id, reason)
                return
        await self._tell(due.broadcast_id, begun)

    async def _tell(self, broadcast_id: int, begun: Recalling) -> None:
        logger.info("broadcast %d deletes itself, by %d", broadcast_id, begun.child_id)
        await self._reload()
        for number in (broadcast_id, *begun.stopped, begun.child_id):
            self._events.say(BroadcastChanged(broadcast_id=number))
        self._events.say(RecallBegan(broadcast_id=broadcast_id, child_id=begun.child_id))

    def _heard(self, event: Event) -> None:
        if isinstance(event, BroadcastChanged):
            self._wake.ring()
