"""A few bots start at a time: fifty at once would need the room for fifty starts.

Whoever waits for Telegram or for a disk keeps nobody from starting: after a moment the turn is the
next one's, whatever became of it.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

AT_ONCE = 3
HELD = 2.0  # seconds; a start takes a quarter of one


class Starts:
    """Turns, in the order in which they are asked for."""

    def __init__(self, *, at_once: int = AT_ONCE, held: float = HELD) -> None:
        self._room = asyncio.Semaphore(at_once)
        self._held = held

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        await self._room.acquire()
        turn = _Turn(self._room)
        late = asyncio.get_running_loop().call_later(self._held, turn.end)
        try:
            yield
        finally:
            late.cancel()
            turn.end()


class _Turn:
    def __init__(self, room: asyncio.Semaphore) -> None:
        self._room: asyncio.Semaphore | None = room

    def end(self) -> None:
        """A second time is fine."""
        if self._room is not None:
            self._room.release()
            self._room = None
