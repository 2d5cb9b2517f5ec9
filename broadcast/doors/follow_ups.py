"""What becomes of a broadcast's failed and uncertain recipients: sent to again, or left alone.

And of those whom a cancelled one did not get to, or who had had enough that week: it can be sent to
them after all.

The decision and the launch of the new broadcast are one transaction, so that of two admins, or of
two taps, one counts.
"""

import logging
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.effects import Effects
from broadcast.doors.roles import require_admin_still
from broadcast.hours import parts
from broadcast.model.actor import Actor, require_admin
from broadcast.model.broadcast import Broadcast, Figures
from broadcast.model.content import Content
from broadcast.model.errors import DecidedAlready, MoveNotAllowed, NobodyToSendTo, NoSuchBroadcast
from db.audience.audience import CAPPED, Audience, names
from db.broadcasts import broadcasts, follow_ups
from db.connection.database import Database
from db.ledger import runs
from db.outgoing import runs as outgoing
from db.records import BroadcastRow
from db.schema.states import DeliveryState, Resolution
from runtime.clock import Clock

logger = logging.getLogger(__name__)

_D = DeliveryState


class Which(StrEnum):
    """Whom a decision is about."""

    FAILED = "failed"
    UNCERTAIN = "uncertain"
    BOTH = "both"
    CANCELLED = "cancelled"  # who did not get it because it was cancelled
    CAPPED = "capped"  # who had had as many as one may get in a week

    @property
    def states(self) -> tuple[DeliveryState, ...]:
        """None of the capped: they have no state of their own."""
        return _STATES[self]

    def count_of(self, figures: Figures) -> int:
        """How many they are, of whom it can be decided now."""
        if self is Which.CAPPED:
            return figures.capped
        return sum(figures.to_decide(state) for state in self.states)


_STATES = {
    Which.FAILED: (_D.FAILED,),
    Which.UNCERTAIN: (_D.UNCERTAIN,),
    Which.BOTH: (_D.FAILED, _D.UNCERTAIN),
    Which.CANCELLED: (_D.SKIPPED,),
    Which.CAPPED: (),
}


class FollowUps:
    """Carries out what is decided about the recipients of a broadcast that has ended."""

    def __init__(self, database: Database, effects: Effects, clock: Clock) -> None:
        self._database = database
        self._effects = effects
        self._clock = clock

    async def send(self, broadcast_id: int, which: Which, *, by: Actor) -> Broadcast:
        """A new broadcast to exactly the failed, the uncertain or both of one that has ended.

        Raises MoveNotAllowed while it runs, DecidedAlready when somebody was faster, NobodyToSendTo
        when there are none.
        """
        require_admin(by)
        child_id = await self._add(broadcast_id, which, by=by)
        logger.info(
            "broadcast %d goes again to its %s as %d, by %d",
            broadcast_id,
            which,
            child_id,
            by.user_id,
        )
        self._effects.tell(broadcast_id)
        return await self._effects.apply(child_id)

    async def leave(self, broadcast_id: int, which: Which, *, by: Actor) -> Broadcast:
        """Decide that these stay as they are; raises as `send`."""
        require_admin(by)
        async with self._database.write() as connection:
            await self._decide(connection, broadcast_id, which, Resolution.LEFT)
        logger.info(
            "the %s of broadcast %d stay as they are, by %d", which, broadcast_id, by.user_id
        )
        return await self._effects.apply(broadcast_id)

    async def _add(self, broadcast_id: int, which: Which, *, by: Actor) -> int:
        """The new broadcast's id."""
        now = int(self._clock.time())
        unproven = await self._unproven(broadcast_id)
        async with self._database.write() as connection:
            await require_admin_still(connection, by)
            row, states = await self._decide(connection, broadcast_id, which, Resolution.AGAIN)
            parent, capped = Broadcast.from_row(row), which is Which.CAPPED
            before = Audience.load(row.audience)
            content = Content.load(parent.content).for_the_rest(now)
            proven = parent.figures.sent > 0 or before.proven
            child_id = await follow_ups.add_broadcast(
                connection,
                broadcast_id,
                content=content.dump(),
                audience=Audience(
                    again=states,
                    capped=capped,
                    over_cap=capped or before.over_cap,
                    proven=proven,
                    unproven=unproven if proven else (),
                    topic=before.topic,
                ),
                by=by.user_id,
                now=now,
            )
            run_id = await runs.add(
                connection,
                broadcast_id=child_id,
                by=by.user_id,
                total=which.count_of(parent.figures),
                upto=await follow_ups.highest(
                    connection, parent.run_id or 0, states, capped=capped
                ),
                now=now,
                source_run_id=parent.run_id,
            )
            await parts.divide_as_needed(connection, run_id, content.options)
            await outgoing.launched(connection, run_id, now=now)
        return child_id

    async def _unproven(self, broadcast_id: int) -> tuple[int, ...]:
        """Which of its variants nobody has got yet; it has ended, so that nobody will. Looked for
        before anything is locked: of one that nobody got all rows are read."""
        async with self._database.read() as connection:
            row = await broadcasts.find(connection, broadcast_id)
            if row is None or row.run_id is None or row.thinned:
                return ()
            before, numbers = Audience.load(row.audience), Content.load(row.content).numbers
            asked = before.unproven if before.proven else tuple(numbers)
            if len(numbers) == 1 or not asked:
                return ()
            return await follow_ups.got_by_nobody(connection, row.run_id, asked)

    async def _decide(
        self, connection: AsyncConnection, broadcast_id: int, which: Which, answer: Resolution
    ) -> tuple[BroadcastRow, tuple[DeliveryState, ...]]:
        """Note the answer; gives the broadcast and those of the states that have recipients."""
        row = await broadcasts.find(connection, broadcast_id)
        if row is None:
            raise NoSuchBroadcast(f"there is no broadcast {broadcast_id}")
        broadcast = Broadcast.from_row(row)
        if not broadcast.is_over or broadcast.run_id is None:
            raise MoveNotAllowed("it has not ended yet")
        if broadcast.mends:
            raise MoveNotAllowed("it has sent nothing; it can be begun once more")
        if not which.count_of(broadcast.figures):
            raise NobodyToSendTo(f"none are {which}")
        states = tuple(state for state in which.states if broadcast.figures.to_decide(state))
        about = names(states) or [CAPPED]
        if not await follow_ups.decide(connection, broadcast.run_id, about, answer=answer):
            raise DecidedAlready("it was decided before")
        return row, states
