"""Taking back: each message that a broadcast has sent is deleted, the oldest first.

Telegram deletes nothing that is older than two days, so it has to begin in time. What is still
being sent is stopped in the transaction that begins it, and what else is done to it, too.
"""

import logging
from collections.abc import Collection, Sequence
from operator import attrgetter

from broadcast.doors.effects import Effects
from broadcast.doors.roles import require_admin_still
from broadcast.mending import recalling, sources
from broadcast.model.actor import Actor, require_admin
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.mending.reach import Reach, reach_of
from broadcast.pace.limiter import Limiter
from broadcast.pace.mendings import MendingPace
from db.broadcasts import broadcasts
from db.connection.database import Database
from db.records import MinuteRow
from db.reports import minutes
from runtime.clock import Clock

logger = logging.getLogger(__name__)


class Recalls:
    """Each begins in one transaction: of two taps one counts."""

    def __init__(
        self,
        database: Database,
        effects: Effects,
        limiter: Limiter,
        pace: MendingPace,
        clock: Clock,
    ) -> None:
        self._database = database
        self._effects = effects
        self._limiter = limiter
        self._pace = pace
        self._clock = clock

    async def reach(self, broadcast_id: int) -> Reach:
        """How many can be taken back, of what goes back to it and is being sent, too, and until
        when it has to begin for that. Raises CannotMend, as `begin` but for what is under way."""
        async with self._database.read() as connection:
            row = await sources.source_of(connection, broadcast_id)
            others = await recalling.being_sent(connection, broadcast_id)
            sent: list[MinuteRow] = []
            for run_id in (row.run_id or 0, *(one.run_id for one in others)):
                sent += await minutes.of_run(connection, run_id)
        sent.sort(key=attrgetter("minute"))
        rate = min(self._pace.rate, self._limiter.rate)
        cost = Content.load(row.content).cost
        return reach_of(sent, per_recipient=cost, rate=rate, now=self._clock.time())

    async def being_sent(self, broadcast_id: int) -> Sequence[Broadcast]:
        """What goes back to it and is on its way to others, oldest first."""
        async with self._database.read() as connection:
            line = await recalling.being_sent(connection, broadcast_id)
            rows = [await broadcasts.find(connection, one.broadcast_id) for one in line]
        return [Broadcast.from_row(row) for row in rows if row is not None]

    async def begin(self, broadcast_id: int, *, by: Actor, told: Collection[int] = ()) -> Broadcast:
        """The mending, under way. `told`: what goes back to it and is stopped and taken back, too.

        Raises CannotMend: RUNNING or FINDING_OUT for one that is not over, MORE where others than
        these are on their way.
        """
        require_admin(by)
        return await self._begin(broadcast_id, by=by, told=told, stops=False)

    async def stop_and_begin(
        self, broadcast_id: int, *, by: Actor, told: Collection[int] = ()
    ) -> Broadcast:
        """The same for one that is running or paused too: it is cancelled at once, and whoever is
        reached by a call on its way is taken back, too. Raises CannotMend."""
        require_admin(by)
        return await self._begin(broadcast_id, by=by, told=told, stops=True)

    async def _begin(
        self, broadcast_id: int, *, by: Actor, told: Collection[int], stops: bool
    ) -> Broadcast:
        now = int(self._clock.time())
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            row = await sources.source_of(connection, broadcast_id)
            if not stops:
                sources.require_over(row)
            others = await recalling.begin_others(
                connection, row, told=told, by=by.user_id, now=now
            )
            begun = await recalling.begin(connection, row, by=by.user_id, now=now)
            await recalling.drop_test(connection, row, by=by.user_id, now=now)
        logger.info(
            "broadcast %d is taken back by %d, by %d", broadcast_id, begun.child_id, by.user_id
        )
        for number in (broadcast_id, *begun.stopped, *others):
            self._effects.tell(number)
        return await self._effects.apply(begun.child_id)
