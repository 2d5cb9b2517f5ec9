"""Segments: audiences that admins have named."""

import logging
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.audience.naming import Named
from broadcast.model.actor import Actor, require_admin
from broadcast.model.errors import NoSuchSegment
from db.audience.audience import Audience
from db.connection.database import Database
from db.knowledge import segments
from db.knowledge.names import Name
from db.knowledge.segments import SegmentRow
from runtime.clock import Clock

MOST = 200
LONGEST = 64  # characters of a name

logger = logging.getLogger(__name__)


class Segments:
    """All admins share them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def every(self) -> Sequence[SegmentRow]:
        """By name."""
        async with self._database.read() as connection:
            return await segments.every(connection)

    async def get(self, segment_id: int) -> SegmentRow:
        """Raises NoSuchSegment."""
        async with self._database.read() as connection:
            found = await segments.get(connection, segment_id)
        if found is None:
            raise NoSuchSegment(f"there is no segment {segment_id}")
        return found

    async def add(self, typed: str, audience: Audience, *, by: Actor) -> Named:
        """The conditions alone are kept: neither a topic nor whose recipients it was."""
        require_admin(by)
        name = Name.read(typed)
        async with self._database.write() as connection:
            if await segments.count(connection) >= MOST:
                return Named.FULL
            refused = await _refused(connection, name, None)
            if refused is None:
                kept = Audience(must=audience.must, must_not=audience.must_not)
                await segments.add(connection, name, kept, by=by.user_id, now=self._now())
        return refused or Named.DONE

    async def rename(self, segment_id: int, typed: str, *, by: Actor) -> Named:
        require_admin(by)
        name = Name.read(typed)
        async with self._database.write() as connection:
            refused = await _refused(connection, name, segment_id)
            if refused is None and not await segments.rename(
                connection, segment_id, name, now=self._now()
            ):
                return Named.GONE
        return refused or Named.DONE

    async def change(self, segment_id: int, audience: Audience, *, by: Actor) -> None:
        """Raises NoSuchSegment. What was chosen by it before stays as it was."""
        require_admin(by)
        async with self._database.write() as connection:
            if not await segments.change(connection, segment_id, audience, now=self._now()):
                raise NoSuchSegment(f"there is no segment {segment_id}")

    async def remove(self, segment_id: int, *, by: Actor) -> None:
        require_admin(by)
        async with self._database.write() as connection:
            await segments.remove(connection, segment_id)
        logger.info("segment %d is removed, by %d", segment_id, by.user_id)

    def _now(self) -> int:
        return int(self._clock.time())


async def _refused(connection: AsyncConnection, name: Name, own: int | None) -> Named | None:
    """`own`: the segment that may be called so already, in other letters."""
    if not name.fits(LONGEST):
        return Named.BAD
    holder = await segments.named(connection, name)
    return Named.TAKEN if holder not in (None, own) else None
