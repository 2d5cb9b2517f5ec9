"""Reactions to the messages of broadcasts: counted as they come, many in one transaction.

Somebody may react before the number of the message is committed. Where a broadcast is on its way to
that chat, it is looked once more after the ledger's next commit.
"""

from collections.abc import Mapping, Sequence

from broadcast.ledger.writer import FLUSH_SECONDS
from db.answers import reactions
from db.answers.reactions import Place, Reaction
from db.connection.database import Database
from db.connection.group_commit import GroupCommit
from runtime.clock import Clock

COMMITTED = 2 * FLUSH_SECONDS  # seconds after which the number of what has come is written
MOST_WAITING = 100  # who would wait for that; of more it is not looked again


class Reactions:
    """Records what Telegram tells of them, and adds them up. Of private chats it may tell nothing:
    what comes is counted, and nothing is said of what does not."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._recorded = GroupCommit[Reaction, bool](self._write)
        self._waiting = 0

    async def record(
        self, chat_id: int, message_id: int, actor_id: int, given: Mapping[str, int]
    ) -> None:
        """What somebody has given to a message from now on; nothing takes it back. `actor_id` 0:
        all that stands below it."""
        told = Reaction(Place(chat_id, message_id), actor_id, given)
        settled = await self._recorded.do(told)
        if settled or self._waiting >= MOST_WAITING:
            return
        self._waiting += 1
        try:
            await self._clock.sleep(COMMITTED)
        finally:
            self._waiting -= 1
        await self._recorded.do(told)

    async def counts(self, run_id: int) -> Sequence[tuple[str, int]]:
        """How many of each, the commonest first."""
        async with self._database.read() as connection:
            return await reactions.tally(connection, run_id)

    async def people(self, run_id: int, kinds: Sequence[str]) -> Mapping[str, int]:
        """How many who are known by name gave each of these."""
        async with self._database.read() as connection:
            return await reactions.people(connection, run_id, kinds)

    async def has_names(self, run_id: int) -> bool:
        """Whether anybody is known who reacted: of channels there are sums only, and of old
        broadcasts, too."""
        async with self._database.read() as connection:
            return await reactions.has_names(connection, run_id)

    async def _write(self, told: Sequence[Reaction]) -> list[bool]:
        """Most messages of the bot are of no broadcast: they are sorted out before anybody waits
        for the one writer. False: the message may be one whose number is not written yet."""
        places = {one.place for one in told}
        async with self._database.read() as connection:
            # Asked first: what is not on its way by then has its number already.
            coming = await reactions.on_their_way(connection, places)
            targets = await reactions.targets(connection, places)
        given = [
            (targets[one.place], one.actor_id, one.given) for one in told if one.place in targets
        ]
        if given:
            now = int(self._clock.time())
            await self._database.transact(
                lambda connection: reactions.record(connection, given, now=now)
            )
        return [one.place in targets or one.place.chat_id not in coming for one in told]
