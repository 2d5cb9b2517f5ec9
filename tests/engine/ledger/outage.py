"""A server that cannot be written for a while, in the middle of a broadcast, and what is seen."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.demo.postgresql.server import Server
from broadcast.model.events import Event, StorageFailing, StorageWorksAgain
from db.connection.database import Database
from db.connection.opening import open_database
from db.errors import DatabaseTrouble, StorageFault
from db.migrating.postgresql import migrate_schema
from tests.engine.conftest import TEXT, Bench
from tests.engine.invariants import expect_exactly_once
from tests.postgresql.cluster import SCHEMA

PEOPLE = 150
FIRST = "bot"  # what others are copied from


@asynccontextmanager
async def opened_anew(server: Server, *, busy_timeout_ms: int = 5_000) -> AsyncIterator[Database]:
    """A database of this server, with nothing in the tables of the bot's schema."""
    url = server.url(await asyncio.to_thread(_made, server), schema=SCHEMA)
    opened = await open_database(url, busy_timeout_ms=busy_timeout_ms)
    yield opened
    await opened.close()


def _made(server: Server) -> str:
    """Each is a copy of the first: the migrations take longer."""
    with server.connect() as connection:
        query = "SELECT datname FROM pg_database WHERE datname LIKE 'bot%'"
        if not (names := [name for (name,) in connection.execute(query)]):
            connection.execute(f"CREATE DATABASE {FIRST}")
            migrate_schema(server.url(FIRST, schema=SCHEMA))
        made = f"bot_{max(1, len(names))}"
        connection.execute(f"CREATE DATABASE {made} TEMPLATE {FIRST}")
    return made


class Outage:
    """Of a broadcast that is in its middle once `begun` has returned."""

    def __init__(self, bench: Bench, *, people: int = PEOPLE) -> None:
        self._bench = bench
        self._people = people
        self._said: list[Event] = []
        bench.assembly.events.listen(self._said.append)
        self.broadcast_id = 0

    async def begun(self) -> None:
        await self._bench.subscribe(self._people)
        self.broadcast_id = await self._bench.launch()
        await self.until_sent(30)

    async def until_sent(self, count: int) -> None:
        """A connection that was cut is noticed by whoever has it next."""
        while await self._sent() < count:
            await self._bench.clock.sleep(0.1)

    async def expect_it_stops(self) -> None:
        """What was under way may still arrive; then nothing is sent."""
        clock = self._bench.clock
        while not self._bench.assembly.status.halts():
            await clock.sleep(0.1)
        await clock.sleep(3)
        before = (await self._bench.control.counts(TEXT)).accepted
        await clock.sleep(5)
        assert (await self._bench.control.counts(TEXT)).accepted == before < self._people

    async def expect_it_went_on(self) -> None:
        """By itself, and everybody has got it once."""
        await self.until_sent(self._people)
        while self._bench.assembly.status.halts():
            await self._bench.clock.sleep(0.1)
        broadcast = await self._bench.finished(self.broadcast_id)
        assert (broadcast.figures.sent, broadcast.figures.uncertain) == (self._people, 0)
        await expect_exactly_once(self._bench.database, self._bench.control, broadcast, TEXT)

    @property
    def told(self) -> list[StorageFault | None]:
        """What admins were told: the fault, and None when it was over."""
        return [
            one.fault if isinstance(one, StorageFailing) else None
            for one in self._said
            if isinstance(one, StorageFailing | StorageWorksAgain)
        ]

    async def _sent(self) -> int:
        with suppress(DatabaseTrouble):
            broadcast = await self._bench.assembly.doors.reports.get(self.broadcast_id)
            return broadcast.figures.sent
        return 0
