"""getUpdates in our own loop: what is confirmed, what comes again, what is removed first."""

import asyncio
import random
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import TelegramMethod
from aiogram.types import Message

from bot.client.session import Session
from bot.intake.conflict import ConflictWatch
from bot.intake.intake import Intake
from bot.intake.polling import Polling
from botapi_sandbox.control import Control
from broadcast.model.events import Events
from runtime.supervisor import Supervisor
from tests.clocks import FastClock

ANN = 7001


class Fetcher:
    """A polling that hands messages to `texts`; those that end with "stuck" wait for `free`."""

    def __init__(self, url: str) -> None:
        self.clock = FastClock(50)
        self.supervisor = Supervisor(self.clock)
        self.bot = Bot("4242:sandbox-token", session=Session(api=TelegramAPIServer.from_base(url)))
        self.texts: list[str] = []
        self.free = asyncio.Event()
        self.answers: list[TelegramMethod[Any]] = []
        self.dispatcher = Dispatcher()
        self.dispatcher.message.register(self._take)
        self.begin()

    def begin(self, *, drop_pending: bool = False, at_once: int = 100) -> None:
        """As after a restart."""
        self.intake = Intake(
            self.dispatcher, self.bot, self.supervisor, self.answers.append, at_once=at_once
        )
        self.polling = Polling(
            self.bot,
            self.intake,
            ConflictWatch(Events(), self.clock),
            self.clock,
            random.Random(1),
            allowed_updates=["message"],
            drop_pending=drop_pending,
        )
        self.task = self.supervisor.spawn(self.polling.run(), name="polling")

    async def end(self, within: float = 5.0) -> None:
        self.task.cancel()
        await asyncio.wait([self.task])
        await self.intake.finish(within)
        await self.polling.confirm()

    async def gets(self, *texts: str) -> None:
        async with asyncio.timeout(10):
            while self.texts != list(texts):
                await asyncio.sleep(0.01)

    async def _take(self, message: Message) -> None:
        self.texts.append(message.text or "")
        if (message.text or "").endswith("stuck"):
            await self.free.wait()


@pytest.fixture
async def fetcher(sandbox_url: str, control: Control) -> AsyncIterator[Fetcher]:
    fetcher = Fetcher(sandbox_url)
    await control.add_user(ANN, started=True)
    await fetcher.bot.get_me()
    yield fetcher
    await fetcher.supervisor.close()
    await fetcher.bot.session.close()


async def test_what_was_handled_does_not_come_again(fetcher: Fetcher, control: Control) -> None:
    await control.say(ANN, "one")
    await fetcher.gets("one")
    await fetcher.end()
    fetcher.begin()
    await control.say(ANN, "two")
    await fetcher.gets("one", "two")


async def test_what_was_not_taken_comes_again(fetcher: Fetcher, control: Control) -> None:
    await fetcher.end()
    fetcher.begin(at_once=1)
    for text in ("stuck", "one", "two"):
        await control.say(ANN, text)
    await fetcher.gets("stuck")
    await fetcher.end(within=0.01)
    fetcher.begin()
    await fetcher.gets("stuck", "one", "two")


async def test_a_subscription_is_confirmed_when_it_is_written(
    fetcher: Fetcher, control: Control
) -> None:
    """After kill -9 Telegram sends again what was not confirmed."""
    await control.say(ANN, "stuck")
    await fetcher.gets("stuck")
    await until_pending(fetcher, 0)
    await control.say(ANN, "/start stuck")
    await fetcher.gets("stuck", "/start stuck")
    assert await pending(fetcher) == 1
    fetcher.free.set()
    await until_pending(fetcher, 0)
    assert fetcher.texts == ["stuck", "/start stuck"]


async def test_a_subscription_that_was_not_written_comes_again(
    fetcher: Fetcher, control: Control
) -> None:
    await fetcher.end()
    for text in ("/help", "/start stuck", "/stop"):
        await control.say(ANN, text)
    fetcher.begin()
    await fetcher.gets("/help", "/start stuck", "/stop")
    await fetcher.end(within=0.01)
    assert await pending(fetcher) == 2
    fetcher.free.set()
    fetcher.begin()
    await fetcher.gets("/help", "/start stuck", "/stop", "/start stuck", "/stop")


async def pending(fetcher: Fetcher) -> int:
    return (await fetcher.bot.get_webhook_info()).pending_update_count


async def until_pending(fetcher: Fetcher, count: int) -> None:
    async with asyncio.timeout(10):
        while await pending(fetcher) != count:
            await asyncio.sleep(0.01)


async def test_a_webhook_is_removed_and_what_waits_can_be_dropped(
    fetcher: Fetcher, control: Control
) -> None:
    await fetcher.end()
    await fetcher.bot.set_webhook("http://127.0.0.1:9/elsewhere")
    await control.say(ANN, "old")
    fetcher.begin(drop_pending=True)
    async with asyncio.timeout(10):
        while (await fetcher.bot.get_webhook_info()).url:
            await asyncio.sleep(0.01)
    await control.say(ANN, "new")
    await fetcher.gets("new")


@pytest.mark.parametrize("manner", ["html_502", "refuse"])
async def test_an_outage_is_waited_out(fetcher: Fetcher, control: Control, manner: str) -> None:
    await control.say(ANN, "before")
    await fetcher.gets("before")
    await control.outage(0.5, manner)
    await control.say(ANN, "after")
    await fetcher.gets("before", "after")


async def test_a_dead_token_is_told(
    fetcher: Fetcher, control: Control, caplog: pytest.LogCaptureFixture
) -> None:
    await fetcher.end()
    await control.revoke("4242:sandbox-token")
    fetcher.begin()
    async with asyncio.timeout(10):
        while "set a new BOT_TOKEN" not in caplog.text:
            await asyncio.sleep(0.01)
