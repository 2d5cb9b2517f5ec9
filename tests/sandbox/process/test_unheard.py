"""What takes numbers and is not told to the bot: other programs, service messages, lost updates."""

import asyncio
from typing import Any

import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control, ControlRefused
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.trouble.unheard import FOREIGN, LOST, Silence
from tests.sandbox.bot_api import Api

ROW = {"inline_keyboard": [[{"text": "Yes", "callback_data": "other:1"}]]}
CROWD = 1_000_001


async def sent(api: Api, chat_id: int = 7) -> int:
    return int((await api.ok("sendMessage", chat_id=chat_id, text="mine"))["message_id"])


async def texts(api: Api) -> list[str]:
    """Of the updates that wait."""
    updates: list[dict[str, Any]] = await api.ok("getUpdates")
    return [each["message"]["text"] for each in updates]


async def test_another_program_takes_a_number_and_stands_in_no_count(
    api: Api, control: Control
) -> None:
    assert await sent(api) == 1
    calls = (await control.calls()).total
    assert await control.foreign_message(7, "Not mine") == 2
    assert await sent(api) == 3
    assert (await control.calls()).total == calls + 1
    assert ((await control.counts()).accepted, (await control.counts("Not")).accepted) == (2, 0)
    assert await api.ok("getUpdates") == []
    foreign = (await control.chat(7))[1]
    assert foreign["from"]["is_bot"] is True
    assert foreign["sandbox"] == {"outgoing": True, "foreign": True}


async def test_another_programs_message_is_the_bots_own_to_an_edit(
    api: Api, control: Control
) -> None:
    number = await control.foreign_message(7, reply_markup=ROW)
    place = {"chat_id": 7, "message_id": number}
    told = await api.refused("editMessageReplyMarkup", **place, reply_markup=ROW)
    assert told.startswith("Bad Request: message is not modified")
    changed = await api.ok("editMessageReplyMarkup", **place)
    assert "reply_markup" not in changed


async def test_before_a_share_of_the_bots_messages_another_program_writes(
    api: Api, control: Control
) -> None:
    await control.unheard(foreign={"next": 2, "chats": [7], "text": "Foreign"})
    numbers = [await sent(api) for _ in range(3)]
    assert numbers == [2, 4, 5]
    assert [each["text"] for each in await control.chat(7)][:3] == ["Foreign", "mine", "Foreign"]
    assert await control.unheard() == {}


async def test_an_album_stays_together(api: Api, control: Control) -> None:
    await control.unheard(foreign=1, service=1)
    media = [{"type": "photo", "media": "https://a.com/x.jpg"}] * 3
    items = await api.ok("sendMediaGroup", chat_id=7, media=media)
    assert [each["message_id"] for each in items] == [3, 4, 5]


async def test_another_program_writes_to_whom_it_can(api: Api, control: Control) -> None:
    """Who has blocked the bot gets nothing, and no number is taken."""
    await control.add_users(5, blocked_share=1.0)
    await control.unheard(foreign=1)
    first = await sent(api)
    await control.block(7)
    await control.add_user(8, started=True)
    await control.unheard(foreign={"share": 1, "chats": [7]})
    assert await sent(api, 8) == first + 1


async def test_another_program_writes_at_a_rate(api: Api, control: Control) -> None:
    await control.add_users(50)
    await control.unheard(foreign={"per_second": 2})
    await control.advance(600)
    async with asyncio.timeout(5):
        while await sent(api) < 5 + (await control.counts()).accepted:
            await control.advance(60)
    await control.unheard(foreign=None)
    await control.advance(600)
    assert await sent(api) == await sent(api) - 1


async def test_service_messages_take_numbers_that_nobody_can_ask_for(
    api: Api, control: Control
) -> None:
    assert await control.skip_numbers(3) == [1, 2, 3]
    assert await sent(api) == 4
    assert await api.ok("getUpdates") == []
    told = await api.refused("editMessageReplyMarkup", chat_id=7, message_id=2)
    assert told == "Bad Request: message to edit not found"
    assert [each["message_id"] for each in await control.chat(7)] == [4]


async def test_a_service_message_in_a_chat_is_there_and_cannot_be_edited(
    api: Api, control: Control
) -> None:
    assert await control.skip_numbers(chat_id=7) == [1]
    told = await api.refused("editMessageReplyMarkup", chat_id=7, message_id=1)
    assert told == "Bad Request: message can't be edited"
    await control.unheard(service={"next": 1, "chats": [7]})
    assert await sent(api) == 3
    assert await api.ok("getUpdates") == []


async def test_a_supergroup_skips_numbers_of_its_own(api: Api, control: Control) -> None:
    await control.add_chat(-100_1, "supergroup", "Big", members=[7])
    assert await control.skip_numbers(2, -100_1) == [1, 2]
    assert await sent(api, -100_1) == 3
    assert await sent(api) == 1


async def test_what_people_write_may_never_be_told(api: Api, control: Control) -> None:
    await control.add_user(8, started=True)
    await control.unheard(lost={"share": 1, "chats": [7]})
    lost = await control.say(7, "lost")
    heard = await control.say(8, "heard")
    assert (lost.message_id, heard.message_id) == (1, 2)
    assert await texts(api) == ["heard"]
    await control.no_faults()
    await control.say(7, "heard again")
    assert await texts(api) == ["heard", "heard again"]


async def test_mistakes_are_named(control: Control, api: Api) -> None:
    with pytest.raises(ControlRefused, match="nothing unheard is named 'rain'"):
        await control.unheard(rain=1)
    with pytest.raises(ControlRefused, match="lost: share is of the type float"):
        await control.unheard(lost={"share": "much"})
    with pytest.raises(ControlRefused, match="no user 99"):
        await control.foreign_message(99)
    with pytest.raises(ControlRefused, match="BUTTON_TEXT_INVALID"):
        await control.foreign_message(7, reply_markup={"inline_keyboard": [[{"text": " "}]]})
    with pytest.raises(ControlRefused, match="skip_numbers: from 1"):
        await control.skip_numbers(0)


async def test_a_reset_ends_it(api: Api, control: Control, sandbox: Sandbox) -> None:
    await control.unheard(foreign={"share": 1, "per_second": 5, "chats": [7]})
    await control.reset()
    assert await control.unheard() == {}
    await control.add_user(7, started=True)
    await api.ok("getMe")
    await control.advance(60)
    assert await sent(api) == 1


def test_a_share_is_kept_and_repeatable() -> None:
    def falls(seed: int) -> list[bool]:
        silence = Silence(seed)
        silence.change({LOST: 0.1, FOREIGN: 0.1})
        return [silence.loses(7) for _ in range(3000)]

    assert falls(1) == falls(1) != falls(2)
    assert 200 < sum(falls(1)) < 400


def test_nothing_is_drawn_while_nothing_is_in_force() -> None:
    silence = Silence(0)
    before = silence.chance.getstate()
    assert (silence.before_a_send(), silence.loses(7)) == ([], False)
    assert silence.chance.getstate() == before
    with pytest.raises(ControlError, match="a share, or an object"):
        silence.change({FOREIGN: "often"})
