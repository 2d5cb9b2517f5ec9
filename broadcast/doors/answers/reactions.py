"""Reactions to the messages of broadcasts: counted as they come, many in one transaction."""

from collections.abc import Mapping, Sequence

from db.answers import reactions
from db.answers.reactions import Place, Reaction
from db.connection.database import Database
from db.connection.group_commit import GroupCommit
from runtime.clock import Clock


class Reactions:
    """Records what Telegram tells of them, and adds them up. Of private chats it may tell nothing:
    what comes is counted, and nothing is said of what does not."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._recorded = GroupCommit[Reaction, None](self._write)

    async def record(
        self, chat_id: int, message_id: int, actor_id: int, given: Mapping[str, int]
    ) -> None:
        """What somebody has given to a message from now on; nothing takes it back. `actor_id` 0:
        all that stands below it."""
        await self._recorded.do(Reaction(Place(chat_id, message_id), actor_id, given))

    async def counts(self, run_id: int) -> Sequence[tuple[str, int]]:
        """How many of each, the commonest first."""
        async with self._database.read() as connection:
            return await reactions.tally(connection, run_id)

    async def _write(self, told: Sequence[Reaction]) -> list[None]:
        """Most messages of the bot are of no broadcast: they are sorted out before anybody waits
        for the one writer."""
        async with self._database.read() as connection:
            targets = await reactions.targets(connection, {one.place for one in told})
        given = [
            (targets[one.place], one.actor_id, one.given) for one in told if one.place in targets
        ]
        if given:
            now = int(self._clock.time())
            await self._database.transact(
                lambda connection: reactions.record(connection, given, now=now)
            )
        return [None] * len(told)
