"""Who waits for an answer, one admin at a time for each; whoever may compose may answer."""

from collections.abc import Sequence

from broadcast.model.actor import Actor, require_admin
from broadcast.model.errors import NoSuchConversation
from db.connection.database import Database
from db.inbox import conversations
from db.inbox.conversations import AfterOne, Conversation, InboxMessage
from runtime.clock import Clock

LONGEST = 20.0  # seconds for a page


class Conversations:
    """By subscriber number. Raises NoSuchConversation where it is gone, with the person."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def waiting(self) -> int | None:
        """How many people wait for an answer; None where nobody has ever written."""
        async with self._database.read() as connection:
            if count := await conversations.people_waiting(connection):
                return count
            return None if await conversations.is_empty(connection) else 0

    async def after_broadcasts(
        self, *, offset: int, limit: int, by: Actor
    ) -> tuple[Sequence[AfterOne], int]:
        """Of those who wait: how many wrote after which, the newest first; and how many these
        broadcasts are."""
        require_admin(by)
        async with self._database.read(within=LONGEST) as connection:
            return await conversations.after_broadcasts(connection, offset=offset, limit=limit)

    async def page(
        self, broadcast_id: int | None, *, offset: int, limit: int, by: Actor
    ) -> tuple[Sequence[Conversation], int]:
        """Who waits, of one broadcast; of None whoever has written."""
        require_admin(by)
        async with self._database.read(within=LONGEST) as connection:
            return await conversations.page(connection, broadcast_id, offset=offset, limit=limit)

    async def find(self, subscriber_id: int, *, by: Actor) -> Conversation:
        require_admin(by)
        async with self._database.read() as connection:
            found = await conversations.find(connection, subscriber_id)
        if found is None:
            raise NoSuchConversation
        return found

    async def messages(
        self, subscriber_id: int, *, limit: int, by: Actor, before: int | None = None
    ) -> Sequence[InboxMessage]:
        """The newest ones, of those below that one where it is given; oldest first."""
        require_admin(by)
        async with self._database.read() as connection:
            return await conversations.messages(
                connection, subscriber_id, limit=limit, before=before
            )

    def holder(self, conversation: Conversation) -> int | None:
        """The admin who is writing an answer just now."""
        return conversation.holder(int(self._clock.time()))

    async def take(self, subscriber_id: int, *, by: Actor, force: bool = False) -> bool:
        """Begin to answer; False where another admin has begun, unless `force`."""
        require_admin(by)
        now = int(self._clock.time())
        async with self._database.write() as connection:
            return await conversations.take(
                connection, subscriber_id, by.user_id, now=now, force=force
            )

    async def still_holds(self, subscriber_id: int, *, by: Actor) -> bool:
        """Before the answer is sent: False where another admin has taken it meanwhile."""
        require_admin(by)
        now = int(self._clock.time())
        async with self._database.write() as connection:
            return await conversations.renew(connection, subscriber_id, by.user_id, now=now)

    async def let_go(self, subscriber_id: int, *, by: Actor) -> None:
        require_admin(by)
        async with self._database.write() as connection:
            await conversations.let_go(connection, subscriber_id, by.user_id)

    async def settle(
        self, subscriber_id: int, *, upto: int, by: Actor, answered: bool = True
    ) -> None:
        """What came up to that message has its answer, or needs none."""
        require_admin(by)
        now = int(self._clock.time())
        async with self._database.write() as connection:
            await conversations.settle(
                connection,
                subscriber_id,
                upto=upto,
                now=now,
                answered_by=by.user_id if answered else None,
            )
            await conversations.let_go(connection, subscriber_id, by.user_id)
