"""What aiogram alone can do: `python -m bench.rivals.bare URL TOKEN FIRST COUNT`.

Fifty workers take chats from one counter and call send_message; no limiter, no database. Prints
its seconds and its CPU seconds as JSON.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bench.stage.admin import TEXT
from bot.process.loop import run_in_loop

WORKERS = 50


async def send_all(url: str, token: str, chats: range) -> tuple[float, float]:
    """Gives wall-clock and CPU seconds."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    waiting = iter(chats)
    async with Bot(token, session=session) as bot:
        await bot.get_me()
        begun, cpu = time.monotonic(), time.process_time()
        async with asyncio.TaskGroup() as workers:
            for _ in range(WORKERS):
                workers.create_task(_work(bot, waiting))
        return time.monotonic() - begun, time.process_time() - cpu


async def _work(bot: Bot, waiting: Iterator[int]) -> None:
    for chat_id in waiting:
        await bot.send_message(chat_id, TEXT)


if __name__ == "__main__":
    first, count = int(sys.argv[3]), int(sys.argv[4])
    seconds, cpu_seconds = run_in_loop(
        send_all(sys.argv[1], sys.argv[2], range(first, first + count))
    )
    print(json.dumps({"seconds": seconds, "cpu": cpu_seconds}))
