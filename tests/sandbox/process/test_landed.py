"""The sandbox's own record of what came to be: where, under which number, and when."""

import aiohttp
import pytest

from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api


def row(data: str) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": "Yes", "callback_data": data}]]}


async def test_each_message_that_came_to_be_is_told_with_its_number_and_its_moment(
    api: Api, control: Control
) -> None:
    await control.add_user(8, started=True)
    begun = await control.now()
    await api.ok("sendMessage", chat_id=7, text="one")
    await control.say(7, "between")
    await api.ok("sendMessage", chat_id=8, text="two", reply_markup=row("b:1:yes"))
    await api.ok("sendMessage", chat_id=7, text="two", reply_markup=row("b:2:yes"))
    found = await control.landed()
    assert [(one.chat_id, one.number) for one in found] == [(7, 1), (8, 3), (7, 4)]
    assert begun <= found[0].at <= found[1].at <= found[2].at <= await control.now()
    assert [one.number for one in await control.landed("two")] == [3, 4]
    assert [one.number for one in await control.landed(data="b:2:")] == [4]
    assert await control.landed("one", data="b:") == []


async def test_an_edit_and_a_deletion_change_nothing_of_what_came_to_be(
    api: Api, control: Control
) -> None:
    place = {"chat_id": 7, "message_id": 1}
    await api.ok("sendMessage", chat_id=7, text="old", reply_markup=row("b:1"))
    await api.ok("editMessageText", **place, text="new")
    await api.ok("deleteMessage", **place)
    assert [one.number for one in await control.landed("old", data="b:1")] == [1]
    assert await control.landed("new") == []


async def test_whose_answer_was_lost_and_what_landed_later_is_in_it(
    api: Api, control: Control
) -> None:
    """Who lands late takes the number of that moment."""
    await control.faults(lost_after={"next": 1})
    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", chat_id=7, text="lost")
    await control.faults(lands_later={"next": 1, "delay": 600})
    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", chat_id=7, text="late")
    called = await control.now()
    assert (await api.ok("sendMessage", chat_id=7, text="seen"))["message_id"] == 2
    assert await control.landed("late") == []
    await control.advance(600)
    await control.wait_for(7, "late")
    assert [one.number for one in await control.landed("lost")] == [1]
    (late,) = await control.landed("late")
    assert late.number == 3
    assert late.at >= called + 590


async def test_items_of_albums_and_supergroups_are_told_each_by_its_own_number(
    api: Api, control: Control
) -> None:
    await control.add_chat(-100_1, "supergroup", "Big", members=[7])
    media = [{"type": "photo", "media": "https://a.com/x.jpg", "caption": "look"}] * 2
    await api.ok("sendMediaGroup", chat_id=7, media=media)
    await api.ok("sendMessage", chat_id=-100_1, text="look")
    told = [(one.chat_id, one.number) for one in await control.landed("look")]
    assert told == [(7, 1), (7, 2), (-100_1, 1)]


async def test_only_the_bots_own_calls_are_told_and_no_other_bots(
    api: Api, control: Control
) -> None:
    await control.foreign_message(7, "hello")
    await api.of("43:OTHER").ok("sendMessage", chat_id=7, text="hello")
    async with Control(api.url, token=api.token) as own:
        assert await own.landed("hello") == []
    assert [one.number for one in await control.landed("hello")] == [1]
