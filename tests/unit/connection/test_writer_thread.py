"""Whole transactions in the writer thread: the same queries, and nothing half done."""

import asyncio
import threading

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from db import engine_state
from db.connection.database import Database
from db.connection.opening import open_database
from db.errors import DatabaseTrouble, StorageFault
from tests.clocks import settle

pytestmark = pytest.mark.sqlite_only("the thread of its one connection")


async def recalled(database: Database, key: str) -> str | None:
    async with database.read() as connection:
        return await engine_state.recall(connection, key)


async def test_queries_run_in_the_thread_and_are_committed(database: Database) -> None:
    seen = []

    async def work(connection: AsyncConnection) -> int:
        seen.append(threading.current_thread())
        await engine_state.save(connection, {"a": "1"})
        return 7

    assert await database.transact(work) == 7
    assert seen[0] is not threading.current_thread()
    assert await recalled(database, "a") == "1"


async def test_it_answers_whatever_a_query_asks_of_a_connection(database: Database) -> None:
    numbers = text("SELECT 3 UNION SELECT 4")

    async def work(connection: AsyncConnection) -> list[object]:
        await connection.exec_driver_sql("SELECT 1")
        executed = (await connection.execute(numbers)).scalars().all()
        many = (await connection.scalars(numbers)).all()
        return [list(executed), list(many), await connection.scalar(numbers)]

    assert await database.transact(work) == [[3, 4], [3, 4], 3]


async def test_an_error_rolls_everything_back(database: Database) -> None:
    async def work(connection: AsyncConnection) -> None:
        await engine_state.save(connection, {"a": "1"})
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        await database.transact(work)
    assert await recalled(database, "a") is None


async def test_it_may_wait_for_nothing_else(database: Database) -> None:
    async def work(connection: AsyncConnection) -> None:
        await engine_state.save(connection, {"a": "1"})
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="nothing but its connection"):
        await database.transact(work)
    assert await recalled(database, "a") is None


async def test_both_ways_of_writing_wait_for_each_other(database: Database) -> None:
    order = []

    async def work(connection: AsyncConnection) -> None:
        order.append("thread")
        await engine_state.save(connection, {"a": "2"})

    async with asyncio.TaskGroup() as group, database.write() as connection:
        group.create_task(database.transact(work))
        await settle()
        await engine_state.save(connection, {"a": "1"})
        order.append("loop")
    assert order == ["loop", "thread"]
    assert await recalled(database, "a") == "2"


async def test_cancelled_it_ends_before_the_next_one_begins(database: Database) -> None:
    """The lock once given back, a second transaction would meet the first in the thread."""
    begun, go_on = threading.Event(), threading.Event()

    async def slow(connection: AsyncConnection) -> None:
        await engine_state.save(connection, {"slow": "done"})
        begun.set()
        go_on.wait(10)

    async def quick(connection: AsyncConnection) -> str | None:
        return await engine_state.recall(connection, "slow")

    async with asyncio.TaskGroup() as group:
        first = group.create_task(database.transact(slow))
        await asyncio.to_thread(begun.wait, 10)
        first.cancel()
        second = group.create_task(database.transact(quick))
        await settle()
        assert not second.done()
        go_on.set()
    assert first.cancelled()
    assert second.result() == "done"


async def test_a_locked_file_is_trouble(database: Database) -> None:
    impatient = await open_database(database.url, busy_timeout_ms=1)

    async def work(connection: AsyncConnection) -> None:
        await engine_state.save(connection, {"a": "1"})

    try:
        async with database.write() as connection:
            await connection.execute(text("SELECT 1"))
            with pytest.raises(DatabaseTrouble, match="locked") as met:
                await impatient.transact(work)
        assert met.value.fault is StorageFault.LOCKED
        await impatient.transact(work)
    finally:
        await impatient.close()
    assert await recalled(database, "a") == "1"


async def test_in_a_hurry_it_does_not_wait_for_other_programs(database: Database) -> None:
    """A container is killed soon after it was asked to end; patience would cost the outcomes."""
    patient = await open_database(database.url, busy_timeout_ms=3_600_000)

    async def work(connection: AsyncConnection) -> None:
        await engine_state.save(connection, {"a": "1"})

    try:
        await patient.transact(work)
        patient.hurry()
        async with database.write():
            with pytest.raises(DatabaseTrouble, match="locked"):
                await patient.transact(work)
    finally:
        await patient.close()
