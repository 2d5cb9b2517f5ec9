"""The real bot on a clock that runs fast: `python -m bench.rivals.fast_bot SPEED`.

With a sandbox of the same speed, ten minutes of outage pass in one. Settings come from the
environment, as always.
"""

import sys
from contextlib import AsyncExitStack

from bot.alone import running_alone
from bot.process.logs import set_up_logging
from bot.process.loop import run_in_loop
from bot.process.signals import StopRequest
from bot.settings.mistakes import load_settings
from tests.clocks import FastClock


async def live(speed: float) -> None:
    """Until SIGTERM."""
    stop = StopRequest()
    with stop.listening():
        async with AsyncExitStack() as stack:
            settings = load_settings(env_file=None)
            set_up_logging(level=settings.log_level, json_lines=False, secrets=())
            with stop.starting():
                await stack.enter_async_context(running_alone(settings, clock=FastClock(speed)))
            await stop.wait()


if __name__ == "__main__":
    run_in_loop(live(float(sys.argv[1])))
