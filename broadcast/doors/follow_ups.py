"""What becomes of a broadcast's failed and uncertain recipients: sent to again, or left alone.

And of those whom a cancelled one did not get to: it can be sent to them after all.

The decision and the launch of the new broadcast are one transaction, so that of two admins, or of
two taps, one counts.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.model.audience import Audience, names
from broadcast.model.broadcast import Broadcast, DeliveryState, OpenQuestion, Resolution
from broadcast.model.content import Content
from broadcast.model.errors import DecidedAlready, MoveNotAllowed, NobodyToSendTo, NoSuchBroadcast
from db.broadcasts import broadcasts
from db.connection.database import Database
from db.ledger import follow_ups, open_deliveries, runs
from db.records import BroadcastRow
from runtime.clock import Clock

MOST_SCANNED = 500  # recipients of each state whose reasons are counted: 2 ms, whatever the figures

_D = DeliveryState


class Which(StrEnum):
    """Whom a decision is about."""

    FAILED = "failed"
    UNCERTAIN = "uncertain"
    BOTH = "both"
    CANCELLED = "cancelled"  # who did not get it because it was cancelled

    @property
    def states(self) -> tuple[DeliveryState, ...]:
        return _STATES[self]


_STATES = {
    Which.FAILED: (_D.FAILED,),
    Which.UNCERTAIN: (_D.UNCERTAIN,),
    Which.BOTH: (_D.FAILED, _D.UNCERTAIN),
    Which.CANCELLED: (_D.SKIPPED,),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ReasonGroup:
    """So many recipients failed, or are uncertain, for this reason."""

    state: DeliveryState
    reason: str | None
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class SentAgain:
    """A broadcast that went again to recipients in these states."""

    broadcast_id: int
    states: tuple[DeliveryState, ...]


class SendingAgain:
    """Reads the open questions of broadcasts, and carries out what is decided about them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def recipients(
        self, broadcast: Broadcast, *, offset: int, limit: int
    ) -> list[OpenQuestion]:
        """The uncertain, then the failed."""
        found: list[OpenQuestion] = []
        if broadcast.run_id is None:
            return found
        async with self._database.read() as connection:
            for state in (_D.UNCERTAIN, _D.FAILED):
                rows = await open_deliveries.open_questions(
                    connection, broadcast.run_id, state, offset=offset, limit=limit - len(found)
                )
                found += [OpenQuestion.from_row(row) for row in rows]
                offset = max(0, offset - broadcast.figures.in_question(state))
        return found

    async def reasons(self, broadcast: Broadcast) -> list[ReasonGroup]:
        """The failed ones' first, of each state the commonest first."""
        groups: list[ReasonGroup] = []
        if broadcast.run_id is None:
            return groups
        async with self._database.read() as connection:
            for state in (_D.FAILED, _D.UNCERTAIN):
                if not broadcast.figures.in_question(state):
                    continue
                rows = await open_deliveries.reasons(
                    connection, broadcast.run_id, state, limit=MOST_SCANNED
                )
                groups += [
                    ReasonGroup(state=state, reason=row.reason, count=row.count) for row in rows
                ]
        return groups

    async def children(self, broadcast_id: int) -> list[SentAgain]:
        async with self._database.read() as connection:
            rows = await follow_ups.children(connection, broadcast_id)
        return [
            SentAgain(broadcast_id=row.id, states=Audience.load(row.audience).again) for row in rows
        ]

    async def send(self, broadcast_id: int, which: Which, *, by: int) -> int:
        """Launch a broadcast to them; returns its id."""
        now = int(self._clock.time())
        async with self._database.write() as connection:
            row, states = await self._decide(connection, broadcast_id, which, Resolution.AGAIN)
            parent = Broadcast.from_row(row)
            proven = parent.figures.sent > 0 or Audience.load(row.audience).proven
            child_id = await follow_ups.add_broadcast(
                connection,
                broadcast_id,
                audience=Audience(again=states, proven=proven).dump(),
                by=by,
                now=now,
            )
            await self._without_stars(connection, child_id, row)
            await runs.add(
                connection,
                broadcast_id=child_id,
                by=by,
                total=sum(parent.figures.in_question(state) for state in states),
                upto=await follow_ups.highest(connection, parent.run_id or 0, names(states)),
                now=now,
            )
        return child_id

    async def _without_stars(
        self, connection: AsyncConnection, child_id: int, parent: BroadcastRow
    ) -> None:
        """The cap was for the first time, and nobody was asked again."""
        content = Content.load(parent.content)
        if content.options.paid:
            unpaid = content.with_options(replace(content.options, paid=False))
            await broadcasts.keep_content(connection, child_id, unpaid.dump())

    async def leave(self, broadcast_id: int, which: Which) -> None:
        async with self._database.write() as connection:
            await self._decide(connection, broadcast_id, which, Resolution.LEFT)

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
        states = tuple(state for state in which.states if broadcast.figures.in_question(state))
        if not states:
            raise NobodyToSendTo(f"none are {which}")
        if not await follow_ups.decide(connection, broadcast.run_id, names(states), answer=answer):
            raise DecidedAlready("it was decided before")
        return row, states
