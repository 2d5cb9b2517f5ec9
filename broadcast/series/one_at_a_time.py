"""Whoever hands people over, or changes what a step says, does so alone.

A change waits until no call of the step is on its way, as when a broadcast is paused: what is
committed then is what everybody gets who has not got it, in the variants that it has.
"""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from broadcast.ledger.writer import Ledger
from broadcast.runs.active_runs import ActiveRuns
from db.errors import DatabaseTrouble
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

RETRY = 1.0  # seconds until runs that could not be read are read again


class OneAtATime:
    """`send_wake`: the send loop gives claims back."""

    def __init__(
        self,
        active_runs: ActiveRuns,
        ledger: Ledger,
        reload: Callable[[], Awaitable[None]],
        clock: Clock,
        send_wake: Wake,
    ) -> None:
        self._active_runs = active_runs
        self._ledger = ledger
        self._reload = reload
        self._clock = clock
        self._send_wake = send_wake
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def alone(self) -> AsyncIterator[None]:
        """Nobody else hands over, or changes a step."""
        async with self._lock:
            yield

    async def reload(self) -> None:
        """The engine looks at its runs anew."""
        await self._reload()

    @asynccontextmanager
    async def while_still(self, run_id: int | None) -> AsyncIterator[None]:
        """The same, and nobody of that run is claimed. What is changed in its ledger, or its
        content, is known to the engine when it goes on."""
        async with self._lock:
            run = None if run_id is None else self._active_runs.get(run_id)
            if run is None:
                yield
                await self._reload()
                return
            try:
                self._send_wake.ring()
                await run.stand_still()
                await self._ledger.flush()  # claims that were given back are pending
                yield
            finally:
                await self._read()
                run.go_on()
                await self._reload()

    async def _read(self) -> None:
        """It must not go on with the old text."""
        while True:
            try:
                await self._active_runs.reload()
            except DatabaseTrouble as trouble:
                logger.warning("a step that was changed cannot be read: %s", trouble)
                await self._clock.sleep(RETRY)
            else:
                return
