"""What editMessageReplyMarkup answers about each kind of message: whether it is there, and whose.

In the order of the real server (tdlib/telegram-bot-api: check_message; tdlib/td: can_edit_message).
"""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from botapi_sandbox.control import Control
from botapi_sandbox.methods.messages.edits import NOT_MODIFIED
from tests.sandbox.bot_api import Api

ROW = {"inline_keyboard": [[{"text": "Yes", "callback_data": "b:1"}]]}
OTHER_ROW = {"inline_keyboard": [[{"text": "Yes", "callback_data": "b:2"}]]}
UNCHANGED = f"Bad Request: {NOT_MODIFIED}"
GONE = "Bad Request: message to edit not found"
FIXED = "Bad Request: message can't be edited"
OUT = "Forbidden: user is deactivated"
PHOTO = "https://a.com/x.jpg"

Make = Callable[[Api, Control], Awaitable[int]]


async def ask(api: Api, number: int, chat_id: int = 7, **what: Any) -> str:
    place = {"chat_id": chat_id, "message_id": number}
    return await api.refused("editMessageReplyMarkup", **place, **what)


async def sent(api: Api, method: str = "sendMessage", **what: Any) -> int:
    given = {"chat_id": 7} | ({"text": "x"} if method == "sendMessage" else {}) | what
    return int((await api.ok(method, **given))["message_id"])


async def incoming(api: Api, control: Control) -> int:
    return (await control.say(7, "Hello")).message_id


async def paid_by_somebody(api: Api, control: Control) -> int:
    return (await control.send(7, "paid_media")).message_id


async def forwarded(api: Api, control: Control) -> int:
    return await sent(api, "forwardMessage", from_chat_id=7, message_id=await sent(api))


async def paid_and_forwarded(api: Api, control: Control) -> int:
    paid = await paid_by_somebody(api, control)
    return await sent(api, "forwardMessage", from_chat_id=7, message_id=paid)


async def with_a_keyboard(api: Api, control: Control) -> int:
    return await sent(api, reply_markup={"keyboard": [[{"text": "Tea"}]]})


async def that_removes_one(api: Api, control: Control) -> int:
    return await sent(api, reply_markup={"remove_keyboard": True})


async def that_asks_for_a_reply(api: Api, control: Control) -> int:
    return await sent(api, reply_markup={"force_reply": True})


async def of_a_pin(api: Api, control: Control) -> int:
    number = await sent(api)
    await api.ok("pinChatMessage", chat_id=7, message_id=number)
    return number + 1


async def plain(api: Api, control: Control) -> int:
    return await sent(api)


async def with_buttons(api: Api, control: Control) -> int:
    return await sent(api, reply_markup=ROW)


async def copy(api: Api, control: Control) -> int:
    source = await incoming(api, control)
    return await sent(api, "copyMessage", from_chat_id=7, message_id=source, reply_markup=ROW)


async def copy_without(api: Api, control: Control) -> int:
    source = await with_buttons(api, control)
    return await sent(api, "copyMessage", from_chat_id=7, message_id=source)


async def poll(api: Api, control: Control) -> int:
    options = [{"text": "a"}, {"text": "b"}]
    return await sent(api, "sendPoll", question="?", options=options, reply_markup=ROW)


async def sticker(api: Api, control: Control) -> int:
    return await sent(api, "sendSticker", sticker="https://a.com/x.webp", reply_markup=ROW)


async def dice(api: Api, control: Control) -> int:
    return await sent(api, "sendDice", reply_markup=ROW)


async def of_an_album(api: Api, control: Control) -> int:
    media = [{"type": "photo", "media": PHOTO}] * 2
    return int((await api.ok("sendMediaGroup", chat_id=7, media=media))[1]["message_id"])


async def in_another_chat(api: Api, control: Control) -> int:
    await control.add_user(8, started=True)
    return await sent(api, chat_id=8, reply_markup=ROW)


async def deleted_by_the_bot(api: Api, control: Control) -> int:
    number = await with_buttons(api, control)
    await api.ok("deleteMessage", chat_id=7, message_id=number)
    return number


async def deleted_by_its_reader(api: Api, control: Control) -> int:
    number = await with_buttons(api, control)
    await control.delete(7, number)
    return number


async def never_taken(api: Api, control: Control) -> int:
    return 999


@pytest.mark.parametrize(
    "make",
    [
        incoming,
        paid_by_somebody,
        forwarded,
        paid_and_forwarded,
        with_a_keyboard,
        that_removes_one,
        that_asks_for_a_reply,
        of_a_pin,
    ],
)
async def test_what_can_never_be_edited_says_so(api: Api, control: Control, make: Make) -> None:
    number = await make(api, control)
    assert await ask(api, number) == await ask(api, number, reply_markup=ROW) == FIXED


