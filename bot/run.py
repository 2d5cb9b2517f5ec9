"""The bot's life: start, wait to be asked to end, end well."""

import asyncio
import logging
from contextlib import AsyncExitStack

from bot.alone import running_alone
from bot.process import heap
from bot.process.loop import run_in_loop
from bot.process.signals import StopRequest
from bot.settings.settings import Settings

logger = logging.getLogger(__name__)


def run(settings: Settings) -> int:
    """Run until SIGTERM or SIGINT; raises StartRefused or DatabaseError when it cannot start."""
    run_in_loop(_live(settings))
    return 0


async def _live(settings: Settings) -> None:
    stop = StopRequest()
    with stop.listening():
        async with AsyncExitStack() as stack:
            try:
                with stop.starting():
                    await stack.enter_async_context(running_alone(settings))
            except asyncio.CancelledError:
                logger.info("ended before the start was complete")
                return
            heap.freeze()
            await stop.wait()
    logger.info("ended")
