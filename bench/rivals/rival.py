"""What a user would write first, on plain aiogram:

    python -m bench.rivals.rival loop|gather|semaphore URL TOKEN FIRST COUNT SPEED

`send_message` is the form that tutorials and aiogram's own broadcast example teach: sleep when
Telegram says so and try again, take any other error as "not sent". Nothing is kept on disk: after
a crash it begins again. uvloop and no log lines make each of them cheaper than it would be.

SPEED is that of the sandbox's clock: all that sleeps here sleeps so much less.
"""

import asyncio
import json
import sys
import time
from collections.abc import Awaitable, Callable

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError, TelegramRetryAfter

from bench.stage.admin import TEXT
from bot.process.loop import run_in_loop

PAUSE = 0.05  # seconds: "20 messages per second"
AT_ONCE = 20
TIMEOUT = 60.0  # seconds: aiogram's own, which a faster clock must not stretch
BEGINS = "begins"


class Rival:
    def __init__(self, bot: Bot, chats: range, speed: float) -> None:
        self._bot = bot
        self._chats = chats
        self._speed = speed

    async def loop(self) -> None:
        for chat_id in self._chats:
            await self._send_message(chat_id)
            await self._sleep(PAUSE)

    async def gather(self) -> None:
        await asyncio.gather(*(self._send_message(chat_id) for chat_id in self._chats))

    async def semaphore(self) -> None:
        gate = asyncio.Semaphore(AT_ONCE)

        async def send(chat_id: int) -> None:
            async with gate:
                await self._send_message(chat_id)

        await asyncio.gather(*(send(chat_id) for chat_id in self._chats))

    async def _send_message(self, chat_id: int) -> bool:
        while True:
            try:
                await self._bot.send_message(chat_id, TEXT)
            except TelegramRetryAfter as error:
                await self._sleep(error.retry_after)
            except AiogramError:
                return False
            else:
                return True

    async def _sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds / self._speed)


WAYS: dict[str, Callable[[Rival], Awaitable[None]]] = {
    "loop": Rival.loop,
    "gather": Rival.gather,
    "semaphore": Rival.semaphore,
}
NAMES = {
    "loop": f"a loop, sleep({PAUSE:g})",
    "gather": "asyncio.gather of all",
    "semaphore": f"a semaphore of {AT_ONCE}",
}


async def run(way: str, url: str, token: str, chats: range, speed: float) -> dict[str, float]:
    """Gives wall-clock and CPU seconds."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url), timeout=TIMEOUT / speed)
    async with Bot(token, session=session) as bot:
        await bot.get_me()
        print(f"it {BEGINS}", flush=True)
        begun, cpu = time.monotonic(), time.process_time()
        await WAYS[way](Rival(bot, chats, speed))
        return {"seconds": time.monotonic() - begun, "cpu": time.process_time() - cpu}


def main() -> None:
    way, url, token, first, count, speed = sys.argv[1:]
    chats = range(int(first), int(first) + int(count))
    print(json.dumps(run_in_loop(run(way, url, token, chats, float(speed)))))


if __name__ == "__main__":
    main()
