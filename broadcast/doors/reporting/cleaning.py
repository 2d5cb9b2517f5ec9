"""What the walks over the silent ones have found."""

from db.cleaning import silent, walks
from db.cleaning.walks import Walk
from db.connection.database import Database


class Cleaning:
    """Reads; nothing here changes anything."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def standing(self) -> Walk | None:
        """The walk that is under way, or the last one; None: there was none yet."""
        async with self._database.read() as connection:
            return await walks.load(connection)

    async def gone(self, *, since: float, until: float) -> int:
        """How many were found in that time (Unix seconds) and are gone still."""
        async with self._database.read() as connection:
            return await silent.gone_since(connection, int(since), int(until))
