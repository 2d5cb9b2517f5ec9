"""What goes on behind everything else: pruning old ledgers, without anybody waiting for it."""

import logging
from collections.abc import Sequence

from broadcast.model.content import Content
from broadcast.versions.figures import keep_figures
from db.answers import forgetting as answers
from db.answers import reactions
from db.broadcasts import polls
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.ledger import retention, runs
from db.reports import tallies
from runtime.clock import Clock

logger = logging.getLogger(__name__)

DAY = 86_400  # seconds
CHUNK = 2_000  # rows looked at in one transaction: less than ten milliseconds
GAP = 0.1  # seconds between two: other writers come first, those of other programs too
LOOK_AGAIN = 5.0  # seconds, while a snapshot is taken of who got it, say
RETRY = 60.0  # seconds until a database in trouble is tried again


class Retention:
    """Prunes what ended `days` ago or earlier, at the start and then daily."""

    def __init__(self, database: Database, clock: Clock, *, days: int) -> None:
        self._database = database
        self._clock = clock
        self._days = days

    async def run_forever(self) -> None:
        """Runs for ever."""
        while True:
            try:
                await self.once()
            except DatabaseTrouble as trouble:
                logger.warning("old ledgers cannot be pruned just now: %s", trouble)
                await self._clock.sleep(RETRY)
            else:
                await self._clock.sleep(DAY)

    async def once(self) -> None:
        """Raises DatabaseTrouble; what is pruned by then stays so, and the next time goes on."""
        for run_id in await self._due():
            if await self._prune(run_id):
                logger.info(
                    "run %d ended more than %d days ago: its ledger is pruned", run_id, self._days
                )

    async def _due(self) -> Sequence[int]:
        before = int(self._clock.time()) - self._days * DAY
        async with self._database.read() as connection:
            return await retention.due(connection, ended_before=before)

    async def _prune(self, run_id: int) -> bool:
        """False: it is being taken back, say, since it was looked for; the others do not wait."""
        await self._count(run_id)
        while not await self._begun(run_id):
            if run_id not in await self._due():
                return False
            await self._clock.sleep(LOOK_AGAIN)
        after: int | None = 0
        while after is not None:
            async with self._database.write() as connection:
                after = await retention.prune_chunk(connection, run_id, after=after, limit=CHUNK)
            await self._clock.sleep(GAP)
        for forget in (polls.forget, answers.forget, reactions.forget):
            more = True
            while more:
                async with self._database.write() as connection:
                    more = await forget(connection, run_id, limit=CHUNK)
                await self._clock.sleep(GAP)
        async with self._database.write() as connection:
            await retention.end(connection)
        return True

    async def _begun(self, run_id: int) -> bool:
        async with self._database.write() as connection:
            return await retention.begin(connection, run_id)

    async def _count(self, run_id: int) -> None:
        """What the report says of messages and versions is counted from the rows that go."""
        await keep_figures(self._database, run_id)
        async with self._database.read() as connection:
            content = (await runs.contents(connection, [run_id])).get(run_id)
        if content and Content.load(content).has_parts:
            await tallies.of_run(self._database, run_id)
