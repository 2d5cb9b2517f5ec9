"""An open page, as a test sees it: its stream of events."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp

WITHIN = 10.0  # wall-clock seconds; only a broken stream needs them

Event = dict[str, Any]


class LivePage:
    def __init__(self, answer: aiohttp.ClientResponse) -> None:
        self._answer = answer
        self.seen: list[str] = []  # names of the events so far
        self.bytes = 0
        self.hello: Event = {}

    async def any(self) -> tuple[str, Event]:
        """The next event, whatever it is. Raises EOFError when the stream has ended."""
        async with asyncio.timeout(WITHIN):
            name, data = await self._line(), await self._line()
            assert not await self._line()
        self.seen.append(name.removeprefix("event: "))
        return self.seen[-1], json.loads(data.removeprefix("data: "))

    async def next(self, name: str) -> Event:
        return await self.until(name, lambda _event: True)

    async def until(self, name: str, holds: Callable[[Event], Any]) -> Event:
        """The next event of that name for which something holds."""
        async with asyncio.timeout(WITHIN):
            while True:
                seen, event = await self.any()
                if seen == name and holds(event):
                    return event

    async def ended(self) -> bool:
        async with asyncio.timeout(WITHIN):
            while await self._answer.content.readline():
                pass
        return True

    async def _line(self) -> str:
        line = await self._answer.content.readline()
        if not line:
            raise EOFError
        self.bytes += len(line)
        return line.decode().removesuffix("\n")


@asynccontextmanager
async def live_page(url: str, **asked: int) -> AsyncIterator[LivePage]:
    """Opens /page/live with `chat` and `bot`, and takes the greeting."""
    # A pulse holds many numbers: longer than the lines aiohttp reads by itself.
    address = f"{url}/page/live"
    async with (
        aiohttp.ClientSession(read_bufsize=2**20) as session,
        session.get(address, params=asked) as answer,
    ):
        assert answer.status == 200, await answer.text()
        page = LivePage(answer)
        page.hello = await page.next("hello")
        yield page
