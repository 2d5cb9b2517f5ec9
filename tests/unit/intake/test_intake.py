"""Updates on their way in: one broken is skipped alone, one repeated is dropped, none is lost."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import ChatMemberUpdated, Message

from bot.intake.engine_news import EngineNews
from bot.intake.intake import WAITING, Intake
from runtime.clock import SystemClock
from runtime.supervisor import Supervisor

BOT_ID = 42


class Handled:
    """A dispatcher whose handler keeps what it is handed, and holds it while `gate` is closed."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.answers: list[TelegramMethod[Any]] = []
        self.most = 0
        self._now = 0
        self.gate = asyncio.Event()
        self.gate.set()
        self.dispatcher = Dispatcher()
        self.dispatcher.message.register(self._take)

    async def _take(self, message: Message) -> SendMessage | None:
        self._now += 1
        self.most = max(self.most, self._now)
        try:
            await self.gate.wait()
            if message.text == "explode":
                raise RuntimeError("handler failed")
            self.texts.append(message.text or "")
            return message.answer("welcome") if message.text == "/start" else None
        finally:
            self._now -= 1


@pytest.fixture
async def handled() -> Handled:
    return Handled()


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


async def test_each_is_handled_once(handled: Handled, bot: Bot, supervisor: Supervisor) -> None:
    intake = Intake(handled.dispatcher, bot, supervisor, handled.answers.append)
    for number in (1, 2, 2, 1, 3):
        await intake.accept(written(number, str(number)))
    await intake.finish(5)
    assert sorted(handled.texts) == ["1", "2", "3"]


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
    handled: Handled,
    bot: Bot,
    supervisor: Supervisor,
    odd: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    intake = Intake(handled.dispatcher, bot, supervisor, handled.answers.append)
    with caplog.at_level(logging.WARNING, logger="bot"):
        await intake.accept(odd)
    await intake.accept(written(6, "next"))
    await intake.finish(5)
    assert handled.texts == ["next"]
    assert len([one for one in caplog.records if one.name.startswith("bot.")]) == 1


async def test_the_log_does_not_repeat_what_people_wrote(
    handled: Handled, bot: Bot, supervisor: Supervisor, caplog: pytest.LogCaptureFixture
) -> None:
    broken = json.loads(json.dumps(written(1, "my secret")))
    del broken["message"]["chat"]
    await Intake(handled.dispatcher, bot, supervisor, handled.answers.append).accept(broken)
    assert "broken update 1" in caplog.text
    assert "my secret" not in caplog.text


async def test_a_handler_that_raises_ends_nothing(
    handled: Handled, bot: Bot, supervisor: Supervisor, caplog: pytest.LogCaptureFixture
) -> None:
    intake = Intake(handled.dispatcher, bot, supervisor, handled.answers.append)
    await intake.accept(written(1, "explode"))
    await intake.accept(written(2, "fine"))
    await intake.finish(5)
    assert handled.texts == ["fine"]
    assert "update 1 could not be handled" in caplog.text


async def test_only_so_many_at_once(handled: Handled, bot: Bot, supervisor: Supervisor) -> None:
    intake = Intake(handled.dispatcher, bot, supervisor, handled.answers.append, at_once=3)
    handled.gate.clear()

    async def feed() -> None:
        for number in range(10):
            await intake.accept(written(number, str(number)))

    feeding = supervisor.spawn(feed(), name="feed")
    while handled.most < 3:
        await asyncio.sleep(0)
    assert intake.full
    handled.gate.set()
    await feeding
    await intake.finish(5)
    assert len(handled.texts) == 10
    assert handled.most == 3


async def test_what_takes_too_long_is_cancelled_at_the_end(
    handled: Handled, bot: Bot, supervisor: Supervisor, caplog: pytest.LogCaptureFixture
) -> None:
    intake = Intake(handled.dispatcher, bot, supervisor, handled.answers.append)
    handled.gate.clear()
    await intake.accept(written(1, "stuck"))
    await intake.accept(written(2, "stuck too"))
    await intake.finish(0.01)
    assert handled.texts == []
    assert "2 updates could not be handled to the end" in caplog.text


async def test_one_who_writes_and_writes_does_not_take_all_the_places(
    handled: Handled, bot: Bot, supervisor: Supervisor, caplog: pytest.LogCaptureFixture
) -> None:
    """Two hundred updates of one person once kept everybody else waiting for a minute."""
    intake = Intake(handled.dispatcher, bot, supervisor, handled.answers.append)
    handled.gate.clear()
    for number in range(1, 301):
        await intake.accept(written(number, "spam"))
    await intake.accept(written(301, "/stop"))
    await intake.accept(written(302, "somebody else", by=8))
    assert not intake.full
    handled.gate.set()
    await intake.finish(5)
    assert handled.texts.count("spam") == WAITING
    assert {"/stop", "somebody else"} <= set(handled.texts)
    assert "writes faster than anybody reads" in caplog.text
    handled.texts.clear()
    await intake.accept(written(400, "calm again"))
    await intake.finish(5)
    assert handled.texts == ["calm again"]


async def test_an_answer_is_handed_on_and_holds_no_place(
    handled: Handled, bot: Bot, supervisor: Supervisor
) -> None:
    """Two hundred welcomes that waited for their turn once kept everybody else waiting."""
    intake = Intake(handled.dispatcher, bot, supervisor, handled.answers.append, at_once=1)
    for number in range(1, 51):
        await intake.accept(written(number, "/start", by=number))
    await intake.finish(5)
    assert [
        answer.chat_id for answer in handled.answers if isinstance(answer, SendMessage)
    ] == list(range(1, 51))
    assert not intake.full


