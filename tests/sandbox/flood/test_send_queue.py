"""Who waits silently for the bot's limit: first come, first served, while the limit moves."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from botapi_sandbox.call.world import World
from botapi_sandbox.ground.clock import Clock
from botapi_sandbox.ground.tasks import Tasks

TOKEN = "42:TEST"
PATIENT = 1e9  # seconds: this server never says 429
TURNS = 30  # of the event loop: enough for an alarm to reach whoever sleeps


class Server:
    """Sends to chat after chat; time moves only by `pass_by`."""

    def __init__(self, tasks: asyncio.TaskGroup) -> None:
        self._tasks = tasks
        self.clock = Clock(wall=lambda: 0.0)
        self.world = World(clock=self.clock, seed=1, tasks=Tasks(), like="plain")
        self.account = self.world.accounts.of(TOKEN)
        self.sent: list[int] = []

    async def ask(self, *chats: int) -> None:
        for chat in chats:
            self._tasks.create_task(self._send(chat))
        await self.settle()

    async def limit(self, rate: float | None) -> None:
        self.world.change_limits({"per_second": rate, "silent_wait": PATIENT})
        await self.settle()

    async def pass_by(self, seconds: float) -> None:
        self.clock.advance(seconds)
        await self.settle()

    async def settle(self) -> None:
        for _ in range(TURNS):
            await asyncio.sleep(0)

    async def _send(self, chat: int) -> None:
        limiter = self.world.limiters[self.account.id]
        verdict = limiter.send(chat, 1, self.clock.now(), paid=False)
        assert not verdict.refused
        if verdict.wait:
            await self.world.send_queue(self.account).wait_or_refuse(verdict)
        self.sent.append(chat)


@asynccontextmanager
async def served(rate: float) -> AsyncIterator[Server]:
    """A server whose bucket is empty; whoever still waits at the end is let go."""
    async with asyncio.TaskGroup() as tasks:
        server = Server(tasks)
        await server.limit(rate)
        await server.ask(*range(-int(rate), 0))
        server.sent.clear()
        yield server
        await server.limit(None)


async def test_a_limit_that_falls_slows_those_who_wait_already() -> None:
    async with served(10) as server:
        await server.ask(*range(10))
        await server.pass_by(0.2)
        assert server.sent == [0, 1]
        await server.limit(2)
        await server.pass_by(0.9)
        assert server.sent == [0, 1, 2]
        await server.pass_by(1.0)
        assert server.sent == [0, 1, 2, 3, 4]


async def test_a_limit_that_rises_lets_nobody_jump_the_line() -> None:
    async with served(2) as server:
        await server.ask(*range(8))
        await server.pass_by(1.0)
        assert server.sent == [0, 1]
        await server.limit(20)
        await server.ask(*range(8, 12))
        for _ in range(10):
            await server.pass_by(0.05)
        assert server.sent == list(range(12))


async def test_what_was_refilled_before_a_change_is_refilled_at_the_old_rate() -> None:
    async with served(10) as server:
        await server.pass_by(0.5)  # five more may go at once
        await server.limit(1000)
        await server.limit(10)
        await server.ask(*range(8))
        assert server.sent == [0, 1, 2, 3, 4]


async def test_without_a_limit_nobody_waits() -> None:
    async with served(1) as server:
        await server.ask(*range(5))
        assert server.sent == []
        await server.limit(None)
        assert sorted(server.sent) == list(range(5))
