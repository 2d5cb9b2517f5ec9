"""What became of a broadcast's links, where they lead over the bot's own server."""

from collections.abc import Sequence

from broadcast.model.clicks.targets import host_of
from db.clicks import clicks, links, signing
from db.clicks.links import LinkRow
from db.connection.database import Database


class LinkClicks:
    def __init__(self, database: Database, base: str | None) -> None:
        """`base`: where that server is reached; None: nothing can be counted."""
        self._database = database
        self.host = None if base is None else host_of(base)  # people will see it

    async def of(self, run_id: int) -> Sequence[LinkRow]:
        """In the order of the message; nothing where it counts none."""
        async with self._database.read() as connection:
            return await links.of_run(connection, run_id)

    async def people(self, run_id: int) -> int:
        """How many followed any of them, where they are told apart."""
        async with self._database.read() as connection:
            return await clicks.people_of(connection, run_id)

    async def tells_people_apart(self) -> bool:
        """Whether any broadcast ever has."""
        async with self._database.read() as connection:
            return await signing.tells_people_apart(connection)
