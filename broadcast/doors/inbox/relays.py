"""The forum group to which everything is copied, a topic for each person."""

from broadcast.model.actor import Actor, require_owner
from db.connection.database import Database
from db.inbox import conversations, relays
from db.inbox.conversations import Conversation
from db.inbox.relays import Backlog, Owed, RelayGroup
from runtime.clock import Clock
from runtime.wake import Wake


class Relays:
    """Which group it is, what it is still owed, and whose topic is whose."""

    def __init__(self, database: Database, clock: Clock, wake: Wake) -> None:
        """`wake` is rung when there is something to copy, or another group."""
        self._database = database
        self._clock = clock
        self.wake = wake
        self._known: RelayGroup | None = None  # nobody but this object changes it
        self._was_read = False

    async def group(self) -> RelayGroup | None:
        """From memory: it is asked for with every message in any forum."""
        if not self._was_read:
            async with self._database.read() as connection:
                self._known, self._was_read = await relays.group(connection), True
        return self._known

    async def choose(self, group: RelayGroup | None, *, by: Actor) -> None:
        """From here on it is that one; None: no group any more. What is copied there is read by
        whoever is in it, so it is the owners' to say."""
        require_owner(by)
        await self._set(group)

    async def lost(self, group: RelayGroup) -> None:
        """The bot may not write there any more."""
        if await self.group() == group:
            await self._set(None)

    async def backlog(self) -> Backlog:
        async with self._database.read() as connection:
            return await relays.backlog(connection)

    async def next_owed(self) -> Owed | None:
        async with self._database.read() as connection:
            return await relays.next_owed(connection)

    async def copied(self, message: int, copy_id: int | None) -> None:
        async with self._database.write() as connection:
            await relays.copied(connection, message, copy_id)

    async def summed_up(self, *, upto: int) -> None:
        async with self._database.write() as connection:
            await relays.summed_up(connection, upto=upto)

    async def set_topic(self, subscriber_id: int, topic_id: int | None) -> None:
        async with self._database.write() as connection:
            await relays.set_topic(connection, subscriber_id, topic_id)

    async def topic_of(self, chat_id: int) -> int | None:
        """In the group, of the person with that chat."""
        async with self._database.read() as connection:
            return await relays.topic_of(connection, chat_id)

    async def whose_topic(self, topic_id: int) -> Conversation | None:
        async with self._database.read() as connection:
            number = await relays.whose_topic(connection, topic_id)
            return None if number is None else await conversations.find(connection, number)

    async def original_of(self, subscriber_id: int, copy_id: int) -> int | None:
        """The number, in their own chat, of the message that was copied there."""
        async with self._database.read() as connection:
            return await relays.original_of(connection, subscriber_id, copy_id)

    async def _set(self, group: RelayGroup | None) -> None:
        async with self._database.write() as connection:
            await relays.set_group(connection, group, now=int(self._clock.time()))
        self._known, self._was_read = group, True
        self.wake.ring()
