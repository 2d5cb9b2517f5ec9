"""Plain aiogram at a rate: `python -m bench.rivals.paced URL TOKEN FIRST COUNT RATE`.

A task a message, begun by a plain schedule; no limiter, no database, nothing is looked at. Prints
its seconds and its CPU seconds as JSON.
"""

import asyncio
import json
import sys
import time

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bench.stage.admin import TEXT
from bot.process.loop import run_in_loop


async def send_all(url: str, token: str, chats: range, rate: float) -> tuple[float, float]:
    """Gives wall-clock and CPU seconds."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    async with Bot(token, session=session) as bot:
        await bot.get_me()
        begun, cpu = time.monotonic(), time.process_time()
        async with asyncio.TaskGroup() as calls:
            for number, chat_id in enumerate(chats):
                await asyncio.sleep(max(0.0, begun + number / rate - time.monotonic()))
                calls.create_task(bot.send_message(chat_id, TEXT))
        return time.monotonic() - begun, time.process_time() - cpu


if __name__ == "__main__":
    url, token, first, count, rate = sys.argv[1:]
    chats = range(int(first), int(first) + int(count))
    seconds, cpu_seconds = run_in_loop(send_all(url, token, chats, float(rate)))
    print(json.dumps({"seconds": seconds, "cpu": cpu_seconds}))
