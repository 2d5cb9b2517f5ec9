"""Has feeds read, each in a process of its own (parsing.py)."""

import asyncio
import base64
import json
from typing import Any, Protocol

from broadcast.model.feeds.feed import FeedError
from runtime.child_process import ChildFailed, ask
from runtime.clock import Clock

MODULE = "broadcast.feeds.parsing"
WITHIN = 120.0  # seconds on a busy machine; it takes one, and a few for a long feed
AT_ONCE = 2  # processes


class Parser(Protocol):
    async def parse(self, body: bytes, *, url: str, kind: str) -> dict[str, Any]:
        """What is listed there, or `why` nothing can be (parsing.py: `read`). `kind`: what the
        server calls it. Raises FeedError."""
        ...


class ParserProcess:
    """A Parser whose mistakes and whose hunger are a process's own."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def parse(self, body: bytes, *, url: str, kind: str) -> dict[str, Any]:
        task = {"body": base64.b64encode(body).decode(), "url": url, "type": kind}
        try:
            async with self._turns:
                said = await ask(MODULE, task, within=WITHIN, clock=self._clock)
        except (ChildFailed, OSError) as error:
            raise FeedError("heavy") from error
        found: dict[str, Any] = json.loads(said)
        return found
