"""A coroutine over an AsyncConnection, driven over a connection that answers at once.

An AsyncConnection crosses between loop and thread several times for each statement. Here the same
coroutines are driven by a thread itself: written once, run either way.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from typing import Any, TypeVar, cast

from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

T = TypeVar("T")


def run_over(connection: Connection, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
    """Run `work`, which waits for nothing but its connection, to its end."""
    adapter = cast("AsyncConnection", _SyncConnectionAdapter(connection))
    steps = work(adapter).__await__()
    try:
        next(steps)
    except StopIteration as end:
        result: T = end.value
        return result
    raise RuntimeError("a transaction in the thread may wait for nothing but its connection")


async def to_its_end(threads: Executor, transaction: Callable[[], T]) -> T:
    """In one of the threads. Cancelled, it ends before the cancellation goes on."""
    running = asyncio.get_running_loop().run_in_executor(threads, transaction)
    try:
        return await asyncio.shield(running)
    except asyncio.CancelledError:
        await asyncio.wait([running])
        running.exception()  # nobody is left to hear of it; asyncio would complain
        raise


class _SyncConnectionAdapter:
    """What queries ask of an AsyncConnection, without ever waiting."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Any:
        return self._connection.dialect

    async def execute(self, *arguments: Any) -> Any:
        return self._connection.execute(*arguments)

    async def scalar(self, *arguments: Any) -> Any:
        return self._connection.scalar(*arguments)

    async def scalars(self, *arguments: Any) -> Any:
        return self._connection.scalars(*arguments)

    async def exec_driver_sql(self, *arguments: Any) -> Any:
        return self._connection.exec_driver_sql(*arguments)
