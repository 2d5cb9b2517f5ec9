"""Waiting for what comes soon, in tests that talk to a running bot."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from botapi_sandbox.control import Control

PATIENCE = 10.0  # seconds; far more than anything takes


async def until(happened: Callable[[], Awaitable[bool]]) -> None:
    """Poll for it, or fail."""
    async with asyncio.timeout(PATIENCE):
        while True:
            if await happened():
                return
            await asyncio.sleep(0.02)


async def ask(control: Control, user_id: int, text: str, answer: str = "") -> dict[str, Any]:
    """Write to the bot in private, and wait for an answer that contains `answer`."""
    asked = await control.say(user_id, text)
    found: dict[str, Any] = {}

    async def answered() -> bool:
        found.update(await control.wait_for(user_id, answer, timeout=PATIENCE))
        return int(found["message_id"]) > asked.message_id

    await until(answered)
    return found
