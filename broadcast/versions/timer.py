"""Decides tests of versions when their time is over: the better one goes to those who waited, or
the admins are asked.

One task for all of them. What is due is read from the database each time, so that a restart changes
nothing: a test whose time was over meanwhile is decided at the start.
"""

import logging
from collections.abc import Awaitable, Callable

from broadcast.model.errors import DecidedAlready, NobodyToSendTo
from broadcast.model.events import BroadcastChanged, Event, Events, VersionAsked, VersionSent
from broadcast.model.versions.standing import Standing
from broadcast.versions import decisions
from broadcast.versions.figures import ends_at, is_sent, standing_of
from db.broadcasts import version_tests
from db.connection.database import Database
from db.connection.rounds import keep_looking
from db.records import VersionTestRow
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

LOOK_AGAIN = 600.0  # seconds at most: somebody may set the machine's clock


class VersionTimer:
    """A background task over all open tests."""

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
            self.once, self._wake, logger=logger, failing="versions cannot be compared just now"
        )

    async def once(self) -> float | None:
        """Decide what is due; seconds until something may be, None: when something changes."""
        async with self._database.read() as connection:
            rows = await version_tests.open_ones(connection)
        waits = [await self._look(row) for row in rows]
        return min((wait for wait in waits if wait is not None), default=None)

    async def _look(self, row: VersionTestRow) -> float | None:
        if not is_sent(row):
            return None
        if not row.held:
            await self._compare(row)
            return None
        end = ends_at(row)
        if end is None:
            return None
        left = end - self._clock.time()
        if left > 0:
            return min(left, LOOK_AGAIN)
        await self._decide(row)
        return None

    async def _compare(self, row: VersionTestRow) -> None:
        """Nobody waits, of a handful of people say: there is nothing to decide."""
        async with self._database.write() as connection:
            await version_tests.compare(connection, row.run_id)

    async def _decide(self, row: VersionTestRow) -> None:
        async with self._database.read() as connection:
            standing = await standing_of(connection, row)
        if standing.verdict.within_chance:
            await self._ask(row)
        else:
            await self._send(standing)

    async def _ask(self, row: VersionTestRow) -> None:
        async with self._database.write() as connection:
            asked = await version_tests.ask(connection, row.run_id, seconds=row.seconds or 0)
        if asked:
            logger.info("the versions of broadcast %d differ by chance", row.broadcast_id)
            self._events.say(VersionAsked(broadcast_id=row.broadcast_id))

    async def _send(self, standing: Standing) -> None:
        parent_id, version = standing.broadcast_id, standing.verdict.best
        try:
            async with self._database.write() as connection:
                child_id = await decisions.decide(
                    connection, standing, version, by=None, now=int(self._clock.time())
                )
        except (DecidedAlready, NobodyToSendTo) as reason:  # an admin was faster, or a topic went
            logger.info("broadcast %d is not decided by itself: %s", parent_id, reason)
            return
        logger.info(
            "version %d of broadcast %d did best and goes to the others as %d",
            *(version, parent_id, child_id),
        )
        await self._reload()
        for number in (parent_id, child_id):
            self._events.say(BroadcastChanged(broadcast_id=number))
        self._events.say(VersionSent(broadcast_id=parent_id, child_id=child_id, version=version))

    def _heard(self, event: Event) -> None:
        if isinstance(event, BroadcastChanged):
            self._wake.ring()