async def begun(handled: Handled, count: int) -> None:
    async with asyncio.timeout(5):
        while handled.most < count:
            await asyncio.sleep(0)


def removed(number: int) -> dict[str, Any]:
    user = {"id": 7, "is_bot": False, "first_name": "Ann"}
    bot = {"id": BOT_ID, "is_bot": True, "first_name": "Bot"}
    return {
        "update_id": number,
        "my_chat_member": {
            "chat": {"id": 7, "type": "private", "first_name": "Ann"},
            "from": user,
            "date": 1,
            "old_chat_member": {"status": "member", "user": bot},
            "new_chat_member": {"status": "kicked", "user": bot, "until_date": 0},
        },
    }


async def test_subscriptions_are_waited_for_and_nothing_else(
    handled: Handled, bot: Bot, supervisor: Supervisor
) -> None:
    intake = Intake(handled.dispatcher, bot, supervisor, handled.answers.append)
    handled.gate.clear()
    await intake.accept(written(1, "hello"))
    await intake.wait_until_persisted(5)
    assert intake.unpersisted == []

    await intake.accept(written(2, "/START spring", by=8))
    await intake.accept(written(3, "/stop", by=9))
    await begun(handled, 3)
    saving = supervisor.spawn(intake.wait_until_persisted(5), name="save")
    await asyncio.sleep(0.01)
    assert not saving.done()
    assert intake.unpersisted == [2, 3]
    handled.gate.set()
    await saving
    assert intake.unpersisted == []
    assert {"/START spring", "/stop"} <= set(handled.texts)


async def test_one_that_hangs_is_waited_for_in_vain_but_not_for_ever(
    handled: Handled, bot: Bot, supervisor: Supervisor
) -> None:
    intake = Intake(handled.dispatcher, bot, supervisor, handled.answers.append)
    handled.gate.clear()
    await intake.accept(written(1, "/start"))
    await intake.wait_until_persisted(0.01)
    assert intake.unpersisted == [1]
    async with asyncio.timeout(5):
        await intake.wait_until_persisted(60)  # nobody waits for it again
    await intake.finish(0.01)
    assert intake.unpersisted == [1], "it was cancelled: it is to come again"


async def test_being_blocked_is_waited_for_too(
    handled: Handled, bot: Bot, supervisor: Supervisor
) -> None:
    async def hold(_event: ChatMemberUpdated) -> None:
        await handled.gate.wait()

    handled.dispatcher.my_chat_member.register(hold)
    handled.gate.clear()
    intake = Intake(handled.dispatcher, bot, supervisor, handled.answers.append)
    await intake.accept(removed(1))
    assert intake.unpersisted == [1]
    handled.gate.set()
    await intake.wait_until_persisted(5)
    assert intake.unpersisted == []


async def test_ten_thousand_wishes_in_turn_ended_as_anything(
    handled: Handled, bot: Bot, supervisor: Supervisor
) -> None:
    """The /start of somebody with twenty updates under way was skipped, their /stop was not."""
    intake = Intake(handled.dispatcher, bot, supervisor, handled.answers.append)
    handled.gate.clear()
    for number in range(1, 10_001, 2):
        await intake.accept(written(number, "/stop"))
        await intake.accept(written(number + 1, "/start"))
    assert len(intake.unpersisted) == WAITING + 1
    assert not intake.full
    handled.gate.set()
    await intake.wait_until_persisted(5)
    await intake.finish(5)
    assert handled.texts[-1] == "/start"
    assert len(handled.texts) == WAITING + 1
    assert intake.unpersisted == []


async def test_a_stop_and_the_news_of_an_unblocking_are_no_words_about_the_same(
    handled: Handled, bot: Bot, supervisor: Supervisor
) -> None:
    async def note(_event: ChatMemberUpdated) -> None:
        handled.texts.append("member")

    handled.dispatcher.my_chat_member.register(note)
    intake = Intake(handled.dispatcher, bot, supervisor, handled.answers.append)
    handled.gate.clear()
    for number in range(1, WAITING + 1):
        await intake.accept(written(number, "spam"))
    for number, raw in enumerate(
        [written(0, "/start"), removed(0), written(0, "/stop"), removed(0)], start=100
    ):
        await intake.accept(raw | {"update_id": number})
    assert intake.unpersisted == [102, 103]
    handled.gate.set()
    await intake.finish(5)
    assert handled.texts[WAITING:] == ["/stop", "member"]


async def test_what_waited_comes_again_after_an_end(
    handled: Handled, bot: Bot, supervisor: Supervisor
) -> None:
    intake = Intake(handled.dispatcher, bot, supervisor, handled.answers.append)
    handled.gate.clear()
    for number in range(1, WAITING + 1):
        await intake.accept(written(number, "stuck"))
    await intake.accept(written(99, "/stop"))
    await intake.finish(0.01)
    assert intake.unpersisted == [99]


async def test_who_came_back_is_told_before_it_is_handled(
    handled: Handled, bot: Bot, supervisor: Supervisor
) -> None:
    """What a call under way finds out about them is old news from then on."""
    came: list[int] = []
    news = EngineNews(came_back=came.append)
    intake = Intake(handled.dispatcher, bot, supervisor, handled.answers.append, news=news)
    handled.gate.clear()
    let_in = removed(4)
    let_in["my_chat_member"]["new_chat_member"]["status"] = "member"
    for raw in (written(1, "/stop"), written(2, "hello"), removed(3)):
        await intake.accept(raw)
    assert came == []
    await intake.accept(let_in)
    await intake.accept(written(5, "/start spring", by=8))
    assert came == [7, 8]
    handled.gate.set()
    await intake.finish(5)
