"""The control API: people, buttons, looking, and who may ask."""

import asyncio
from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from botapi_sandbox.control import Control, ControlRefused
from tests.sandbox.bot_api import Api

Row = Callable[..., dict[str, Any]]

NAMES = ["😀", "مريم", "<b>Bob</b>", "a" * 64, '"quote\\', "\u202eevil"]


@pytest.mark.parametrize("name", NAMES)
async def test_any_name(api: Api, control: Control, name: str) -> None:
    await control.add_user(9, name, language=None)
    await control.say(9, "hi")
    (update,) = await api.ok("getUpdates")
    assert update["message"]["from"] == {"id": 9, "is_bot": False, "first_name": name}
    assert (await api.ok("sendMessage", chat_id=9, text="x"))["chat"]["first_name"] == name


async def answer_next(api: Api, **params: Any) -> dict[str, Any]:
    (update,) = await api.ok("getUpdates", timeout=50, allowed_updates=["callback_query"])
    query = update["callback_query"]
    await api.ok("getUpdates", offset=update["update_id"] + 1)
    await api.ok("answerCallbackQuery", callback_query_id=query["id"], **params)
    return dict(query)


async def test_pressing_a_button(api: Api, control: Control, buttons: Row) -> None:
    row = buttons({"text": "✅ Yes", "callback_data": "y"}, {"text": "No", "callback_data": "n"})
    sent = await api.ok("sendMessage", chat_id=7, text="Sure?", reply_markup=row)
    async with asyncio.TaskGroup() as group:
        seen = group.create_task(answer_next(api, text="Done", show_alert=True))
        pressed = await control.press(7, sent["message_id"], button="Yes")
    assert (pressed.answered, pressed.text, pressed.alert) == (True, "Done", True)
    assert seen.result()["data"] == "y"
    assert seen.result()["message"]["message_id"] == sent["message_id"]


async def test_a_callback_is_answered_once_and_in_time(
    api: Api, control: Control, buttons: Row
) -> None:
    row = buttons({"text": "x", "callback_data": "x"})
    await api.ok("sendMessage", chat_id=7, text="x", reply_markup=row)
    async with asyncio.TaskGroup() as group:
        seen = group.create_task(answer_next(api))
        await control.press(7, button="x")
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    query = {"callback_query_id": seen.result()["id"]}
    assert await api.refused("answerCallbackQuery", **query) == too_old
    await control.press(7, button="x", wait=0)
    (update,) = await api.ok("getUpdates")
    await control.advance(1000)
    late = {"callback_query_id": update["callback_query"]["id"]}
    assert await api.refused("answerCallbackQuery", **late) == too_old


async def test_the_clock_is_set(api: Api, control: Control) -> None:
    await control.set_clock(2_000_000_000)
    sent = await api.ok("sendMessage", chat_id=7, text="x")
    assert sent["date"] - 2_000_000_000 in range(5)
    await control.set_clock(sent["date"] - 3600)  # a machine's clock, put back an hour
    earlier = await api.ok("sendMessage", chat_id=7, text="y")
    assert sent["date"] - earlier["date"] in range(3595, 3601)
    await control.set_clock(sent["date"] + 49 * 3600)
    place = {"chat_id": 7, "message_id": sent["message_id"]}
    assert await api.refused("deleteMessage", **place) == "Bad Request: message can't be deleted"
    for date in (0, 2**31):
        with pytest.raises(ControlRefused, match="Unix seconds"):
            await control.set_clock(date)


async def test_forged_callbacks(api: Api, control: Control) -> None:
    sent = await api.ok("sendMessage", chat_id=7, text="no buttons")
    assert not (await control.press(7, sent["message_id"], data="made up", wait=0)).answered
    await control.forged_callback(7, "nothing under it", wait=0)
    await control.forged_callback(7, "elsewhere", message=sent | {"message_id": 12345}, wait=0)
    queries = [each["callback_query"] for each in await api.ok("getUpdates")]
    assert [each["data"] for each in queries] == ["made up", "nothing under it", "elsewhere"]
    assert "message" not in queries[1]
    assert queries[2]["message"]["message_id"] == 12345


async def test_links_are_told_not_called_back(api: Api, control: Control, buttons: Row) -> None:
    row = buttons({"text": "Site", "url": "https://a.com"})
    sent = await api.ok("sendMessage", chat_id=7, text="x", reply_markup=row)
    pressed = await control.press(7, sent["message_id"], button="Site")
    assert (pressed.answered, pressed.url) == (False, "https://a.com")
    with pytest.raises(ControlRefused, match="there are \\['Site'\\]"):
        await control.press(7, sent["message_id"], button="Nope")


async def test_waiting_for_a_message_and_for_an_edit(api: Api, control: Control) -> None:
    async with asyncio.TaskGroup() as group:
        waited = group.create_task(control.wait_for(7, "50 %"))
        sent = await api.ok("sendMessage", chat_id=7, text="10 %")
        place = {"chat_id": 7, "message_id": sent["message_id"]}
        await api.ok("editMessageText", **place, text="50 %")
    assert waited.result()["message_id"] == sent["message_id"]
    with pytest.raises(ControlRefused, match="nothing in chat 7 contains '99 %'"):
        await control.wait_for(7, "99 %", timeout=0.02)


