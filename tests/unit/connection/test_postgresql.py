"""A bot's schema on a real PostgreSQL: one writer, and only whoever has taken it last."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.database import Database
from db.connection.opening import open_database
from db.connection.postgresql import ownership
from db.connection.postgresql.database import open_schema
from db.connection.postgresql.pool import PostgresPool
from db.connection.postgresql.session_lock import SessionLock
from db.errors import (
    AlreadyServed,
    DatabaseTrouble,
    DatabaseUnavailable,
    LeaseLost,
    StorageFault,
    TookTooLong,
)
from tests.postgresql.cluster import Cluster

SHORT_MS = 100
COUNT = text("SELECT count(*) FROM things")
ADD = text("INSERT INTO things VALUES (1)")

OWNER = (
    "CREATE TABLE {}.owner"
    " (one boolean PRIMARY KEY DEFAULT true, epoch bigint, node text, address text, since bigint)"
)

Act = Callable[[Database], Awaitable[None]]


def make(cluster: Cluster, url: URL, *schemas: str) -> None:
    """What the migrations make, as far as it matters here."""
    with cluster.server.connect(str(url.database)) as connection:
        for schema in schemas:
            for statement in (
                "CREATE SCHEMA {}",
                "CREATE TABLE {}.things (number integer)",
                OWNER,
                "INSERT INTO {}.owner (epoch) VALUES (7)",
            ):
                connection.execute(statement.format(schema))


@pytest.fixture
def url(cluster: Cluster, postgresql_url: URL) -> URL:
    make(cluster, postgresql_url, "bot_4242")
    return postgresql_url


@pytest.fixture
async def owned(url: URL) -> AsyncIterator[Database]:
    opened = await open_database(url, epoch=7)
    yield opened
    await opened.close()


@pytest.fixture
async def beside(url: URL) -> AsyncIterator[Database]:
    """A command, or another process."""
    opened = await open_database(url, busy_timeout_ms=SHORT_MS)
    yield opened
    await opened.close()


async def add(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(ADD)


async def add_in_thread(database: Database) -> None:
    async def work(connection: AsyncConnection) -> None:
        await connection.execute(ADD)

    await database.transact(work)


async def count(database: Database) -> int:
    async with database.read() as connection:
        return int((await connection.execute(COUNT)).scalar() or 0)


@pytest.mark.parametrize("act", [add, add_in_thread])
async def test_whoever_was_taken_over_writes_nothing(
    owned: Database, beside: Database, act: Act
) -> None:
    await act(owned)
    async with beside.write() as connection:
        assert await ownership.take(connection, node="other", now=1) == 8
    with pytest.raises(LeaseLost):
        await act(owned)
    with pytest.raises(LeaseLost):
        await owned.look()
    assert await count(beside) == 1


async def test_who_takes_over_sees_all_that_was_begun(owned: Database, url: URL) -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def long() -> None:
        async with owned.write() as connection:
            begun.set()
            await go_on.wait()
            await connection.execute(ADD)

    patient = await open_database(url)
    async with asyncio.TaskGroup() as group:
        group.create_task(long())
        await begun.wait()

        async def take_over() -> int:
            async with patient.write() as connection:
                await ownership.take(connection, node="other", now=1)
                return int((await connection.execute(COUNT)).scalar() or 0)

        taking = group.create_task(take_over())
        await asyncio.sleep(0)
        go_on.set()
    await patient.close()
    assert taking.result() == 1


async def test_an_epoch_is_taken_once(owned: Database, beside: Database) -> None:
    for epoch, taken in ((7, None), (9, 9), (9, None), (8, None), (10, 10)):
        async with beside.write() as connection:
            assert await ownership.take(connection, node="x", now=1, epoch=epoch) == taken
    async with beside.write() as connection:
        await ownership.leave(connection, 9)  # is not the last any more
    async with beside.read() as connection:
        assert (await ownership.read(connection)).node == "x"
    async with beside.write() as connection:
        await ownership.leave(connection, 10)
    async with beside.read() as connection:
        assert await ownership.read(connection) == ownership.Owner(
            epoch=10, node=None, address=None, since=1
        )


@pytest.mark.parametrize("act", [add, add_in_thread])
async def test_two_processes_write_one_after_the_other(
    owned: Database, beside: Database, act: Act
) -> None:
    async with owned.write() as connection:
        await connection.execute(ADD)
        with pytest.raises(DatabaseTrouble) as trouble:
            await act(beside)
        assert trouble.value.fault is StorageFault.LOCKED
        assert await count(beside) == 0
    await act(beside)
    assert await count(beside) == 2


async def test_bots_share_connections_and_nothing_else(cluster: Cluster, url: URL) -> None:
    make(cluster, url, "bot_1")
    pool = PostgresPool(url, busy_timeout_ms=SHORT_MS)
    one = await open_schema(pool, url.update_query_dict({"schema": "bot_1"}), epoch=7)
    other = await open_schema(pool, url, epoch=7)
    try:
        for database, act in ((one, add), (other, add_in_thread), (one, add_in_thread)):
            await act(database)
        found = await asyncio.gather(*(count(each) for each in [one, other] * 12))
        assert found == [2, 1] * 12
        async with one.write() as connection:
            await add_in_thread(other)  # whoever writes into one keeps nobody from the other
            await connection.execute(ADD)
    finally:
        await pool.close()


async def test_a_process_that_stands_still_in_a_transaction_holds_the_bot_for_a_while(
    url: URL, beside: Database
) -> None:
    pool = PostgresPool(url, busy_timeout_ms=SHORT_MS, idle_ms=SHORT_MS)
    stopped = await open_schema(pool, url, epoch=7)

    async def stand_still() -> None:
        async with stopped.write() as connection:
            await connection.execute(ADD)
            while await count(beside) == 0:
                with suppress(DatabaseTrouble):
                    await add(beside)
            await connection.execute(ADD)

    with pytest.raises(DatabaseTrouble, match="idle-in-transaction"):
        await stand_still()
    assert await count(beside) == 1
    await pool.close()


async def test_a_reader_writes_nothing(owned: Database) -> None:
    with pytest.raises(DatabaseTrouble) as trouble:
        async with owned.read() as connection:
            await connection.execute(ADD)
    assert trouble.value.fault is StorageFault.READ_ONLY


async def test_what_takes_too_long_is_given_up_and_the_next_has_its_time(owned: Database) -> None:
    with pytest.raises(TookTooLong):
        async with owned.read(within=0.05) as connection:
            await connection.execute(text("SELECT pg_sleep(60)"))
    async with owned.read() as connection:
        limit = (await connection.execute(text("SHOW statement_timeout"))).scalar()
    assert limit == "0"


async def test_a_mistake_of_ours_is_no_trouble(owned: Database) -> None:
    with pytest.raises(ProgrammingError):
        async with owned.write() as connection:
            await connection.execute(text("SELECT no_such_column FROM things"))
    await add(owned)


async def test_tables_that_are_gone_are_trouble(owned: Database) -> None:
    """Somebody puts the schema back or drops it: it says so as when SQLite's file is not there."""
    async with owned.write() as connection:
        await connection.execute(text("ALTER TABLE things RENAME TO hidden"))
    with pytest.raises(DatabaseTrouble):
        await count(owned)


