"""The stream of what happens, as server-sent events: one for each page that is open."""

import asyncio
import json
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from botapi_sandbox.call.world import World
from botapi_sandbox.ground.addresses import Addresses
from botapi_sandbox.page.events.board import Board
from botapi_sandbox.page.events.bot_process import BotStatus
from botapi_sandbox.page.events.calls import CallsLog
from botapi_sandbox.page.events.chosen_bot import ChosenBot, whole
from botapi_sandbox.page.events.fleet import Fleet
from botapi_sandbox.page.events.pulse import Pulse
from botapi_sandbox.page.events.roster import Roster
from botapi_sandbox.page.events.spread import Spread
from botapi_sandbox.page.events.thread import Thread
from botapi_sandbox.page.site import HEADERS

PULSE = 0.25  # wall-clock seconds from one to the next; also what keeps a quiet stream alive
ROSTER = 0.5
BOT = 0.5
BOARD = 0.5
SPREAD = 1.0
CALLS = 0.5
THREAD = 0.1  # at least so long between two events about the open chat
NOBODY = 0  # the number of no chat

View = Callable[[], str | None]
"""The JSON to send now, or None when nothing changed."""


@dataclass(slots=True, kw_only=True)
class Feed:
    """One kind of event, looked at every so many seconds, and `soon` after it was called for."""

    event: str
    view: View
    every: float
    soon: float | None = None
    taken: float = -math.inf
    due: float = -math.inf

    def take(self, now: float) -> str:
        if now < self.due:
            return ""
        self.taken, self.due = now, now + self.every
        data = self.view()
        return "" if data is None else f"event: {self.event}\ndata: {data}\n\n"

    def hurry(self) -> None:
        if self.soon is not None:
            self.due = min(self.due, self.taken + self.soon)


class Live:
    def __init__(self, world: World, addresses: Addresses, version: str) -> None:
        """`version` of the Bot API that this Telegram speaks."""
        self._world = world
        self._addresses = addresses
        self._spread = Spread(world)
        self._version = version
        self._open: set[asyncio.Event] = set()
        self._counting: asyncio.Task[None] | None = None
        self._ended = False

    def end(self) -> None:
        """Ends every stream now: the sandbox is ending."""
        self._ended = True
        for wake in self._open:
            wake.set()

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        chat_id = whole(request.query.get("chat"), "chat")
        chosen = ChosenBot(world=self._world, bot_id=whole(request.query.get("bot"), "bot"))
        hello = self._hello(request)
        response = web.StreamResponse(headers=HEADERS | {"Content-Type": "text/event-stream"})
        await response.prepare(request)
        wake = asyncio.Event()
        self._enter(wake)
        try:
            with self._world.watching(chat_id or NOBODY, wake):
                await response.write(_encoded(f"event: hello\ndata: {hello}\n\n"))
                await self._pour(response, self._feeds(chat_id, chosen), wake)
        except ConnectionError:  # the browser is gone
            pass
        finally:
            self._leave(wake)
        return response

    async def _pour(
        self, response: web.StreamResponse, feeds: list[Feed], wake: asyncio.Event
    ) -> None:
        while not self._ended:
            now = time.monotonic()
            text = "".join(feed.take(now) for feed in feeds)
            if text:
                await response.write(_encoded(text))
            await self._rest(feeds, wake)

    async def _rest(self, feeds: list[Feed], wake: asyncio.Event) -> None:
        """Until something is due; a change in the open chat is due as soon as it may be."""
        left = min(feed.due for feed in feeds) - time.monotonic()
        if left <= 0:
            return
        try:
            await asyncio.wait_for(wake.wait(), left)
        except TimeoutError:
            return
        if self._ended:
            return
        wake.clear()
        for feed in feeds:
            feed.hurry()

    def _feeds(self, chat_id: int | None, chosen: ChosenBot) -> list[Feed]:
        world = self._world
        feeds = [
            Feed(event="roster", view=Roster(chosen).changes, every=ROSTER),
            self._processes(),
            Feed(event="board", view=Board(world).changes, every=BOARD),
            Feed(event="pulse", view=Pulse(chosen).beat, every=PULSE),
            Feed(event="spread", view=self._spread.reader(), every=SPREAD),
            Feed(event="calls", view=CallsLog(world).changes, every=CALLS),
        ]
        if chat_id is not None:
            thread = Thread(chosen, chat_id)
            feeds.insert(2, Feed(event="chat", view=thread.changes, every=PULSE, soon=THREAD))
        return feeds

    def _processes(self) -> Feed:
        world = self._world
        if len(world.processes) > 1:
            return Feed(event="fleet", view=Fleet(world).changes, every=BOT)
        return Feed(event="bot", view=BotStatus(world).changes, every=BOT)

    def _hello(self, request: web.BaseRequest) -> str:
        at = self._addresses
        told: dict[str, Any] = {
            "bot_url": at.seen(at.bot, request),
            "page_url": f"{at.seen(at.control, request)}/",
            "speed": self._world.clock.speed,
            "keeps_bot": len(self._world.processes) > 0,
            "tour": self._world.tour,
            "version": self._version,
        }
        return json.dumps(told)

    def _enter(self, wake: asyncio.Event) -> None:
        self._open.add(wake)
        if self._counting is None:
            self._counting = self._world.tasks.spawn(self._spread.keep_counting())

    def _leave(self, wake: asyncio.Event) -> None:
        """Nobody looks: nothing is counted."""
        self._open.discard(wake)
        if not self._open and self._counting is not None:
            self._counting.cancel()
            self._counting = None


def _encoded(text: str) -> bytes:
    """Halves of letters that hostile texts may hold are no UTF-8: replaced."""
    return text.encode(errors="replace")
