"""The life of the process: start, wait to be asked to end, end well."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import AsyncExitStack

from bot.alone import running_alone
from bot.app import App
from bot.errors import StartRefused
from bot.process import heap
from bot.process.loop import run_in_loop
from bot.process.signals import StopRequest
from bot.roster.serving import Hide, serving_all
from bot.settings.settings import Settings
from runtime.clock import SystemClock
from runtime.wake import Wake

logger = logging.getLogger(__name__)


def run(settings: Settings) -> int:
    """Run until SIGTERM or SIGINT; raises StartRefused or DatabaseError when it cannot start."""
    run_in_loop(_live(settings))
    return 0


def run_all(settings: Settings, bots: Mapping[int, Settings], hide: Hide) -> int:
    """The same for several bots; raises StartRefused when nobody can start."""
    run_in_loop(_live_together(settings, bots, hide))
    return 0


async def _live(settings: Settings) -> None:
    stop = StopRequest()
    with stop.listening():
        async with AsyncExitStack() as stack:
            try:
                with stop.starting():
                    app = await stack.enter_async_context(running_alone(settings))
            except asyncio.CancelledError:
                logger.info("ended before the start was complete")
                return
            heap.freeze()
            await _until_over(app, stop)
    logger.info("ended")


async def _until_over(app: App, stop: StopRequest) -> None:
    """Raises StartRefused when somebody else serves the bot now: whoever keeps this process alive
    may try again, and is told so."""
    async with asyncio.TaskGroup() as group:
        asked, lost = group.create_task(stop.wait()), group.create_task(app.shift.lost())
        await asyncio.wait((asked, lost), return_when=asyncio.FIRST_COMPLETED)
        for one in (asked, lost):
            one.cancel()
    if not lost.cancelled():
        app.grace.none()
        raise StartRefused(lost.result())


async def _live_together(settings: Settings, bots: Mapping[int, Settings], hide: Hide) -> None:
    changed = Wake(SystemClock())
    stop = StopRequest(on_hangup=changed.ring)
    with stop.listening():
        async with serving_all(settings, bots, changed, hide):
            await stop.wait()
    logger.info("ended")
