"""The reply middleware: paced, patient after a 429, counted."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError, TelegramRetryAfter
from aiogram.methods import (
    AnswerCallbackQuery,
    CopyMessages,
    EditMessageText,
    GetChatMember,
    GetMe,
    SendChatAction,
    SendMediaGroup,
    SendMessage,
)
from aiogram.types import Chat, InputMediaPhoto, Message

from botapi.message_numbers import MessageNumbers
from broadcast.pace.chat_limits import BURST, ChatLimits
from broadcast.pace.limiter import Limiter, Ticket
from broadcast.pace.reply_share import BAN_INTERVAL
from broadcast.replies.calls import ATTEMPTS
from broadcast.replies.queue import ReplyQueue
from broadcast.replies.session_middleware import QUESTIONS_A_SECOND, ReplyMiddleware
from runtime.metrics import Metrics
from tests.clocks import VirtualClock, settle
from tests.numbers import Ear

ADMIN = 1


class Line:
    """The middleware, and what passes it."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.clock = VirtualClock()
        self.limiter = Limiter(self.clock, ceiling=30)
        self.metrics = Metrics()
        self.numbers: list[int] = []
        replies = ReplyQueue(self.limiter, ChatLimits(self.clock), self.clock, self.is_admin)
        self.middleware = ReplyMiddleware(
            self.limiter,
            replies,
            self.metrics,
            self.clock,
            MessageNumbers(Ear(self.numbers)),
        )
        self.passed: list[float] = []
        self.chats: list[int] = []
        self.refusals: list[Exception] = []
        self.slow: dict[int, Exception] = {}  # chats that refuse each time

    def is_admin(self, chat_id: int | str) -> bool:
        return chat_id == ADMIN

    async def make_request(self, _bot: Bot, method: Any) -> Any:
        self.passed.append(self.clock.now)
        if isinstance(method, SendMessage):
            self.chats.append(int(method.chat_id))
            if int(method.chat_id) in self.slow:
                raise self.slow[int(method.chat_id)]
        if self.refusals:
            raise self.refusals.pop(0)
        if isinstance(method, SendMessage):
            chat = Chat(id=int(method.chat_id), type="private")
            return Message(message_id=len(self.passed), date=datetime.now(UTC), chat=chat)
        return True

    async def call(self, method: Any) -> Any:
        make_request: Any = self.make_request
        return await self.middleware(make_request, self.bot, method)

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


async def test_a_rush_of_groups_does_not_ask_all_at_once(line: Line) -> None:
    """Three thousand groups that say /start: each is asked whether somebody there runs it."""
    async with asyncio.TaskGroup() as group:
        for chat_id in range(-300, 0):
            group.create_task(line.call(GetChatMember(chat_id=chat_id, user_id=7)))
        await settle()
        assert len(line.passed) == 1
        await line.clock.advance(1)
        assert len(line.passed) == pytest.approx(QUESTIONS_A_SECOND, abs=2)
        await line.clock.advance(300 / QUESTIONS_A_SECOND)
    assert len(line.passed) == 300
    await line.call(message())


async def test_a_chat_that_asked_to_wait_is_not_asked_and_holds_no_place(line: Line) -> None:
    line.refusals.append(TelegramRetryAfter(message(), "Too Many Requests", 3_590))
    for _ in range(3):
        with pytest.raises(TelegramRetryAfter):
            await line.call(message(-5))
    assert len(line.passed) == 1
    assert line.limiter.gate_seconds == 0
    assert line.middleware.wait(message(-5)) == 3_590
    await line.call(message(8))


async def test_a_flood_of_edits_is_the_edits_own(line: Line) -> None:
    edit = EditMessageText(chat_id=7, message_id=1, text="more")
    line.refusals.append(TelegramRetryAfter(edit, "Too Many Requests", 40))
    for _ in range(2):
        with pytest.raises(TelegramRetryAfter):
            await line.call(edit)
    assert len(line.passed) == 1
    assert line.middleware.wait(edit) == 40
    assert line.middleware.wait(message(7)) == 0
    await line.call(message(7))


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


async def test_during_a_ban_an_admin_goes_before_those_who_wait(line: Line) -> None:
    line.limiter.flooded(60, Ticket(left_at=line.clock.now))
    blocked = TelegramForbiddenError(message(), "Forbidden: bot was blocked")
    line.refusals += [blocked] * 4  # which says nothing of the ban

    async def call(chat_id: int) -> None:
        with suppress(TelegramForbiddenError):
            await line.call(message(chat_id))

    async with asyncio.TaskGroup() as group:
        for chat_id in (100, 101, 102, ADMIN):
            group.create_task(call(chat_id))
        await settle()
        await line.clock.advance(7)
    assert line.chats == [100, ADMIN, 101, 102]


async def test_a_refusal_opens_the_way_after_a_ban_as_a_good_answer_does(line: Line) -> None:
    line.limiter.flooded(1, Ticket(left_at=line.clock.now))
    await line.clock.advance(1)
    line.refusals.append(TelegramForbiddenError(message(), "Forbidden: bot was blocked"))
    with pytest.raises(TelegramForbiddenError):
        await line.call(message())
    assert line.limiter.room > 1


@pytest.mark.parametrize(
    ("method", "cost"),
    [
        (message(), 1),
        (SendMediaGroup(chat_id=7, media=[InputMediaPhoto(media="1")] * 3), 3),
        (CopyMessages(chat_id=7, from_chat_id=8, message_ids=[1, 2]), 2),
        (SendChatAction(chat_id=7, action="typing"), 0),
        (GetMe(), 0),
    ],
)
async def test_replies_cost_bulk_what_they_send(line: Line, method: Any, cost: int) -> None:
    while line.limiter.delay() == 0:
        line.limiter.reserve()
    before = line.limiter.delay()
    await line.call(method)
    assert line.limiter.delay() - before == pytest.approx(cost / 30)


@pytest.mark.parametrize("seconds", [40, 3_590])
async def test_groups_in_slow_mode_kept_a_person_waiting_for_half_a_minute(
    line: Line, seconds: int
) -> None:
    """Two groups that refuse make a ban likely; ten others stood before the person to prove it."""
    groups = range(-12, 0)
    line.slow = dict.fromkeys(groups, TelegramRetryAfter(message(), "Too Many Requests", seconds))

    async def reply(chat_id: int) -> None:
        with suppress(TelegramRetryAfter):
            await line.call(message(chat_id))

    async with asyncio.TaskGroup() as group:
        for some in (groups[:2], groups[2:]):
            for chat_id in some:
                group.create_task(reply(chat_id))
            await settle()
        person = group.create_task(line.call(message(7)))
        await line.clock.advance(2 * BAN_INTERVAL)  # one of them tries first
        assert person.done()
        assert line.limiter.gate_seconds == 0
        await line.clock.advance(60)
