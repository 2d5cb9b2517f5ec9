"""Which message numbers are noted, by real answers and updates of the sandbox."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramServerError
from aiogram.types import (
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputRichMessage,
    Message,
)

from bot.client.session import Session
from bot.intake.polling import GetRawUpdates
from botapi.message_numbers import MessageNumbers
from botapi_sandbox.control import Control
from broadcast.pace.chat_limits import ChatLimits
from broadcast.pace.limiter import Limiter
from broadcast.replies.queue import ReplyQueue
from broadcast.replies.session_middleware import ReplyMiddleware
from runtime.clock import SystemClock
from runtime.metrics import Metrics
from tests.conftest import TOKEN
from tests.numbers import Ear

ANN, GROUP, SUPERGROUP = 7, -77, -1_000_000_000_077
PICTURE = BufferedInputFile(b"picture", "a.jpg")
BUTTON = InlineKeyboardButton(text="Press", callback_data="press")


class Line:
    """A bot whose calls pass the reply middleware, and the numbers that were noted."""

    def __init__(self, url: str) -> None:
        self.seen: list[int] = []
        self.numbers = MessageNumbers(Ear(self.seen))
        self.bot = Bot(TOKEN, session=Session(api=TelegramAPIServer.from_base(url)))
        clock = SystemClock()
        limiter = Limiter(clock, ceiling=1_000)
        queue = ReplyQueue(limiter, ChatLimits(clock), clock)
        self.bot.session.middleware(ReplyMiddleware(limiter, queue, Metrics(), clock, self.numbers))
        self._offset = 0

    async def said(self) -> Message:
        """Something that the bot wrote before."""
        sent = await self.bot.send_photo(ANN, PICTURE, caption="c")
        self.seen.clear()
        return sent

    async def updates(self) -> list[int]:
        """The numbers in the updates that have come since the last look."""
        self.seen.clear()
        call = GetRawUpdates(offset=self._offset, limit=100, timeout=0)
        for raw in await self.bot(call):
            self._offset = raw["update_id"] + 1
            self.numbers.received(raw)
        return self.seen


@pytest.fixture
async def line(sandbox_url: str, control: Control) -> AsyncIterator[Line]:
    await control.add_user(ANN, "Ann", started=True)
    made = Line(sandbox_url)
    yield made
    await made.bot.session.close()


async def test_an_album_is_as_many_numbers_as_it_has_items(line: Line) -> None:
    """Of the lists that calls return no number was noted."""
    album = await line.bot.send_media_group(ANN, [InputMediaPhoto(media=PICTURE)] * 3)
    assert line.seen == [each.message_id for each in album]
    assert len(line.seen) == 3


async def test_a_copy_is_a_number_alone(line: Line) -> None:
    sent = await line.said()
    copy = await line.bot.copy_message(ANN, ANN, sent.message_id)
    assert line.seen == [copy.message_id]


@pytest.mark.parametrize("method", [Bot.copy_messages, Bot.forward_messages])
async def test_several_at_once(line: Line, method: Callable[..., Any]) -> None:
    first, second = await line.said(), await line.said()
    made = await method(line.bot, ANN, ANN, [first.message_id, second.message_id])
    assert line.seen == [each.message_id for each in made]
    assert len(line.seen) == 2


async def test_an_edit_closes_no_gap(line: Line) -> None:
    """What is edited may be a message whose answer was lost: its reader pressed its button."""
    rich = await line.bot.send_rich_message(ANN, InputRichMessage(html="<h1>x</h1>"))
    sent = await line.bot.send_message(ANN, "Hello")
    await line.bot.edit_message_text("Bye", chat_id=ANN, message_id=sent.message_id)
    assert line.seen == [rich.message_id, sent.message_id]


async def test_what_the_models_cannot_read_was_sent_all_the_same(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any, **_options: Any) -> Any:
        raise ValueError("of a kind that no model knows")

    before = (await line.said()).message_id
    monkeypatch.setattr(Message, "model_validate", refuse)
    monkeypatch.setattr("aiogram.client.session.base.Response.__class_getitem__", refuse)
    with pytest.raises(TelegramServerError):
        await line.bot.send_message(ANN, "Hello")
    assert line.seen == [before + 1]


async def test_only_private_chats_and_basic_groups_share_the_counter(
    line: Line, control: Control
) -> None:
    await control.add_chat(GROUP, "group", "Basic", members=[ANN])
    await control.add_chat(SUPERGROUP, "supergroup", "Super", members=[ANN])
    for chat_id in (GROUP, SUPERGROUP):
        sent = await line.bot.send_message(chat_id, "Hello")
        await line.bot.copy_message(chat_id, chat_id, sent.message_id)
    assert len(line.seen) == 2
    for chat_id in (GROUP, SUPERGROUP):
        await control.say(ANN, "/start", chat_id=chat_id)
    assert len(await line.updates()) == 1


async def test_what_people_write_edit_press_and_answer(line: Line, control: Control) -> None:
    sent = await line.bot.send_message(
        ANN, "Press", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[BUTTON]])
    )
    await line.updates()
    said = await control.say(ANN, "Hello", reply_to=sent.message_id)
    assert await line.updates() == [said.message_id]
    await control.edit(ANN, said.message_id, text="Hallo")
    assert said.message_id in await line.updates()
    await control.press(ANN, sent.message_id, button="Press", wait=0.0)
    assert await line.updates() == [], "it is the bot's own"


async def test_a_service_message_and_what_it_pins(line: Line) -> None:
    sent = await line.said()
    await line.bot.pin_chat_message(ANN, sent.message_id)
    later = await line.bot.send_message(ANN, "Hello")
    assert later.message_id == sent.message_id + 2, "the pinning is a message of its own"
    assert await line.updates() == [sent.message_id + 1]
