"""Answers in a queue: in order, bounded, admins first, and never held up by one that fails."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import EditMessageText, SendMessage, TelegramMethod

from botapi.reply import NoAnswer, Unreadable
from handlers.outbox.deferred import (
    AT_ONCE,
    FIRST_REST,
    FOR_ADMINS,
    LONGEST_SHELVED,
    OF_ONE,
    TRIES,
    DeferredReplies,
)
from runtime.supervisor import Supervisor
from tests.clocks import VirtualClock, settle

ADMIN = 5001


class Line(BaseSession):
    """Stands for Telegram: writes down what is said, holds it while `gate` is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[int, str]] = []
        self.on_the_way = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.refusals: dict[int, Exception] = {}
        self.refused = 0
        self.on_refusal: Callable[[int], None] = lambda _chat: None

    async def make_request(self, _bot: Bot, method: Any, timeout: int | None = None) -> Any:
        self.on_the_way += 1
        try:
            await asyncio.sleep(0)  # a real call takes its time
            await self.gate.wait()
        finally:
            self.on_the_way -= 1
        if method.chat_id in self.refusals:
            refusal = self.refusals.pop(method.chat_id)
            self.refused += 1
            self.on_refusal(method.chat_id)
            raise refusal
        self.said.append((method.chat_id, method.text))

    async def close(self) -> None:
        pass

    def stream_content(self, *_: Any, **__: Any) -> Any:
        raise NotImplementedError


class Stand:
    def __init__(self, room: int = 1_000) -> None:
        self.line, self.clock = Line(), VirtualClock()
        self.bot = Bot("42:token", session=self.line)
        self.supervisor = Supervisor(self.clock)
        self.waits: dict[int, float] = {}  # until when, in seconds of the clock
        self.replies = DeferredReplies(
            self.bot,
            self.supervisor,
            lambda chat: chat == ADMIN,
            self.clock,
            room=room,
            wait=self.wait,
        )

    def wait(self, answer: Any) -> float:
        return self.waits.get(answer.chat_id, 0.0) - self.clock.now

    def owe(self, chat_id: int, text: str = "Welcome") -> None:
        self.replies.enqueue(SendMessage(chat_id=chat_id, text=text))


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    stand = Stand()
    yield stand
    await stand.supervisor.close()


async def test_a_lonely_one_goes_at_once(stand: Stand) -> None:
    stand.owe(1)
    assert stand.replies.owes(1)
    await settle()
    assert stand.line.said == [(1, "Welcome")]
    assert len(stand.replies) == 0


async def test_only_so_many_are_on_their_way_and_all_arrive_in_order(stand: Stand) -> None:
    stand.line.gate.clear()
    for chat_id in range(100):
        stand.owe(chat_id)
    await settle()
    assert stand.line.on_the_way == AT_ONCE
    stand.line.gate.set()
    await settle(200)
    assert [chat_id for chat_id, _ in stand.line.said] == list(range(100))


async def test_an_admin_waits_for_nobody(stand: Stand) -> None:
    stand.line.gate.clear()
    for chat_id in range(500):
        stand.owe(chat_id)
    await settle()
    stand.owe(ADMIN, "status")
    await settle()
    assert stand.line.on_the_way == AT_ONCE + 1
    stand.line.gate.set()
    await settle()
    assert (ADMIN, "status") in stand.line.said[: AT_ONCE + FOR_ADMINS]


async def test_one_chat_is_answered_in_order_and_not_again_and_again(stand: Stand) -> None:
    stand.line.gate.clear()
    for text in ("Welcome", "Welcome", "Help", "Help", "Bye", "More", "And more"):
        stand.owe(1, text)
    stand.owe(2)
    stand.line.gate.set()
    await settle()
    said = [text for chat_id, text in stand.line.said if chat_id == 1]
    assert said == ["Welcome", "More", "And more"]
    assert len(said) == OF_ONE
    stand.owe(1, "Welcome")
    await settle()
    assert stand.line.said[-1] == (1, "Welcome")


async def test_what_is_said_last_is_how_things_are(stand: Stand) -> None:
    """/start, /stop, /start and /stop in a rush: the second /stop was not answered, and the last
    word of somebody who had left was "Welcome back"."""
    stand.line.gate.clear()
    stand.owe(1)
    await settle()  # the first is on its way
    for text in ("Bye", "Welcome back", "Bye"):
        stand.owe(1, text)
    stand.line.gate.set()
    await settle()
    assert [text for _, text in stand.line.said] == ["Welcome", "Welcome back", "Bye"]


async def test_the_queue_has_an_end_but_not_for_admins(caplog: pytest.LogCaptureFixture) -> None:
    stand = Stand(room=20)
    stand.line.gate.clear()
    for chat_id in range(100):
        stand.owe(chat_id)
    stand.owe(ADMIN, "status")
    assert len(stand.replies) == 21
    stand.line.gate.set()
    await settle(100)
    assert len(stand.line.said) == 21
    lines = [record.getMessage() for record in caplog.records]
    assert lines == [
        "20 chats wait for an answer: more are not queued",
        "80 people got no answer in the rush",
    ]
    stand.owe(50)
    await settle()
    assert stand.line.said[-1] == (50, "Welcome")


