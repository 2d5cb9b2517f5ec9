"""The interactive lane: paced, patient after a 429, counted."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError, TelegramRetryAfter
from aiogram.methods import AnswerCallbackQuery, SendMessage
from aiogram.types import Chat, Message

from broadcast.chat_pace import BURST
from broadcast.lane import ATTEMPTS, InteractiveLane
from broadcast.limiter import Limiter
from broadcast.metrics import Metrics
from tests.clocks import VirtualClock, settle


class Line:
    """The lane, and what passes it."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.clock = VirtualClock()
        self.limiter = Limiter(self.clock, ceiling=30)
        self.metrics = Metrics()
        self.numbers: list[int] = []
        self.lane = InteractiveLane(self.limiter, self.metrics, self.clock, self.numbers.append)
        self.passed: list[float] = []
        self.refusals: list[Exception] = []

    async def make_request(self, _bot: Bot, method: Any) -> Any:
        self.passed.append(self.clock.now)
        if self.refusals:
            raise self.refusals.pop(0)
        if isinstance(method, SendMessage):
            chat = Chat(id=int(method.chat_id), type="private")
            return Message(message_id=len(self.passed), date=datetime.now(UTC), chat=chat)
        return True

    async def call(self, method: Any) -> Any:
        return await self.lane(self.make_request, self.bot, method)

    def counted(self, status: str) -> float:
        labels = {"method": "sendMessage", "status": status}
        return self.metrics.registry.get_sample_value("tg_requests_total", labels) or 0


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    bot = Bot("42:token")
    yield Line(bot)
    await bot.session.close()


def message(chat_id: int = 7) -> SendMessage:
    return SendMessage(chat_id=chat_id, text="hello")


async def test_one_chat_gets_a_burst_and_then_one_a_second(line: Line) -> None:
    """A stranger who wrote four times a second once earned the bot ban after ban."""
    async with asyncio.TaskGroup() as group:
        for _ in range(BURST + 2):
            group.create_task(line.call(message()))
        await settle()
        assert len(line.passed) == BURST
        await line.clock.advance(1)
        assert len(line.passed) == BURST + 1
        await line.clock.advance(1)
    assert len(line.passed) == BURST + 2


async def test_what_sends_nothing_passes_free(line: Line) -> None:
    for _ in range(100):
        await line.call(AnswerCallbackQuery(callback_query_id="1"))
    assert len(line.passed) == 100


async def test_a_429_is_waited_out_and_said_again(line: Line) -> None:
    line.refusals.append(TelegramRetryAfter(message(), "Too Many Requests", 5))
    async with asyncio.TaskGroup() as group:
        call = group.create_task(line.call(message()))
        await settle()
        assert line.limiter.gate_seconds == 5
        assert not call.done()
        await line.clock.advance(5)
        await line.clock.advance(5)
    assert (line.counted("429"), line.counted("200")) == (1, 1)
    assert line.numbers == [2]


async def test_it_gives_up_in_the_end(line: Line) -> None:
    line.refusals += [TelegramRetryAfter(message(), "Too Many Requests", 5)] * ATTEMPTS
    call = asyncio.get_running_loop().create_task(line.call(message()))
    for _ in range(20):
        await line.clock.advance(5)
    with pytest.raises(TelegramRetryAfter):
        await call
    assert len(line.passed) == ATTEMPTS


async def test_another_refusal_is_nobodys_to_repeat(line: Line) -> None:
    line.refusals.append(TelegramForbiddenError(message(), "Forbidden: bot was blocked"))
    with pytest.raises(TelegramForbiddenError):
        await line.call(message())
    assert len(line.passed) == 1
    assert line.counted("403") == 1
