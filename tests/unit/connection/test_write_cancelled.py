"""Whoever is cancelled in the middle of a write gives the file back."""

import asyncio
import sqlite3
import threading
from contextlib import closing

import pytest
from sqlalchemy import text

from db.connection.database import Database
from db.connection.sqlite.database import database_file

pytestmark = pytest.mark.sqlite_only("the lock of the file")


async def _cancelled_in_a_statement(database: Database) -> list[asyncio.CancelledError]:
    """What it was cancelled with: the traceback holds on to the statement."""
    begun, go_on = threading.Event(), threading.Event()
    kept: list[asyncio.CancelledError] = []

    def wait() -> int:
        begun.set()
        go_on.wait(10)
        return 1

    async def write() -> None:
        try:
            async with database.write() as connection:
                raw = await connection.get_raw_connection()
                assert raw.driver_connection is not None
                await raw.driver_connection.create_function("wait", 0, wait)
                await connection.exec_driver_sql("SELECT wait()")
        except asyncio.CancelledError as error:
            kept.append(error)
            raise

    async with asyncio.TaskGroup() as group:
        task = group.create_task(write())
        await asyncio.to_thread(begun.wait, 10)
        task.cancel()
        asyncio.get_running_loop().call_soon(go_on.set)
    return kept


async def test_others_can_write_as_soon_as_a_cancelled_write_has_ended(database: Database) -> None:
    kept = await _cancelled_in_a_statement(database)
    with closing(sqlite3.connect(database_file(database.url), timeout=0)) as other:
        other.execute("BEGIN IMMEDIATE")
    assert len(kept) == 1


async def test_the_database_itself_writes_on(database: Database) -> None:
    kept = await _cancelled_in_a_statement(database)
    async with database.write() as connection:
        await connection.exec_driver_sql("CREATE TABLE later (n)")
    async with database.read() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM later")) == 0
    assert len(kept) == 1
