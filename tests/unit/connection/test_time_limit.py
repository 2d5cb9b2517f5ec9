"""A question to a reader's connection has an end, where one is set."""

import asyncio
from typing import Any

import pytest

from db.connection.database import Database
from db.connection.sqlite.database import READERS
from db.connection.sqlite.time_limit import time_limit
from db.errors import TookTooLong

pytestmark = pytest.mark.sqlite_only("its progress handler")

LONG = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n{}) SELECT count(*) FROM n"


async def test_what_takes_too_long_is_given_up(database: Database) -> None:
    with pytest.raises(TookTooLong):
        async with database.read(within=0.0) as connection:
            await connection.exec_driver_sql(LONG.format(""))


async def test_the_next_question_over_the_connection_has_none(database: Database) -> None:
    long_enough_to_be_looked_at = LONG.format(" WHERE i < 100000")
    for _ in range(READERS + 1):
        with pytest.raises(TookTooLong):
            async with database.read(within=0.0) as connection:
                await connection.exec_driver_sql(LONG.format(""))
        async with database.read() as connection:
            found = await connection.exec_driver_sql(long_enough_to_be_looked_at)
            assert found.scalar_one() == 100_000


async def test_who_is_quick_is_not_hurried(database: Database) -> None:
    async with database.read(within=60.0) as connection:
        assert (await connection.exec_driver_sql("SELECT 1")).scalar_one() == 1


async def test_who_is_cancelled_leaves_no_limit_behind(database: Database) -> None:
    """Not even where the line to SQLite's thread breaks while it is taken away."""
    async with database.read() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver is not None
        set_handler, left = driver.set_progress_handler, 1

        async def set_once(*handler: Any) -> None:
            nonlocal left
            if not left:
                raise asyncio.CancelledError
            left -= 1
            await set_handler(*handler)

        driver.set_progress_handler = set_once
        with pytest.raises(asyncio.CancelledError):
            async with time_limit(connection, 0.0):
                pass
        found = await connection.exec_driver_sql(LONG.format(" WHERE i < 100000"))
        assert found.scalar_one() == 100_000
        del driver.set_progress_handler
        await driver.set_progress_handler(None, 1)


async def test_who_is_cancelled_in_the_middle_of_a_question_is_cancelled(
    database: Database,
) -> None:
    """SQLAlchemy closes a connection over which somebody was cancelled."""
    asking = asyncio.Event()

    async def ask() -> None:
        async with database.read(within=60.0) as connection:
            asyncio.get_running_loop().call_later(0.0, asking.set)  # it waits for SQLite by then
            await connection.exec_driver_sql(LONG.format(" WHERE i < 3000000"))

    async with asyncio.TaskGroup() as group:
        task = group.create_task(ask())
        await asking.wait()
        task.cancel()
    assert task.cancelled()
    async with database.read() as connection:
        assert (await connection.exec_driver_sql("SELECT 1")).scalar_one() == 1
