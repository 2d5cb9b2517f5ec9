"""Custom fields as audiences ask about them; imports bring them."""

from collections.abc import Sequence

from db.connection.database import Database
from db.knowledge import field_counts
from db.knowledge.field_counts import FieldCount, ValueCount

MOST_VALUES = 60  # of a field; another one is typed


class Fields:
    """Counts of active subscribers."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def every(self) -> Sequence[FieldCount]:
        """Of how many each is known."""
        async with self._database.read() as connection:
            return await field_counts.every(connection)

    async def values(self, name: str) -> Sequence[ValueCount]:
        """The commonest first."""
        async with self._database.read() as connection:
            return await field_counts.values(connection, name, limit=MOST_VALUES)
