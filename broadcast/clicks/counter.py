"""Clicks on their way to the database: summed up, and written once a second.

Whoever follows a link waits for none of it. A process that is killed forgets a second's clicks at
most; one that ends writes what it has.
"""

import asyncio
import logging

from db.clicks import clicks
from db.connection.database import Database
from db.errors import DatabaseTrouble
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

EVERY = 1.0  # seconds
MOST_WAITING = 100_000  # links and people; as long as the database cannot be written


class ClickCounter:
    """`count` as they come, `run_forever` in the background; `flush` at the end, before that."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._wake = Wake(clock)
        self._waiting: dict[tuple[int, int], int] = {}
        self._told = False
        self._writing = asyncio.Lock()  # what is being written is waited for, too

    def count(self, link: int, subscriber: int) -> None:
        """`subscriber` 0: whoever it was."""
        key = link, subscriber
        if key not in self._waiting and len(self._waiting) >= MOST_WAITING:
            self._tell()
            return
        self._waiting[key] = self._waiting.get(key, 0) + 1
        self._wake.ring()

    async def run_forever(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            await self._clock.sleep(EVERY)
            if not await self.flush():
                self._wake.ring()

    async def flush(self) -> bool:
        """Write what there is; False: it could not be written, and waits."""
        async with self._writing:
            taken, self._waiting = self._waiting, {}
            if not taken:
                return True
            try:
                async with self._database.write() as connection:
                    await clicks.record(connection, taken, now=int(self._clock.time()))
            except DatabaseTrouble as trouble:
                logger.warning("clicks could not be written yet: %s", trouble)
                for key, count in taken.items():
                    self._waiting[key] = self._waiting.get(key, 0) + count
                return False
            self._told = False
            return True

    def _tell(self) -> None:
        if not self._told:
            logger.error("the database cannot be written for long: clicks are lost")
        self._told = True
