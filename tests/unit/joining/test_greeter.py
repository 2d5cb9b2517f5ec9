"""Whoever asks to join is greeted first and then let in, whatever becomes of the greeting."""

import asyncio
from typing import Any

import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import ApproveChatJoinRequest, SendMessage

from handlers.joining.greeter import Applicant, JoinGreeter
from runtime.supervisor import Supervisor
from tests.clocks import VirtualClock, settle

CHANNEL = -1001


class Telegram:
    """Answers as it is told; remembers what was asked, and when."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self.asked: list[tuple[str, Any, float]] = []
        self.answers: list[Exception | float | None] = []  # a number: so many seconds late

    async def __call__(self, method: Any) -> bool:
        who = method.chat_id if isinstance(method, SendMessage) else method.user_id
        self.asked.append((type(method).__name__, who, self._clock.monotonic()))
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, float):
            await self._clock.sleep(answer)
        elif answer is not None:
            raise answer
        return True

    @property
    def words(self) -> list[tuple[str, Any]]:
        return [(name, who) for name, who, _at in self.asked]


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def telegram(clock: VirtualClock) -> Telegram:
    return Telegram(clock)


@pytest.fixture
def greeter(clock: VirtualClock, telegram: Telegram) -> JoinGreeter:
    bot: Any = telegram
    return JoinGreeter(bot, Supervisor(clock), clock)


def applicant(
    clock: VirtualClock, who: int = 7, *, left: float = 300.0, greets: bool = True
) -> Applicant:
    return Applicant(
        greeting=SendMessage(chat_id=who, text="Hello") if greets else None,
        approval=ApproveChatJoinRequest(chat_id=CHANNEL, user_id=who),
        until=clock.monotonic() + left,
    )


def method() -> SendMessage:
    return SendMessage(chat_id=7, text="Hello")


GREETED = [("SendMessage", 7), ("ApproveChatJoinRequest", 7)]


async def test_the_greeting_comes_before_the_door_opens(
    greeter: JoinGreeter, telegram: Telegram, clock: VirtualClock
) -> None:
    greeter.take(applicant(clock))
    greeter.take(applicant(clock, 8, greets=False))
    await clock.advance(1)
    assert sorted(telegram.words) == sorted([*GREETED, ("ApproveChatJoinRequest", 8)])
    assert telegram.words.index(GREETED[0]) < telegram.words.index(GREETED[1])


@pytest.mark.parametrize(
    "error",
    [
        TelegramForbiddenError(method(), "Forbidden: bot was blocked by the user"),
        TelegramBadRequest(method(), "Bad Request: chat not found"),
        TelegramNetworkError(method(), "it broke off"),
        RuntimeError("something else"),
        TelegramRetryAfter(method(), "wait", 400),
    ],
    ids=["blocked", "unknown", "lost", "a bug", "a ban beyond the five minutes"],
)
async def test_who_cannot_be_greeted_is_let_in_at_once(
    greeter: JoinGreeter, telegram: Telegram, clock: VirtualClock, error: Exception
) -> None:
    telegram.answers = [error]
    greeter.take(applicant(clock))
    await clock.advance(1)
    assert telegram.words == GREETED


async def test_a_flood_is_waited_for_within_the_five_minutes(
    greeter: JoinGreeter, telegram: Telegram, clock: VirtualClock
) -> None:
    telegram.answers = [TelegramRetryAfter(method(), "wait", 40)]
    greeter.take(applicant(clock))
    await settle()
    await clock.advance(39)
    assert telegram.words == [("SendMessage", 7)]
    await clock.advance(2)
    assert telegram.words == [("SendMessage", 7), *GREETED]


async def test_a_greeting_is_given_up_when_its_time_is_over(
    greeter: JoinGreeter, telegram: Telegram, clock: VirtualClock
) -> None:
    telegram.answers = [1_000.0]
    greeter.take(applicant(clock))
    await settle()
    await clock.advance(299)
    assert telegram.words == [("SendMessage", 7)]
    await clock.advance(2)
    assert telegram.words == GREETED
    greeter.take(applicant(clock, 8, left=-1.0))
    await clock.advance(1)
    assert telegram.words == [*GREETED, ("ApproveChatJoinRequest", 8)]


async def test_who_was_let_in_by_others_is_left_alone(
    greeter: JoinGreeter, telegram: Telegram, clock: VirtualClock
) -> None:
    telegram.answers = [None, TelegramBadRequest(method(), "Bad Request: HIDE_REQUESTER_MISSING")]
    greeter.take(applicant(clock))
    await clock.advance(100)
    assert telegram.words == GREETED


async def test_letting_in_is_tried_again(
    greeter: JoinGreeter, telegram: Telegram, clock: VirtualClock
) -> None:
    broken = TelegramNetworkError(method(), "it broke off")
    telegram.answers = [None, broken, TelegramRetryAfter(method(), "wait", 20)]
    greeter.take(applicant(clock))
    await settle()
    await clock.advance(22)
    assert [name for name, _who in telegram.words].count("ApproveChatJoinRequest") == 3


async def test_at_the_end_people_are_let_in_without_a_greeting(
    greeter: JoinGreeter, telegram: Telegram, clock: VirtualClock
) -> None:
    telegram.answers = [1.0] * 5
    for who in range(1, 9):
        greeter.take(applicant(clock, who))
    await settle()
    async with asyncio.TaskGroup() as group:
        group.create_task(greeter.finish(5.0))
        await clock.advance(2)
    let_in = sorted(who for name, who in telegram.words if name == "ApproveChatJoinRequest")
    assert let_in == list(range(1, 9))
    assert sum(name == "SendMessage" for name, _who in telegram.words) == 5


async def test_a_crowd_is_let_in_without_a_greeting(
    telegram: Telegram, clock: VirtualClock
) -> None:
    bot: Any = telegram
    greeter = JoinGreeter(bot, Supervisor(clock), clock, room=3)
    for who in range(1, 9):
        greeter.take(applicant(clock, who))
    await clock.advance(1)
    assert [who for name, who in telegram.words if name == "SendMessage"] == [6, 7, 8]
    let_in = [who for name, who in telegram.words if name == "ApproveChatJoinRequest"]
    assert sorted(let_in) == list(range(1, 9))
