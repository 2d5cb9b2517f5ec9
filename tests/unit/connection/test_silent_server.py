"""A server that stands still, or a network that swallows all: whoever waits is cut off, whoever
comes waits for nothing, and all goes on over new lines once somebody has had an answer."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.fleet.register.line import Line
from db.connection.database import Database
from db.connection.postgresql.database import PostgresDatabase, open_schema
from db.connection.postgresql.pool import PostgresPool
from db.connection.postgresql.session_lock import SessionLock
from db.errors import DatabaseTrouble, NoAnswer
from tests.postgresql.cluster import Cluster
from tests.postgresql.proxy import Cut, Proxy

SOON = 0.2  # seconds of patience
ASK = text("SELECT 1")

pytestmark = pytest.mark.timeout(60)
Act = Callable[[Database], Coroutine[Any, Any, None]]


@pytest.fixture
async def proxy(cluster: Cluster) -> AsyncIterator[Proxy]:
    async with Proxy(cluster.server.port).serving() as opened:
        yield opened


@pytest.fixture
def url(cluster: Cluster, postgresql_url: URL, proxy: Proxy) -> URL:
    cluster.fill(postgresql_url)
    return proxy.url(postgresql_url)


@pytest.fixture
async def pool(url: URL) -> AsyncIterator[PostgresPool]:
    opened = PostgresPool(url)
    yield opened
    await opened.close()


@pytest.fixture
async def database(pool: PostgresPool, url: URL) -> PostgresDatabase:
    return await open_schema(pool, url, epoch=None)


async def ask(database: Database) -> None:
    async with database.read() as connection:
        await connection.execute(ASK)


async def write(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(ASK)


async def transact(database: Database) -> None:
    async def work(connection: AsyncConnection) -> None:
        await connection.execute(ASK)

    await database.transact(work)


async def stuck(act: Act, database: Database, proxy: Proxy) -> "asyncio.Task[None]":
    """It is asked, and no answer comes."""
    await act(database)  # over a line that there is from now on
    waits = asyncio.Event()
    loop = asyncio.get_running_loop()
    proxy.swallowed = lambda: loop.call_soon(waits.set)
    proxy.swallow()
    task = asyncio.get_running_loop().create_task(act(database))
    await waits.wait()
    return task


@pytest.mark.parametrize("act", [ask, write, transact])
async def test_whoever_waits_for_an_answer_is_told_and_whoever_comes_does_not_begin(
    act: Act, database: PostgresDatabase, pool: PostgresPool, proxy: Proxy
) -> None:
    task = await stuck(act, database, proxy)
    pool.answers()  # others are answered: it may be just slow
    assert not task.done()
    await pool.is_silent()
    with pytest.raises(DatabaseTrouble):
        await task
    for each in (ask, write, transact):
        with pytest.raises(DatabaseTrouble, match="does not answer"):
            await each(database)
    proxy.pass_on()  # the old lines are dead for good
    pool.answers()
    for each in (ask, write, transact):
        await each(database)


@pytest.mark.parametrize("act", [write, transact])
async def test_a_commit_that_waits_is_told_too(
    act: Act, database: PostgresDatabase, pool: PostgresPool, proxy: Proxy
) -> None:
    loop, waits = asyncio.get_running_loop(), asyncio.Event()

    def at_commit(_statements: Sequence[str]) -> Cut | None:
        loop.call_soon(waits.set)
        proxy.swallow()
        return None

    await act(database)
    proxy.chooses = at_commit
    task = asyncio.get_running_loop().create_task(act(database))
    await waits.wait()
    await pool.is_silent()
    with pytest.raises(DatabaseTrouble):
        await task


async def test_one_line_that_is_dead_among_others_is_given_up_some_time(
    database: PostgresDatabase, pool: PostgresPool, proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = await stuck(ask, database, proxy)
    monkeypatch.setattr("db.connection.postgresql.pool.LONGEST", 0.0)
    pool.answers()
    with pytest.raises(DatabaseTrouble):
        await task


async def test_a_node_hears_of_it_in_time_and_has_a_new_line_then(url: URL, proxy: Proxy) -> None:
    line = Line(url, patience=60)
    async with line.connection() as connection:
        await connection.execute("SELECT 1")
    proxy.swallow()
    with pytest.raises(NoAnswer, match=r"0\.2 s"):
        async with line.connection(within=SOON) as connection:
            await connection.execute("SELECT 1")
    with pytest.raises(NoAnswer):  # now there is none
        async with line.connection():
            pass
    proxy.pass_on()
    async with line.connection() as connection:
        await connection.execute("SELECT 1")
    await line.close()


async def test_who_keeps_a_lock_hears_of_it_in_time(url: URL, proxy: Proxy) -> None:
    async with SessionLock(url, within=60) as lock:
        assert await lock.confirm()
        lock._within = SOON
        proxy.swallow()
        with pytest.raises(NoAnswer):
            await lock.confirm()


async def test_who_stood_still_itself_does_not_blame_the_server(url: URL) -> None:
    line = Line(url)
    async with line.connection(within=SOON) as connection:
        time.sleep(2 * SOON)  # noqa: ASYNC251 - the loop, and all that is in it
        await connection.execute("SELECT 1")
    await line.close()
