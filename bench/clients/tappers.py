"""People who tap the answer buttons of a broadcast, thousands of them within seconds."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from botapi_sandbox.control import Control

PATIENCE = 60.0  # seconds that a tap may wait for its pop-up
AT_ONCE = 400  # taps that wait here; each holds a connection to the sandbox


@dataclass(kw_only=True)
class Tappers:
    """`data`: what the buttons carry; each person taps one, in turn."""

    control: Control
    data: Sequence[str]
    waits: list[float] = field(default_factory=list)  # seconds until each pop-up was accepted
    unanswered: int = 0

    async def tap(self, people: range, *, seconds: float) -> None:
        """All of them, evenly over so many seconds; ends when the last has an answer."""
        room = asyncio.Semaphore(AT_ONCE)
        begun = time.monotonic()
        async with asyncio.TaskGroup() as tasks:
            for number, user_id in enumerate(people):
                due = begun + seconds * number / len(people)
                if (pause := due - time.monotonic()) > 0:
                    await asyncio.sleep(pause)
                await room.acquire()
                tasks.create_task(self._tap(user_id, self.data[number % len(self.data)], room))

    async def _tap(self, user_id: int, data: str, room: asyncio.Semaphore) -> None:
        since = time.monotonic()
        try:
            pressed = await self.control.forged_callback(user_id, data, wait=PATIENCE)
        finally:
            room.release()
        if pressed.answered:
            self.waits.append(time.monotonic() - since)
        else:
            self.unanswered += 1
