"""What was counted for a cap goes when it counts no more."""

import logging

from db.caps import counted, rule
from db.connection.database import Database
from db.errors import DatabaseTrouble
from runtime.clock import Clock

logger = logging.getLogger(__name__)

DAY = 86_400  # seconds
# A day longer than it counts: a clock that was set forward by mistake, and back, loses nothing.
KEPT = rule.SECONDS + DAY
CHUNK = 5_000  # rows in one transaction: some ten milliseconds
GAP = 0.1  # seconds between two: other writers come first
RETRY = 60.0  # seconds until a database in trouble is tried again


class CapSweep:
    """At the start and then daily; of a bot that never had a cap it finds nothing."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def run_forever(self) -> None:
        """Runs for ever."""
        while True:
            try:
                await self.once()
            except DatabaseTrouble as trouble:
                logger.warning("what counted for the cap cannot be swept just now: %s", trouble)
                await self._clock.sleep(RETRY)
            else:
                await self._clock.sleep(DAY)

    async def once(self) -> None:
        """Raises DatabaseTrouble; the next time goes on."""
        now, more = int(self._clock.time()), True
        async with self._database.read() as connection:
            if not await counted.is_there(connection):
                return
        for act, moment in ((counted.bring_back, now), (counted.sweep, now - KEPT)):
            more = True
            while more:
                async with self._database.write() as connection:
                    more = await act(connection, moment, limit=CHUNK)
                if more:
                    await self._clock.sleep(GAP)
