"""What can be read of broadcasts: how far they are, and why some have no clear outcome."""

from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.model.broadcast import Broadcast
from broadcast.model.errors import NoSuchBroadcast
from db.audience.audience import Audience
from db.broadcasts import broadcasts, follow_ups
from db.connection.database import Database
from db.ledger import open_deliveries
from db.schema.states import BroadcastState, DeliveryState

MOST_SCANNED = 500  # recipients of each state whose reasons are counted: 2 ms, whatever the figures

_D = DeliveryState


@dataclass(frozen=True, kw_only=True, slots=True)
class ReasonGroup:
    """So many recipients failed, or are uncertain, for this reason."""

    state: DeliveryState
    reason: str | None
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp:
    """A broadcast that went again to recipients in these states; to none: to newcomers, with the
    better of its versions to those who had waited for it, or to those whom the cap had left out."""

    broadcast_id: int
    states: tuple[DeliveryState, ...]
    winner: bool = False
    capped: bool = False  # to those who had had enough that week


class Reports:
    """Reads; nothing here changes anything."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, broadcast_id: int) -> Broadcast:
        async with self._database.read() as connection:
            row = await broadcasts.find(connection, broadcast_id)
        if row is None:
            raise NoSuchBroadcast(f"there is no broadcast {broadcast_id}")
        return Broadcast.from_row(row)

    async def mendings(self, broadcast_id: int) -> Sequence[Broadcast]:
        """What has corrected, taken back or pinned what it has sent, or does so, oldest first."""
        broadcast = await self.get(broadcast_id)
        if broadcast.run_id is None:
            return []
        async with self._database.read() as connection:
            rows = await broadcasts.mendings(connection, broadcast.run_id)
        return [Broadcast.from_row(row) for row in rows]

    async def page(self, *, offset: int, limit: int) -> tuple[Sequence[Broadcast], int]:
        """Launched ones, newest first, and how many there are in all. Drafts are not listed."""
        async with self._database.read() as connection:
            rows, count = await broadcasts.page(connection, offset=offset, limit=limit)
        return [Broadcast.from_row(row) for row in rows], count

    async def recent(self, *, limit: int) -> Sequence[Broadcast]:
        """Launched ones of every kind, newest first: those that mend another one, too."""
        async with self._database.read() as connection:
            rows = await broadcasts.recent(connection, limit=limit)
        return [Broadcast.from_row(row) for row in rows]

    async def titled(
        self, words: str, *, offset: int, limit: int
    ) -> tuple[Sequence[Broadcast], int]:
        """The same of those whose title has these words somewhere, in any case of letters."""
        folded = words.casefold()
        async with self._database.read() as connection:
            titles = await broadcasts.titles(connection)
            numbers = [number for number, title in titles if folded in title.casefold()]
            rows = [
                await broadcasts.find(connection, number)
                for number in numbers[offset : offset + limit]
            ]
        return [Broadcast.from_row(row) for row in rows if row is not None], len(numbers)

    async def unfinished(self) -> Sequence[Broadcast]:
        """Running or paused, oldest first."""
        async with self._database.read() as connection:
            rows = await broadcasts.in_states(
                connection, [BroadcastState.RUNNING, BroadcastState.PAUSED], steps=False
            )
        return [Broadcast.from_row(row) for row in rows]

    async def latest(self) -> Broadcast | None:
        """The one launched last."""
        async with self._database.read() as connection:
            row = await broadcasts.newest(connection)
        return Broadcast.from_row(row) if row else None

    async def open_reasons(self, broadcast_id: int) -> Sequence[ReasonGroup]:
        """Why recipients failed or are uncertain: the failed ones' first, of each state the
        commonest first.

        Only the first few hundred are looked at, so that it is quick whatever the figures say.
        """
        broadcast = await self.get(broadcast_id)
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

    async def follow_ups(self, broadcast_id: int) -> Sequence[FollowUp]:
        """The broadcasts that sent it again or to those who came since, oldest first."""
        async with self._database.read() as connection:
            rows = await follow_ups.children(connection, broadcast_id)
        found = [(row.id, Audience.load(row.audience)) for row in rows]
        return [
            FollowUp(
                broadcast_id=number,
                states=audience.again,
                winner=audience.held,
                capped=audience.capped,
            )
            for number, audience in found
            if audience.follows or audience.since
        ]
