"""Updates on their way in: one broken is skipped alone, one repeated is dropped, none is lost."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.types import Message

from bot.intake import WAITING, Intake
from broadcast.clock import SystemClock
from broadcast.supervisor import Supervisor

BOT_ID = 42


class Desk:
    """A dispatcher that writes down what it is handed, and holds it while `gate` is closed."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.most = 0
        self._now = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.dispatcher = Dispatcher()
        self.dispatcher.message.register(self._take)

    async def _take(self, message: Message) -> None:
        self._now += 1
        self.most = max(self.most, self._now)
        try:
            await self.gate.wait()
            if message.text == "explode":
                raise RuntimeError("handler failed")
            self.texts.append(message.text or "")
        finally:
            self._now -= 1


@pytest.fixture
async def desk() -> Desk:
    return Desk()


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    bot = Bot(f"{BOT_ID}:token")
    yield bot
    await bot.session.close()


@pytest.fixture
async def supervisor() -> AsyncIterator[Supervisor]:
    supervisor = Supervisor(SystemClock())
    yield supervisor
    await supervisor.close()


def written(number: int, text: str, by: int = 7) -> dict[str, Any]:
    chat = {"id": by, "type": "private", "first_name": "Ann"}
    sender = {"id": by, "is_bot": False, "first_name": "Ann"}
    message = {"message_id": number, "date": 1, "chat": chat, "from": sender, "text": text}
    return {"update_id": number, "message": message}


async def test_each_is_handled_once(desk: Desk, bot: Bot, supervisor: Supervisor) -> None:
    intake = Intake(desk.dispatcher, bot, supervisor)
    for number in (1, 2, 2, 1, 3):
        await intake.take(written(number, str(number)))
    await intake.finish(5)
    assert sorted(desk.texts) == ["1", "2", "3"]


@pytest.mark.parametrize(
    "odd",
    [
        {"update_id": 5, "message": {"message_id": 1}},
        {"update_id": 5, "message": "no object"},
        {"update_id": 5, "wish_from_the_future": {"id": 1}},
        {"update_id": 5},
        {"update_id": "five"},
        {},
    ],
)
async def test_an_odd_one_is_skipped_with_a_line(
    desk: Desk,
    bot: Bot,
    supervisor: Supervisor,
    odd: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    intake = Intake(desk.dispatcher, bot, supervisor)
    with caplog.at_level(logging.WARNING, logger="bot.intake"):
        await intake.take(odd)
    await intake.take(written(6, "next"))
    await intake.finish(5)
    assert desk.texts == ["next"]
    assert len([one for one in caplog.records if one.name == "bot.intake"]) == 1


async def test_the_log_does_not_repeat_what_people_wrote(
    desk: Desk, bot: Bot, supervisor: Supervisor, caplog: pytest.LogCaptureFixture
) -> None:
    broken = json.loads(json.dumps(written(1, "my secret")))
    del broken["message"]["chat"]
    await Intake(desk.dispatcher, bot, supervisor).take(broken)
    assert "broken update 1" in caplog.text
    assert "my secret" not in caplog.text


async def test_a_handler_that_raises_ends_nothing(
    desk: Desk, bot: Bot, supervisor: Supervisor, caplog: pytest.LogCaptureFixture
) -> None:
    intake = Intake(desk.dispatcher, bot, supervisor)
    await intake.take(written(1, "explode"))
    await intake.take(written(2, "fine"))
    await intake.finish(5)
    assert desk.texts == ["fine"]
    assert "update 1 could not be handled" in caplog.text


async def test_only_so_many_at_once(desk: Desk, bot: Bot, supervisor: Supervisor) -> None:
    intake = Intake(desk.dispatcher, bot, supervisor, at_once=3)
    desk.gate.clear()

    async def feed() -> None:
        for number in range(10):
            await intake.take(written(number, str(number)))

    feeding = supervisor.spawn(feed(), name="feed")
    while desk.most < 3:
        await asyncio.sleep(0)
    assert intake.full
    desk.gate.set()
    await feeding
    await intake.finish(5)
    assert len(desk.texts) == 10
    assert desk.most == 3


async def test_what_takes_too_long_is_cancelled_at_the_end(
    desk: Desk, bot: Bot, supervisor: Supervisor, caplog: pytest.LogCaptureFixture
) -> None:
    intake = Intake(desk.dispatcher, bot, supervisor)
    desk.gate.clear()
    await intake.take(written(1, "stuck"))
    await intake.take(written(2, "stuck too"))
    await intake.finish(0.01)
    assert desk.texts == []
    assert "2 updates could not be handled to the end" in caplog.text


async def test_one_who_writes_and_writes_does_not_take_all_the_places(
    desk: Desk, bot: Bot, supervisor: Supervisor, caplog: pytest.LogCaptureFixture
) -> None:
    """Two hundred updates of one person once kept everybody else waiting for a minute."""
    intake = Intake(desk.dispatcher, bot, supervisor)
    desk.gate.clear()
    for number in range(1, 301):
        await intake.take(written(number, "spam"))
    await intake.take(written(301, "/stop"))
    await intake.take(written(302, "somebody else", by=8))
    assert not intake.full
    desk.gate.set()
    await intake.finish(5)
    assert desk.texts.count("spam") == WAITING
    assert {"/stop", "somebody else"} <= set(desk.texts)
    assert "writes faster than anybody reads" in caplog.text
    desk.texts.clear()
    await intake.take(written(400, "calm again"))
    await intake.finish(5)
    assert desk.texts == ["calm again"]
