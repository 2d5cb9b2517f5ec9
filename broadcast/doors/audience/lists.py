"""Lists of ids: from what an admin sent to a condition of an audience."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.doors.audience.standstill import forget_leftovers
from broadcast.model.actor import Actor, require_admin
from db.audience import id_lines, lists
from db.audience.conditions import InList
from db.audience.id_lines import BadLine
from db.connection.database import Database
from runtime.clock import Clock

PIECE = 5_000  # ids in one transaction: some ten milliseconds
GAP = 0.01  # seconds between two, for other writers
KEPT = 86_400  # seconds for a list that nothing asks for: its admin may be about to

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class ListFound:
    """What became of a list. `condition` is None where none of its ids is subscribed."""

    condition: InList | None
    ids: int  # different ones
    subscribed: int
    left: int  # known, and not subscribed any more
    bad: Sequence[BadLine]  # the first ones
    bad_count: int

    @property
    def strangers(self) -> int:
        """Those that never started this bot."""
        return self.ids - self.subscribed - self.left


class Lists:
    """Keeps who of a list is known here; of the others nothing."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def add(self, data: bytes, *, by: Actor) -> ListFound:
        """A text message's or a file's bytes. Raises BadList."""
        require_admin(by)
        read = await asyncio.to_thread(id_lines.read_ids, data)
        pieces = [read.ids[start : start + PIECE] for start in range(0, len(read.ids), PIECE)]
        subscribed = left = 0
        list_id: int | None = None
        for piece in pieces:
            async with self._database.read() as connection:
                known = await lists.known(connection, piece)
            subscribed += sum(active for _, active in known)
            left += sum(not active for _, active in known)
            if known:
                list_id = await self._put_in(list_id, [number for number, _ in known], by)
        logger.info(
            "list %s: %d of %d are subscribed, by %d",
            list_id,
            subscribed,
            len(read.ids),
            by.user_id,
        )
        return ListFound(
            condition=None if list_id is None or not subscribed else InList(number=list_id),
            ids=len(read.ids),
            subscribed=subscribed,
            left=left,
            bad=read.bad,
            bad_count=read.bad_count,
        )

    async def size(self, number: int) -> int:
        """How many of its people are known yet."""
        async with self._database.read() as connection:
            return await lists.size(connection, number)

    async def sweep(self) -> int:
        """Delete those that nothing asks for any more; how many went."""
        async with self._database.read() as connection:
            old = await lists.unasked(connection, before=self._now() - KEPT)
        async with self._database.write() as connection:
            gone = await lists.remove(connection, old)
        await forget_leftovers(self._database, self._clock)
        return gone

    async def _put_in(self, list_id: int | None, numbers: Sequence[int], by: Actor) -> int:
        async with self._database.write() as connection:
            if list_id is None:
                list_id = await lists.add(connection, by=by.user_id, now=self._now())
            await lists.put_in(connection, list_id, numbers)
        await self._clock.sleep(GAP)
        return list_id

    def _now(self) -> int:
        return int(self._clock.time())
