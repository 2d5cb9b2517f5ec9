"""A coroutine over an AsyncConnection, driven over a connection that answers at once.

An AsyncConnection crosses between loop and thread several times for each statement. Here the same
coroutines are driven by a thread itself: written once, run either way.
"""

from collections.abc import Awaitable, Callable
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
