"""The whole transaction runs in one worker thread.

The queries of db/ are coroutines over an AsyncConnection, which crosses between loop and thread
several times for each statement. Here the same coroutines are driven by the thread itself, over a
connection that answers at once: written once, run either way.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, cast

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.ext.asyncio import AsyncConnection

T = TypeVar("T")


class WriterThread:
    """One thread, one connection. Calls must not overlap: who calls holds the writers' lock."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._patience_ms: int | None = None  # None: as the connection was opened
        event.listen(engine, "checkout", self._checked_out)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ledger")

    async def run(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        """A transaction around `work`. Cancelled, it ends before the cancellation goes on."""
        loop = asyncio.get_running_loop()
        transaction = loop.run_in_executor(self._thread, self._transaction, work)
        try:
            return await asyncio.shield(transaction)
        except asyncio.CancelledError:
            await asyncio.wait([transaction])
            transaction.exception()  # nobody is left to hear of it; asyncio would complain
            raise

    def hurry(self, patience_ms: int) -> None:
        """Wait no longer than this for another program's lock, from the next transaction on."""
        self._patience_ms = patience_ms

    async def close(self) -> None:
        await asyncio.to_thread(self._engine.dispose)
        self._thread.shutdown(wait=False)

    def _checked_out(self, connection: Any, _record: object, _proxy: object) -> None:
        if self._patience_ms is not None:
            connection.execute(f"PRAGMA busy_timeout = {self._patience_ms}")

    def _transaction(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        with self._engine.begin() as connection:
            return _run_sync_coroutine(
                work(cast("AsyncConnection", _SyncConnectionAdapter(connection)))
            )


class _SyncConnectionAdapter:
    """What queries ask of an AsyncConnection, without ever waiting."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    async def execute(self, *arguments: Any) -> Any:
        return self._connection.execute(*arguments)

    async def scalar(self, *arguments: Any) -> Any:
        return self._connection.scalar(*arguments)

    async def scalars(self, *arguments: Any) -> Any:
        return self._connection.scalars(*arguments)

    async def exec_driver_sql(self, *arguments: Any) -> Any:
        return self._connection.exec_driver_sql(*arguments)


def _run_sync_coroutine(work: Awaitable[T]) -> T:
    """Run a coroutine that never really waits."""
    steps = work.__await__()
    try:
        next(steps)
    except StopIteration as end:
        result: T = end.value
        return result
    raise RuntimeError("a transaction in the thread may wait for nothing but its connection")
