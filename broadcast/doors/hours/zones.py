"""The time zones of people, as they or an import tell them."""

from collections.abc import Mapping

from db.connection.database import Database
from db.knowledge import zones
from runtime.clock import Clock


class Zones:
    """By IANA names; they stand in a custom field (db/knowledge/zones.py)."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def of(self, chat_id: int) -> str | None:
        """None: it is not known."""
        async with self._database.read() as connection:
            return await zones.of_chat(connection, chat_id)

    async def note(self, chat_id: int, zone: str | None) -> str | None:
        """What somebody says of themselves; None takes it back. Returns what is kept.

        Raises ValueError for what is no zone.
        """
        async with self._database.write() as connection:
            return await zones.note(connection, chat_id, zone, now=int(self._clock.time()))

    async def counted(self) -> Mapping[str, int]:
        """Of how many subscribers each is known."""
        async with self._database.read() as connection:
            return await zones.counted(connection)
