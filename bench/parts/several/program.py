"""Several bots in one process: `python -m bench.parts.several.program TOKEN …`.

Settings come from the environment; each bot has a folder of its own in DATA_DIR, by its number.
"""

import sys
from contextlib import AsyncExitStack
from pathlib import Path

from pydantic import SecretStr

from bot.app import running_app
from bot.house.house import House
from bot.process import heap
from bot.process.logs import set_up_logging
from bot.process.loop import run_in_loop
from bot.process.signals import StopRequest
from bot.settings.settings import Settings
from bot.shifts.sqlite import begin_file_shift
from runtime.clock import SystemClock


def folder_of(data: Path, token: str) -> Path:
    return data / token.partition(":")[0]


async def live(tokens: list[str]) -> None:
    """Until SIGTERM."""
    heap.rest()
    settings = [_settings(token) for token in tokens]
    set_up_logging(level=settings[0].log_level, json_lines=False, secrets=())
    stop = StopRequest()
    with stop.listening():
        async with AsyncExitStack() as stack:
            with stop.starting():
                house = await stack.enter_async_context(House.opened(settings[0], several=True))
                for one in settings:
                    app = running_app(one, house, begin_file_shift, SystemClock())
                    await stack.enter_async_context(app)
                house.watch_loop()
            heap.freeze()
            print("all of them run", flush=True)
            await stop.wait()


def _settings(token: str) -> Settings:
    data = folder_of(Path(Settings(bot_token=SecretStr(token)).data_dir), token)
    return Settings(bot_token=SecretStr(token), data_dir=data)


if __name__ == "__main__":
    run_in_loop(live(sys.argv[1:]))
