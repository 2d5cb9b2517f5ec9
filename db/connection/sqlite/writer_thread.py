"""The whole transaction runs in one worker thread (db/connection/driven.py)."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.ext.asyncio import AsyncConnection

from db.connection.driven import run_over, to_its_end

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
        return await to_its_end(self._thread, lambda: self._transaction(work))

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
            return run_over(connection, work)