@pytest.mark.parametrize(
    ("error", "level"),
    [
        (TelegramForbiddenError(SendMessage(chat_id=1, text=""), "bot was blocked"), None),
        (TelegramBadRequest(EditMessageText(text=""), "message to edit not found"), None),
        (TelegramBadRequest(SendMessage(chat_id=1, text=""), "chat not found"), logging.WARNING),
        (TelegramNetworkError(SendMessage(chat_id=1, text=""), "refused"), logging.WARNING),
        (NoAnswer(SendMessage(chat_id=1, text=""), "HTTP 502"), logging.WARNING),
        (Unreadable(SendMessage(chat_id=1, text=""), "it was sent"), None),
        (RuntimeError("a bug"), logging.ERROR),
    ],
)
async def test_one_that_fails_holds_nobody_up(
    stand: Stand, caplog: pytest.LogCaptureFixture, error: Exception, level: int | None
) -> None:
    stand.line.refusals[1] = error
    stand.owe(1)
    stand.owe(2)
    await settle()
    await stand.clock.advance(FIRST_REST)
    stand.owe(1, "Help")
    await settle()
    assert stand.line.said == [(2, "Welcome"), (1, "Help")]
    assert [record.levelno for record in caplog.records] == ([] if level is None else [level])


async def test_chats_that_must_wait_hold_no_place(stand: Stand) -> None:
    """Replies to twelve groups in slow mode once held all ten, and a welcome took a minute."""
    for group in range(-12, 0):
        stand.waits[group] = stand.clock.now + 40
        stand.owe(group)
    stand.owe(1)
    await settle()
    assert stand.line.said == [(1, "Welcome")]
    await stand.clock.advance(41)
    await settle(100)
    assert sorted(chat for chat, _ in stand.line.said) == [*range(-12, 0), 1]


async def test_what_would_come_much_too_late_is_given_up(stand: Stand) -> None:
    stand.waits[-5] = stand.clock.now + LONGEST_SHELVED + 1
    stand.owe(-5)
    await settle()
    assert not stand.replies.owes(-5)
    assert stand.line.said == []


async def test_a_chat_that_asks_to_wait_is_asked_again_when_its_time_has_come(
    stand: Stand,
) -> None:
    slow = TelegramRetryAfter(SendMessage(chat_id=-5, text=""), "Too Many Requests", 10)
    stand.line.refusals[-5] = slow
    stand.line.on_refusal = lambda chat: stand.waits.update({chat: stand.clock.now + 10})
    stand.owe(-5)
    stand.owe(1)
    await settle()
    assert stand.line.said == [(1, "Welcome")]
    assert stand.replies._at_work == 0
    await stand.clock.advance(11)
    assert stand.line.said[-1] == (-5, "Welcome")


async def test_a_chat_that_asks_to_wait_for_ever_is_given_up(stand: Stand) -> None:
    slow = TelegramRetryAfter(SendMessage(chat_id=-5, text=""), "Too Many Requests", 1)

    def refuse_again(chat: int) -> None:
        stand.waits[chat] = stand.clock.now + 1
        stand.line.refusals[chat] = slow

    stand.line.on_refusal = refuse_again
    refuse_again(-5)
    stand.owe(-5)
    await settle()
    await stand.clock.advance(60)
    assert not stand.replies.owes(-5)
    assert stand.line.refused == TRIES


@pytest.mark.parametrize("kind", [TelegramNetworkError, NoAnswer])
async def test_an_outage_does_not_use_up_all_that_waits(
    stand: Stand, kind: type[TelegramNetworkError | NoAnswer]
) -> None:
    method: TelegramMethod[Any] = SendMessage(chat_id=1, text="")
    stand.line.refusals = {chat: kind(method, "refused") for chat in range(20)}
    for chat_id in range(200):
        stand.owe(chat_id)
    await settle(100)
    assert len(stand.replies) == 200 - AT_ONCE
    await stand.clock.advance(FIRST_REST)
    await settle(300)
    assert len(stand.replies) == 200 - 2 * AT_ONCE
    await stand.clock.advance(2 * FIRST_REST)
    await settle(500)
    assert [chat for chat, _ in stand.line.said] == list(range(20, 200))


async def test_nothing_is_lost_of_what_an_answer_holds(stand: Stand) -> None:
    given: list[TelegramMethod[Any]] = []

    async def note(_: Any, bot: Bot, method: TelegramMethod[Any]) -> Any:
        given.append(method)

    middleware: Any = note
    stand.line.middleware(middleware)
    answer = SendMessage(chat_id=1, text="<b>", parse_mode=None, disable_notification=True)
    stand.replies.enqueue(answer)
    await settle()
    assert given[0].model_dump() == answer.model_dump()


async def test_the_end_waits_for_what_goes_out_in_time(stand: Stand) -> None:
    for chat_id in range(30):
        stand.owe(chat_id)
    await stand.replies.finish(5)
    assert len(stand.line.said) == 30


async def test_the_end_does_not_wait_for_ever(
    stand: Stand, caplog: pytest.LogCaptureFixture
) -> None:
    stand.line.gate.clear()
    for chat_id in range(30):
        stand.owe(chat_id)
    await settle()
    await stand.replies.finish(0.01)
    assert stand.line.on_the_way == 0
    assert [record.getMessage() for record in caplog.records] == [
        "30 chats were not answered before the end"
    ]
