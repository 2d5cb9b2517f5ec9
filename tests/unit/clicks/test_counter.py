"""Clicks are written once a second, and wait where they cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from broadcast.clicks.counter import EVERY, ClickCounter
from db.clicks import links
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.schema.automation.clicks import tracked_links
from runtime.supervisor import Supervisor
from tests.clocks import VirtualClock, settle

LINK = 1


class Counted(ClickCounter):
    """It tells how often it wrote."""

    writes = 0

    async def flush(self) -> bool:
        self.writes += 1
        return await super().flush()


async def clicks(database: Database) -> int:
    async with database.read() as connection:
        return int(await connection.scalar(select(tracked_links.c.clicks)) or 0)


@pytest.fixture
async def link(database: Database) -> int:
    async with database.write() as connection:
        numbers = await links.add(connection, 1, ["https://shop.example/"])
    return numbers["https://shop.example/"]


@contextmanager
def broken(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse() -> None:
        raise DatabaseTrouble("it is full")

    with monkeypatch.context() as patch:
        patch.setattr(database, "write", refuse)
        yield


async def test_a_thousand_clicks_are_one_transaction(database: Database, link: int) -> None:
    clock = VirtualClock()
    counter, supervisor = Counted(database, clock), Supervisor(clock)
    supervisor.run_forever(counter.run_forever, name="clicks")
    await settle()
    for _ in range(1_000):
        counter.count(link, 0)
    await settle()
    assert counter.writes == 0
    await clock.advance(EVERY)
    assert counter.writes == 1
    assert await counter.flush()  # waits for what is being written, as the end of the process does
    await supervisor.close()
    assert await clicks(database) == 1_000


async def test_what_cannot_be_written_waits(
    database: Database, link: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    counter = ClickCounter(database, VirtualClock())
    counter.count(link, 0)
    with broken(database, monkeypatch):
        assert not await counter.flush()
        counter.count(link, 0)
    assert await counter.flush()
    assert await clicks(database) == 2
    assert await counter.flush()
    assert await clicks(database) == 2