@pytest.mark.parametrize("act", [add, add_in_thread, count])
async def test_connections_that_the_server_has_ended_are_trouble_once(
    cluster: Cluster, url: URL, owned: Database, act: Act
) -> None:
    await act(owned)
    with cluster.server.connect() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            (url.database,),
        )
    with pytest.raises(DatabaseTrouble):
        await act(owned)
    await act(owned)


async def test_one_process_has_the_lock_of_a_bot(cluster: Cluster, url: URL) -> None:
    async with SessionLock(url) as lock:
        assert await lock.confirm()
        with pytest.raises(AlreadyServed, match="bot_4242"):
            await SessionLock(url).acquire()
        async with SessionLock(url.update_query_dict({"schema": "bot_1"})):
            pass
        with cluster.server.connect() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
                " AND database = (SELECT oid FROM pg_database WHERE datname = %s)",
                (url.database,),
            )
        assert not await lock.confirm()
        async with SessionLock(url):
            with pytest.raises(AlreadyServed):
                await lock.acquire()
        await lock.acquire()


async def test_what_cannot_be_opened_is_said_without_the_password(
    cluster: Cluster, postgresql_url: URL
) -> None:
    secret = postgresql_url.set(password="nobody-may-see-me")
    nowhere = secret.update_query_dict({"host": "/nowhere"})
    for bad in (secret, nowhere, secret.update_query_dict({"schema": "no; such"})):
        with pytest.raises(DatabaseUnavailable) as refusal:
            await open_database(bad)
        assert "nobody-may-see-me" not in str(refusal.value)
        assert "\n" not in str(refusal.value)
    with pytest.raises(DatabaseUnavailable, match="No such file") as refusal:
        await SessionLock(nowhere).acquire()
    assert "\n" not in str(refusal.value)


def test_the_driver_is_what_the_faults_are_read_from() -> None:
    """A new version that names them otherwise is noticed here."""
    assert psycopg.errors.lookup("55P03") is psycopg.errors.LockNotAvailable
    assert psycopg.errors.lookup("53100") is psycopg.errors.DiskFull