@pytest.mark.parametrize("make", [with_buttons, copy, poll, sticker, dice])
async def test_the_very_markup_changes_nothing_and_another_one_does(
    api: Api, control: Control, make: Make
) -> None:
    number = await make(api, control)
    assert await ask(api, number, reply_markup=ROW) == UNCHANGED
    place = {"chat_id": 7, "message_id": number}
    assert await api.ok("editMessageReplyMarkup", **place, reply_markup=OTHER_ROW)
    assert await ask(api, number, reply_markup=OTHER_ROW) == UNCHANGED


@pytest.mark.parametrize("make", [plain, copy_without, of_an_album])
async def test_without_buttons_none_change_nothing(api: Api, control: Control, make: Make) -> None:
    assert await ask(api, await make(api, control)) == UNCHANGED


async def test_an_item_of_an_album_takes_no_buttons(api: Api, control: Control) -> None:
    """They are left out without a word, and so nothing is different."""
    assert await ask(api, await of_an_album(api, control), reply_markup=ROW) == UNCHANGED


@pytest.mark.parametrize(
    "make", [in_another_chat, deleted_by_the_bot, deleted_by_its_reader, never_taken]
)
async def test_what_is_not_in_that_chat_is_not_found(
    api: Api, control: Control, make: Make
) -> None:
    assert await ask(api, await make(api, control), reply_markup=ROW) == GONE


async def test_somebody_who_is_gone_is_named_before_the_message_is_looked_for(
    api: Api, control: Control
) -> None:
    number = await with_buttons(api, control)
    await control.deactivate(7)
    assert await ask(api, number, reply_markup=ROW) == await ask(api, 999) == OUT


async def test_who_has_blocked_the_bot_hinders_only_an_edit_that_could_be_made(
    api: Api, control: Control
) -> None:
    number, fixed = await with_buttons(api, control), await incoming(api, control)
    await control.block(7)
    assert await ask(api, 999) == GONE
    assert await ask(api, fixed) == FIXED
    assert await ask(api, number, reply_markup=ROW) == "Forbidden: bot was blocked by the user"


async def test_a_group_that_became_another_one_hinders_only_an_edit_that_could_be_made(
    api: Api, control: Control
) -> None:
    await control.add_chat(-5, "group", "Friends", members=[7])
    number = await sent(api, chat_id=-5, reply_markup=ROW)
    await control.migrate(-5, -100_5)
    assert await ask(api, 999, -5) == GONE
    assert await ask(api, number + 1, -5) == FIXED  # the service message of the migration
    told = await ask(api, number, -5, reply_markup=ROW)
    assert told == "Bad Request: group chat was upgraded to a supergroup chat"


async def test_a_chat_the_bot_was_thrown_out_of_tells_nothing(api: Api, control: Control) -> None:
    await control.add_chat(-5, "group", "Friends", members=[7])
    number = await sent(api, chat_id=-5, reply_markup=ROW)
    await control.kick(-5)
    out = "Forbidden: bot was kicked from the group chat"
    assert await ask(api, number, -5, reply_markup=ROW) == await ask(api, 999, -5) == out


async def test_others_posts_can_be_edited_in_a_channel_and_nowhere_else(
    api: Api, control: Control
) -> None:
    """So a channel's post without buttons that somebody else wrote is "not modified", too."""
    await control.add_chat(-100_2, "channel", "News", bot_status="administrator")
    await control.add_chat(-100_3, "supergroup", "Big", members=[7], bot_status="administrator")
    post = (await control.say(7, "Mine", chat_id=-100_2)).message_id
    said = (await control.say(7, "Mine", chat_id=-100_3)).message_id
    assert await ask(api, post, -100_2) == UNCHANGED
    assert await ask(api, said, -100_3) == FIXED


async def test_an_edit_that_changes_nothing_is_counted_by_telegram_and_one_of_nothing_is_not(
    api: Api, control: Control
) -> None:
    number = await plain(api, control)
    await control.edits_flood(600)
    assert await ask(api, 999) == GONE
    assert (await ask(api, number)).startswith("Too Many Requests")


async def test_buttons_that_cannot_be_read_are_refused_even_to_nobody(
    api: Api, control: Control
) -> None:
    row = {"inline_keyboard": [[{"text": " ", "callback_data": "x"}]]}
    assert await ask(api, 999, reply_markup=row) == "Bad Request: BUTTON_TEXT_INVALID"


async def test_of_what_has_no_text_only_the_buttons_change(api: Api, control: Control) -> None:
    place = {"chat_id": 7, "message_id": await sticker(api, control)}
    assert await api.refused("editMessageText", **place, text="y") == FIXED
    assert await api.ok("editMessageReplyMarkup", **place)
