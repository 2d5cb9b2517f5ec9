"""Webhooks: that nothing waits at the server is said by the server, and only what was taken here
counts."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import TelegramMethod
from aiohttp import web

from bot.client.session import Session
from bot.http.server import serving
from bot.intake.backlog import LOOKS_EVERY, Backlog
from bot.intake.engine_news import EngineNews
from bot.intake.intake import Intake
from bot.intake.webhook import Webhook
from botapi.message_numbers import MessageNumbers
from botapi_sandbox.control import Control
from runtime.lease import ALWAYS
from runtime.supervisor import Supervisor
from tests.clocks import VirtualClock
from tests.numbers import Ear

ANN, SECRET = 7001, "s3cret"


class Place:
    """A bot with a webhook, which takes nothing while `gate` is closed."""

    def __init__(self, url: str) -> None:
        self.clock = VirtualClock()
        self.supervisor = Supervisor(self.clock)
        self.bot = Bot("4242:sandbox-token", session=Session(api=TelegramAPIServer.from_base(url)))
        self.gate = asyncio.Event()
        self.numbers: list[int] = []
        self.known: list[tuple[float, int]] = []  # a moment; how many numbers were told by then
        self.waits = True
        answers: list[TelegramMethod[Any]] = []
        self.intake = Intake(
            Dispatcher(),
            self.bot,
            self.supervisor,
            answers.append,
            news=EngineNews(
                numbers=MessageNumbers(Ear(self.numbers)),
                caught_up=lambda moment: self.known.append((moment, len(self.numbers))),
                awaits_updates=lambda: self.waits,
            ),
        )

    async def take(self, request: web.Request) -> web.Response:
        await self.gate.wait()
        return await self.webhook.receive(request)

    async def open(self, port: int) -> None:
        url = f"http://127.0.0.1:{port}/hook"
        self.webhook = Webhook(self.intake, ALWAYS, url=url, secret=SECRET)
        self.backlog = Backlog(self.bot, self.intake, self.clock, url=url)
        await self.webhook.announce(self.bot, allowed_updates=["message"], drop_pending=False)

    async def nothing_waits(self) -> None:
        async with asyncio.timeout(10):
            while (await self.bot.get_webhook_info()).pending_update_count:
                await asyncio.sleep(0.01)


@pytest.fixture
async def place(sandbox_url: str, control: Control) -> AsyncIterator[Place]:
    made = Place(sandbox_url)
    await control.add_user(ANN, started=True)
    app = web.Application()
    app.router.add_post("/hook", made.take)
    async with serving(app, "127.0.0.1", 0) as port:
        await made.open(port)
        yield made
        made.gate.set()
        await made.supervisor.close()
        await made.bot.session.close()


async def test_what_is_still_to_be_posted_waits(place: Place, control: Control) -> None:
    for text in ("one", "two"):
        await control.say(ANN, text)
    await place.backlog.look()
    assert place.known == []
    place.gate.set()
    await place.nothing_waits()
    place.clock.now += 5
    await place.backlog.look()
    assert place.known == [(place.clock.now, 2)]


async def test_what_is_posted_elsewhere_was_not_taken_here(place: Place, control: Control) -> None:
    place.gate.set()
    await place.bot.set_webhook("http://127.0.0.1:9/elsewhere")
    await place.backlog.look()
    assert place.known == []


async def test_a_server_that_does_not_answer_says_nothing(place: Place, control: Control) -> None:
    place.gate.set()
    await control.outage(60, "html_502")
    await place.backlog.look()
    assert place.known == []


async def test_it_is_asked_only_while_somebody_waits(place: Place) -> None:
    place.gate.set()
    place.waits = False
    place.supervisor.spawn(place.backlog.run_forever(), name="backlog")
    await place.clock.advance(20 * LOOKS_EVERY)
    assert place.clock.rest == LOOKS_EVERY, "it does not wait for an answer"
    assert place.known == []
    place.waits = True
    asked = place.clock.now + LOOKS_EVERY
    await place.clock.advance(LOOKS_EVERY)
    async with asyncio.timeout(10):
        while not place.known:
            await asyncio.sleep(0.01)
    assert place.known == [(asked, 0)]
