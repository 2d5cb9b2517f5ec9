"""People who want an answer while the bot is busy, and how long each of them waits."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from bench.stage.scene import ADMIN
from bench.stage.waiting import until
from botapi_sandbox.control import Control

FIRST_ASKER = 5_000_001
PER_SECOND = 2.0  # questions
LOOK_EVERY = 0.005  # seconds between two looks at a chat: how exact a wait is
PATIENCE = 20.0  # seconds
START, STATUS = "/start", "/status"

Wait = tuple[float, float]
"""When somebody wrote (monotonic seconds), and how long it took until the answer was accepted"""


class Questions:
    """Asks in turn: somebody new writes /start, the admin writes /status."""

    def __init__(self, control: Control, *, status: bool = True) -> None:
        self._control = control
        self._status = status
        self.waits: list[Wait] = []

    @asynccontextmanager
    async def going_on(self) -> AsyncIterator[None]:
        """Ask steadily until the end of the block; then every question has been answered."""
        over = asyncio.Event()
        async with asyncio.TaskGroup() as tasks:
            asking = tasks.create_task(self._ask_on(tasks, over))
            try:
                yield
            finally:
                over.set()
                await asking

    async def _ask_on(self, tasks: asyncio.TaskGroup, over: asyncio.Event) -> None:
        number = 0
        while not over.is_set():
            tasks.create_task(self._ask(number))
            number += 1
            await asyncio.sleep(1 / PER_SECOND)

    async def _ask(self, number: int) -> None:
        user_id, text = ADMIN, STATUS
        if number % 2 == 0 or not self._status:
            user_id, text = FIRST_ASKER + number, START
            await self._control.add_user(user_id, f"Asker {number}")
        begun = time.monotonic()
        asked = (await self._control.say(user_id, text)).message_id
        await until(
            partial(self._answered, user_id, asked),
            within=PATIENCE,
            every=LOOK_EVERY,
            otherwise=f"{text} was not answered",
        )
        self.waits.append((begun, time.monotonic() - begun))

    async def _answered(self, user_id: int, asked: int) -> bool:
        return any(
            message["message_id"] > asked and message["sandbox"]["outgoing"]
            for message in await self._control.chat(user_id, last=3)
        )
