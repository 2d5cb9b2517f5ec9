"""Topics: the owners name them, people choose."""

import logging
from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.audience.naming import Named
from broadcast.doors.audience.standstill import change_name, forget_leftovers
from broadcast.model.actor import Actor, require_owner
from db.connection.database import Database
from db.knowledge import topics
from db.knowledge.names import Name
from db.knowledge.topics import TopicChoice, TopicRow
from db.ledger import snapshot
from runtime.clock import Clock

MOST = 10
LONGEST = 64  # characters of a name
CHUNK = 10_000  # people who are passed over in one transaction: some thirty milliseconds
GAP = 0.1  # seconds between two: whoever else writes finds the file free

logger = logging.getLogger(__name__)


class Topics:
    """What owners do with topics, and what people choose of them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def every(self) -> Sequence[TopicRow]:
        """In the order that people see."""
        async with self._database.read() as connection:
            return await topics.every(connection)

    async def choices_of(self, chat_id: int) -> Sequence[TopicChoice]:
        async with self._database.read() as connection:
            return await topics.choices_of(connection, chat_id)

    async def choose(self, chat_id: int, topic_id: int, *, wanted: bool) -> None:
        """Somebody's own choice; of a topic that is gone it changes nothing."""
        async with self._database.write() as connection:
            await topics.choose(
                connection, chat_id, topic_id, wanted=wanted, now=int(self._clock.time())
            )

    async def opted_out(self, topic_id: int) -> int:
        """How many of the active subscribers do not want it."""
        async with self._database.read() as connection:
            return await topics.opted_out(connection, topic_id)

    async def add(self, typed: str, *, by: Actor) -> Named:
        require_owner(by)
        name = Name.read(typed)
        async with self._database.write() as connection:
            if len(await topics.every(connection)) >= MOST:
                return Named.FULL
            refused = await _refused(connection, name, None)
            if refused is None:
                number = await topics.add(connection, name)
                logger.info("topic %d is new, by %d", number, by.user_id)
        return refused or Named.DONE

    async def rename(self, topic_id: int, typed: str, *, by: Actor) -> Named:
        require_owner(by)
        name = Name.read(typed)
        async with self._database.write() as connection:
            refused = await _refused(connection, name, topic_id)
            if refused is None:
                await topics.rename(connection, topic_id, name)
        return refused or Named.DONE

    async def exempt(self, topic_id: int, *, uncapped: bool, by: Actor) -> None:
        """From the cap on broadcasts a week; it holds from now on, for what is being sent too."""
        require_owner(by)
        async with self._database.write() as connection:
            await topics.exempt(connection, topic_id, uncapped=uncapped)

    async def remove(self, topic_id: int, *, by: Actor) -> None:
        require_owner(by)

        async def remove(connection: AsyncConnection) -> None:
            await snapshot.skip_unwanted(connection, topic_id)
            await topics.remove(connection, topic_id)

        await self._skip_unwanted(topic_id)
        await change_name(self._database, self._clock, remove)
        await forget_leftovers(self._database, self._clock)
        logger.info("topic %d is removed, by %d", topic_id, by.user_id)

    async def _skip_unwanted(self, topic_id: int) -> None:
        """Most of them, so that few are left for the transaction in which it goes; they would be
        skipped all the same if this ended in the middle."""
        last: int | None = 0
        while last is not None:
            async with self._database.write() as connection:
                last = await snapshot.skip_unwanted(connection, topic_id, after=last, limit=CHUNK)
            if last is not None:
                await self._clock.sleep(GAP)

    async def raise_one(self, topic_id: int, *, by: Actor) -> None:
        """One place up; the first one stays where it is."""
        require_owner(by)
        async with self._database.write() as connection:
            numbers = [one.id for one in await topics.every(connection)]
            place = numbers.index(topic_id) if topic_id in numbers else 0
            if place > 0:
                numbers[place - 1 : place + 1] = numbers[place], numbers[place - 1]
                await topics.put_in_order(connection, numbers)


async def _refused(connection: AsyncConnection, name: Name, own: int | None) -> Named | None:
    """`own`: the topic that may be called so already, in other letters."""
    if not name.fits(LONGEST):
        return Named.BAD
    holder = await topics.named(connection, name)
    return Named.TAKEN if holder not in (None, own) else None
