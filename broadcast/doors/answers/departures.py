"""Leaving through the button of a broadcast."""

from db.answers import departures
from db.connection.database import Database
from runtime.clock import Clock


class Departures:
    """Notes who left through which broadcast."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def note(self, run_id: int, *, chat_id: int) -> None:
        """Of a run that there is not it notes nothing."""
        async with self._database.write() as connection:
            await departures.note(connection, run_id, chat_id, now=int(self._clock.time()))

    async def count(self, run_id: int) -> int:
        async with self._database.read() as connection:
            return await departures.count(connection, run_id)
