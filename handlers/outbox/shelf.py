"""Chats that have to wait, each until its time has come; meanwhile they hold nobody up."""

import asyncio
import heapq
import itertools
from collections.abc import Callable

from handlers.outbox.reply import Chat
from runtime.clock import Clock
from runtime.supervisor import Supervisor

LOOK_AGAIN = 0.5  # seconds: so often it is looked whose time has come


class Shelf:
    """`come_back` is called with each chat when it has waited."""

    def __init__(
        self, supervisor: Supervisor, clock: Clock, come_back: Callable[[Chat], None]
    ) -> None:
        self._supervisor = supervisor
        self._clock = clock
        self._come_back = come_back
        self._chats: list[tuple[float, int, Chat]] = []  # a heap: until when (monotonic seconds)
        self._numbers = itertools.count()  # so that chats are never compared
        self._watch: asyncio.Task[None] | None = None

    def put(self, chat: Chat, seconds: float) -> None:
        until = self._clock.monotonic() + seconds
        heapq.heappush(self._chats, (until, next(self._numbers), chat))
        if self._watch is None:
            self._watch = self._supervisor.spawn(self._wait(), name="shelved replies")

    async def _wait(self) -> None:
        while self._chats:
            seconds = self._chats[0][0] - self._clock.monotonic()
            if seconds > 0:
                await self._clock.sleep(min(seconds, LOOK_AGAIN))
            else:
                self._come_back(heapq.heappop(self._chats)[2])
        self._watch = None