async def test_deleted_messages_are_left_out(api: Api, control: Control) -> None:
    sent = await api.ok("sendMessage", chat_id=7, text="gone soon")
    await control.delete(7, sent["message_id"])
    assert await control.chat(7) == []
    assert await control.last_message(7) is None


async def test_blocking_and_coming_back_are_told(api: Api, control: Control) -> None:
    await control.block(7)
    await control.block(7)
    await control.unblock(7)
    changes = [each["my_chat_member"] for each in await api.ok("getUpdates")]
    assert [each["new_chat_member"]["status"] for each in changes] == ["kicked", "member"]


async def test_deleted_accounts_say_nothing(api: Api, control: Control) -> None:
    await control.deactivate(7)
    with pytest.raises(ControlRefused, match="deleted"):
        await control.say(7, "boo")


async def test_a_bot_is_told_where_it_was_added_and_kicked(api: Api, control: Control) -> None:
    await control.add_chat(-5, "group", "Friends", members=[7])
    await control.kick(-5)
    added, kicked = (each["my_chat_member"] for each in await api.ok("getUpdates"))
    assert (added["new_chat_member"]["status"], added["from"]["id"]) == ("member", 7)
    assert kicked["new_chat_member"]["status"] == "kicked"


async def test_commands_by_scope_and_language(api: Api, control: Control) -> None:
    commands = [{"command": "start", "description": "Begin"}]
    chat = {"type": "chat", "chat_id": 7}
    await api.ok("setMyCommands", commands=commands)
    await api.ok("setMyCommands", commands=commands * 2, scope=chat, language_code="ru")
    assert await control.commands() == commands
    assert await control.commands(scope=chat, language="ru") == commands * 2
    assert await control.commands(scope=chat) == []
    assert await api.ok("getMyCommands", scope=chat, language_code="ru") == commands * 2
    await api.ok("deleteMyCommands")
    assert await control.commands() == []


@pytest.mark.parametrize(
    ("params", "text"),
    [
        ({"scope": {"type": "chat", "chat_id": 8}}, "chat not found"),
        ({"scope": {"type": "chat", "chat_id": 999}}, "chat not found"),
        (
            {"scope": {"type": "moon"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        ({"commands": [{"command": "Bad Name", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x", "description": ""}]}, "command description is empty"),
    ],
)
async def test_bad_commands(api: Api, control: Control, params: dict[str, Any], text: str) -> None:
    await control.add_user(8)
    good = {"commands": [{"command": "start", "description": "Begin"}]}
    assert await api.refused("setMyCommands", **(good | params)) == f"Bad Request: {text}"


async def test_what_does_not_exist_is_named(control: Control) -> None:
    with pytest.raises(ControlRefused, match="no verb is named 'dance'"):
        await control.do("dance")
    with pytest.raises(ControlRefused, match="say: got an unexpected keyword argument 'loudly'"):
        await control.do("say", user_id=7, text="x", loudly=True)
    with pytest.raises(ControlRefused, match="there is no user 999"):
        await control.say(999, "x")


async def test_without_a_bot_there_is_nobody_to_hear(url: str) -> None:
    async with Control(url) as control, Control(url, token="5:NEW") as named:
        await control.add_user(7)
        with pytest.raises(ControlRefused, match="no bot has called this sandbox yet"):
            await control.say(7, "hello?")
        assert (await named.say(7, "hello")).message_id == 1


async def test_reset_forgets_everything(api: Api, control: Control) -> None:
    await api.ok("sendMessage", chat_id=7, text="x")
    await control.faults(html_502=1)
    await control.reset()
    assert (await control.counts()).sends == 0
    assert await api.refused("sendMessage", chat_id=7, text="x") == "Bad Request: chat not found"


@pytest.mark.parametrize("header", ["Host", "Origin"])
async def test_only_loopback_names_and_the_page_itself_may_ask(
    url: str, control: Control, header: str
) -> None:
    name = "evil.example" if header == "Host" else "http://evil.example"
    async with aiohttp.ClientSession() as session:
        verb = f"{url}/sandbox/counts"
        async with session.post(verb, json={}, headers={header: name}) as answer:
            assert answer.status == 403
        async with session.post(verb, json={}, headers={header: "http://localhost:1"}) as answer:
            assert answer.status == 403


async def test_chat_members(api: Api, control: Control) -> None:
    await control.add_chat(-100, "supergroup", "Big", members=[7], bot_status="administrator")
    me = await api.ok("getChatMember", chat_id=-100, user_id=42)
    assert me["status"] == "administrator"
    assert (await api.ok("getChatMember", chat_id=-100, user_id=7))["status"] == "member"
    assert (await api.ok("getChat", chat_id=-100))["title"] == "Big"
    assert await api.ok("getChatMemberCount", chat_id=-100) == 2
