"""The one place that starts background tasks, so that no failure goes unseen."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Coroutine
from typing import Any

from runtime.backoff import Backoff
from runtime.clock import Clock

logger = logging.getLogger(__name__)

FIRST_PAUSE = 1.0  # seconds before a failed task is started again; doubled up to LONGEST_PAUSE
LONGEST_PAUSE = 30.0


class Supervisor:
    """Spawns tasks, logs what fails, and ends them all on `close()`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._tasks: set[asyncio.Task[Any]] = set()

    def spawn(self, coroutine: Coroutine[Any, Any, None], *, name: str) -> asyncio.Task[None]:
        """Run it once; an error is logged and goes no further."""
        task = asyncio.get_running_loop().create_task(coroutine, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def run_forever(self, work: Callable[[], Awaitable[None]], *, name: str) -> asyncio.Task[None]:
        """Run it for ever: when it fails it is started again, later each time."""
        return self.spawn(self._run_forever(work, name), name=name)

    async def close(self) -> None:
        """Cancel whatever still runs and wait for it, and for what it began while it ended."""
        while self._tasks:
            for task in tuple(self._tasks):
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run_forever(self, work: Callable[[], Awaitable[None]], name: str) -> None:
        backoff = Backoff(FIRST_PAUSE, LONGEST_PAUSE)
        while True:
            started = self._clock.monotonic()
            try:
                await work()
            except Exception:
                if self._clock.monotonic() - started > LONGEST_PAUSE:
                    backoff.reset()
                pause = backoff.next()
                logger.exception("%s failed; it starts again in %.0f s", name, pause)
            else:
                return
            await self._clock.sleep(pause)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            logger.error("%s failed", task.get_name(), exc_info=error)


async def end_within(tasks: Collection[asyncio.Task[Any]], seconds: float) -> None:
    """Let them go on for so long; those that are not done then are cancelled, and waited for."""
    if tasks:
        await asyncio.wait(tasks, timeout=max(seconds, 0.0))
    late = tuple(tasks)
    for task in late:
        task.cancel()
    await asyncio.gather(*late, return_exceptions=True)
