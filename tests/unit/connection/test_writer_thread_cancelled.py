"""A transaction that fails after it was cancelled fails silently."""

import asyncio
import gc
import threading
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.database import Database

pytestmark = pytest.mark.sqlite_only("the thread of its one connection")


async def test_nobody_complains_of_an_error_that_nobody_waits_for(database: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()
    complaints: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, what: complaints.append(what))

    async def failing(_connection: AsyncConnection) -> None:
        begun.set()
        go_on.wait(10)
        raise ValueError("too late")

    async with asyncio.TaskGroup() as group:
        transaction = group.create_task(database.transact(failing))
        await asyncio.to_thread(begun.wait, 10)
        transaction.cancel()
        go_on.set()
    assert transaction.cancelled()
    del transaction
    gc.collect()
    await asyncio.sleep(0)
    assert complaints == []
