"""How often questions about messages are asked: they are nobody's message, and wait for all of
them."""

import asyncio
from typing import Any

import pytest

from botapi.outcome import Outcome, Verdict
from broadcast.finding.asker import Asker
from broadcast.pace.chat_limits import ChatLimits
from broadcast.pace.limiter import Limiter
from broadcast.replies.queue import ReplyQueue
from tests.clocks import VirtualClock

RATE = 30.0


class Sender:
    """Telegram answers at once: it is not there."""

    def __init__(self) -> None:
        self.asked = 0

    async def ask(self, *_: object, **__: object) -> Outcome:
        self.asked += 1
        return Outcome(verdict=Verdict.GONE, detail="Bad Request: message to edit not found")


class Scene:
    def __init__(self) -> None:
        self.clock = VirtualClock()
        self.limiter = Limiter(self.clock, ceiling=RATE)
        self.telegram = Sender()
        sender: Any = self.telegram
        replies = ReplyQueue(self.limiter, ChatLimits(self.clock), self.clock)
        self._asker = Asker(sender, self.limiter, replies, self.clock, is_well=lambda: True)

    async def asked_within(self, seconds: int, *, sends: bool) -> int:
        """How many by whoever has many questions; `sends`: a broadcast does meanwhile."""
        before = self.telegram.asked
        async with asyncio.TaskGroup() as group:
            asking = group.create_task(self._ask())
            for _ in range(seconds):
                if sends:
                    self.limiter.leave_room()
                await self.clock.advance(1)
            asking.cancel()
        return self.telegram.asked - before

    async def _ask(self) -> None:
        """Each in another chat: those wait for a second between two."""
        for number in range(1, 1_000):
            await self._asker.ask(number, number, "")


@pytest.mark.parametrize(("sends", "a_second"), [(False, 5.0), (True, 0.05 * RATE)])
async def test_beside_a_broadcast_a_twentieth_of_its_rate(sends: bool, a_second: float) -> None:
    asked = await Scene().asked_within(60, sends=sends)
    assert asked == pytest.approx(60 * a_second, rel=0.1)


async def test_a_broadcast_that_only_waits_is_in_nobodys_way() -> None:
    """For people's hours, or for a chat that asked for an hour: ten minutes of questions at that
    pace were too few, and many stayed uncertain."""
    scene = Scene()
    await scene.asked_within(10, sends=True)
    await scene.clock.advance(2)
    assert await scene.asked_within(60, sends=False) == pytest.approx(300, rel=0.1)
