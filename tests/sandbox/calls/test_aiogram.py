"""A real aiogram Bot understands every answer."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
)

from botapi_sandbox.control import Control


@pytest.fixture
async def bot(url: str, control: Control) -> AsyncIterator[Bot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(url))
    made = Bot("42:TEST", session=session)
    await made.get_me()
    yield made
    await session.close()


async def test_a_conversation(bot: Bot, control: Control) -> None:
    await control.say(7, "/start")
    (update,) = await bot.get_updates(timeout=1)
    assert update.message is not None
    assert update.message.from_user is not None
    row = [InlineKeyboardButton(text="Go", callback_data="go")]
    sent = await bot.send_message(
        update.message.chat.id,
        "<b>Hello</b>",
        parse_mode="HTML",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[row]),
    )
    assert sent.html_text == "<b>Hello</b>"
    async with asyncio.TaskGroup() as group:
        pressed = group.create_task(control.press(7, sent.message_id, button="Go"))
        (press,) = await bot.get_updates(offset=update.update_id + 1, timeout=20)
        assert press.callback_query is not None
        await bot.answer_callback_query(press.callback_query.id, text="Gone")
    assert pressed.result().text == "Gone"
    edited = await bot.edit_message_text("Bye", chat_id=7, message_id=sent.message_id)
    assert not isinstance(edited, bool)
    assert edited.text == "Bye"


async def test_files_albums_and_copies(bot: Bot, control: Control) -> None:
    file = BufferedInputFile(b"picture", "a.jpg")
    sent = await bot.send_photo(7, file, caption="c")
    assert sent.photo
    album = await bot.send_media_group(
        7, [InputMediaPhoto(media=sent.photo[-1].file_id), InputMediaPhoto(media=file)]
    )
    assert len({each.media_group_id for each in album}) == 1
    copy = await bot.copy_message(7, 7, sent.message_id)
    assert copy.message_id == album[-1].message_id + 1
    poll = await bot.send_poll(7, "q", ["a", "b"])
    assert poll.poll is not None


async def test_every_kind_a_person_sends_can_be_read(bot: Bot, control: Control) -> None:
    kinds = ["photo", "video", "animation", "document", "audio", "voice", "video_note"]
    kinds += ["sticker", "poll", "location", "venue", "contact", "dice", "story"]
    for kind in kinds:
        await control.send(7, kind)
    await control.album(7, ["photo", "video"])
    updates = await bot.get_updates()
    seen = [each.message.content_type for each in updates if each.message]
    assert seen == [*kinds, "photo", "video"]


async def test_memberships_can_be_read(bot: Bot, control: Control) -> None:
    await control.block(7)
    for number, status in enumerate(["administrator", "restricted", "member"]):
        await control.add_chat(-100 - number, "supergroup", "x", bot_status=status)
    await control.kick(-102, "left")
    updates = await bot.get_updates()
    statuses = [
        each.my_chat_member.new_chat_member.status for each in updates if each.my_chat_member
    ]
    assert [str(each) for each in statuses] == [
        *("kicked", "administrator", "restricted", "member", "left")
    ]


async def test_commands(bot: Bot, control: Control) -> None:
    commands = [BotCommand(command="admin", description="Menu")]
    await bot.set_my_commands(commands, BotCommandScopeChat(chat_id=7), "ru")
    stored = await control.commands({"type": "chat", "chat_id": 7}, "ru")
    assert stored == [{"command": "admin", "description": "Menu"}]


async def test_errors_become_the_right_exceptions(bot: Bot, control: Control) -> None:
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        await bot.send_message(999, "x")
    await control.add_user(8)
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(8, "x")
    await control.add_chat(-5, "group", "x", members=[7])
    await control.migrate(-5, -1005)
    with pytest.raises(TelegramMigrateToChat) as moved:
        await bot.send_message(-5, "x")
    assert moved.value.migrate_to_chat_id == -1005
    await control.ban(600)
    with pytest.raises(TelegramRetryAfter) as banned:
        await bot.send_message(7, "x")
    assert 500 < banned.value.retry_after <= 600
    await control.revoke("42:TEST")
    with pytest.raises(TelegramUnauthorizedError):
        await bot.get_me()


async def test_broken_answers_become_the_right_exceptions(bot: Bot, control: Control) -> None:
    await control.faults(html_502={"next": 1})
    with pytest.raises(ClientDecodeError):
        await bot.send_message(7, "x")
    await control.faults(garbage={"next": 1})
    with pytest.raises(ClientDecodeError):
        await bot.send_message(7, "x")
    await control.faults(lost_after={"next": 1})
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(7, "x")
    assert (await control.counts("x")).accepted == 2
