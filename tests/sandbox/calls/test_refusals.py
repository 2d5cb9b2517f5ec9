"""Every refusal of TELEGRAM's, word for word."""

from collections.abc import Callable
from typing import Any

import aiohttp
import pytest

from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api

Row = Callable[..., dict[str, Any]]


@pytest.mark.parametrize(
    ("params", "text"),
    [
        ({"text": "x"}, "chat_id is empty"),
        ({"chat_id": 7}, "message text is empty"),
        ({"chat_id": 7, "text": ""}, "message text is empty"),
        ({"chat_id": 7, "text": " \n "}, "message text is empty"),
        ({"chat_id": 7, "text": "<b></b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"chat_id": 999, "text": "x"}, "chat not found"),
        ({"chat_id": "@nobody", "text": "x"}, "chat not found"),
        ({"chat_id": "seven", "text": "x"}, "chat not found"),
        ({"chat_id": 7, "text": "x" * 4097}, "message is too long"),
        ({"chat_id": 7, "text": "😀" * 2049}, "message is too long"),
        ({"chat_id": 7, "text": "x", "colour": "red"}, 'unknown parameter "colour"'),
        (
            {"chat_id": 7, "text": "x", "protect_content": "maybe"},
            'parameter "protect_content" must be of type Boolean',
        ),
        (
            {"chat_id": 7, "text": "x", "reply_parameters": {"message_id": 99}},
            "message to be replied not found",
        ),
        (
            {"chat_id": 7, "text": "<x>", "parse_mode": "HTML"},
            'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
        ),
        (
            {"chat_id": 7, "text": "x", "reply_markup": "{"},
            "can't parse reply keyboard markup JSON object",
        ),
    ],
)
async def test_send_message(api: Api, control: Control, params: dict[str, Any], text: str) -> None:
    assert await api.refused("sendMessage", **params) == f"Bad Request: {text}"


async def test_4096_units_pass_after_parsing(api: Api, control: Control) -> None:
    text = f"<b>{'x' * 4096}</b>"
    assert (
        len((await api.ok("sendMessage", chat_id=7, text=text, parse_mode="HTML"))["text"]) == 4096
    )
    assert await api.ok("sendMessage", chat_id=7, text="😀" * 2048)


async def test_1025_units_of_caption_are_too_long(api: Api, control: Control) -> None:
    photo = {"chat_id": 7, "photo": "https://example.com/a.jpg"}
    assert await api.ok("sendPhoto", **photo, caption="x" * 1024)
    told = await api.refused("sendPhoto", **photo, caption="x" * 1025)
    assert told == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("button", "text"),
    [
        ({"text": "x", "callback_data": "d" * 65}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "callback_data": "я" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "x", "url": "not a link"}, "BUTTON_URL_INVALID"),
        ({"text": "x", "url": "localhost"}, "BUTTON_URL_INVALID"),
        ({"text": "x", "url": "ftp://a.com"}, "BUTTON_URL_INVALID"),
        ({"text": " ", "url": "https://a.com"}, "BUTTON_TEXT_INVALID"),
        ({"text": "x", "web_app": {"url": "http://a.com"}}, "BUTTON_URL_INVALID"),
        ({"text": "x", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        (
            {"text": "x"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"url": "https://a.com"},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
    ],
)
async def test_buttons(
    api: Api, control: Control, buttons: Row, button: dict[str, Any], text: str
) -> None:
    told = await api.refused("sendMessage", chat_id=7, text="x", reply_markup=buttons(button))
    assert told == f"Bad Request: {text}"


async def test_good_buttons_pass(api: Api, control: Control, buttons: Row) -> None:
    row = buttons(
        {"text": "64 bytes", "callback_data": "я" * 32},
        {"text": "link", "url": "example.com/x?y=1", "style": "danger"},
        {"text": "user", "url": "tg://user?id=7"},
        {"text": "copy", "copy_text": {"text": "CODE"}},
    )
    sent = await api.ok("sendMessage", chat_id=7, text="x", reply_markup=row)
    assert sent["reply_markup"] == row


async def test_too_many_buttons(api: Api, control: Control) -> None:
    rows = [[{"text": "x", "callback_data": "x"}]] * 101
    told = await api.refused(
        "sendMessage", chat_id=7, text="x", reply_markup={"inline_keyboard": rows}
    )
    assert told == "Bad Request: reply markup is too long"


async def test_how_a_person_stands(api: Api, control: Control) -> None:
    await control.add_user(8)
    send = {"text": "x"}
    told = await api.refused("sendMessage", chat_id=8, **send)
    assert told == "Forbidden: bot can't initiate conversation with a user"
    await control.say(8, "/start")
    assert await api.ok("sendMessage", chat_id=8, **send)
    await control.block(8)
    told = await api.refused("sendMessage", chat_id=8, **send)
    assert told == "Forbidden: bot was blocked by the user"
    await control.deactivate(8)
    told = await api.refused("sendMessage", chat_id=8, **send)
    assert told == "Forbidden: user is deactivated"


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_kicked_and_left(api: Api, control: Control, kind: str) -> None:
    await control.add_chat(-100, kind, "Chat", bot_status="administrator")
    await control.kick(-100)
    told = await api.refused("sendMessage", chat_id=-100, text="x")
    assert told == f"Forbidden: bot was kicked from the {kind} chat"
    await control.kick(-100, "left")
    told = await api.refused("sendMessage", chat_id=-100, text="x")
    assert told == f"Forbidden: bot is not a member of the {kind} chat"


async def test_rights(api: Api, control: Control) -> None:
    await control.add_chat(-100, "channel", "News", bot_status="member")
    told = await api.refused("sendMessage", chat_id=-100, text="x")
    assert told == "Bad Request: need administrator rights in the channel chat"
    await control.add_chat(-101, "supergroup", "Quiet", bot_status="restricted")
    told = await api.refused("sendMessage", chat_id=-101, text="x")
    assert told == "Bad Request: not enough rights to send text messages to the chat"


async def test_an_upgraded_group_names_its_new_id(api: Api, control: Control) -> None:
    await control.add_chat(-5, "group", "Friends", members=[7])
    await control.migrate(-5, -1005)
    status, body = await api("sendMessage", chat_id=-5, text="x")
    assert (status, body) == (
        400,
        {
            "ok": False,
            "error_code": 400,
            "description": "Bad Request: group chat was upgraded to a supergroup chat",
            "parameters": {"migrate_to_chat_id": -1005},
        },
    )
    assert (await api.ok("sendMessage", chat_id=-1005, text="x"))["chat"]["type"] == "supergroup"


@pytest.mark.parametrize(
    ("params", "text"),
    [
        ({"question": "", "options": ["a", "b"]}, 'parameter "question" is required'),
        (
            {"question": "q" * 301, "options": ["a", "b"]},
            "poll question length must not exceed 300",
        ),
        ({"question": "q", "options": []}, "poll must have at least 1 option"),
        ({"question": "q", "options": ["a"] * 13}, "poll can't have more than 12 options"),
        ({"question": "q", "options": ["a", " "]}, "poll options must be non-empty"),
        ({"question": "q", "options": ["a", "b" * 101]}, "poll options length must not exceed 100"),
        (
            {"question": "q", "options": ["a", "b"], "type": "quiz"},
            "wrong correct option ID specified",
        ),
    ],
)
async def test_polls(api: Api, control: Control, params: dict[str, Any], text: str) -> None:
    assert await api.refused("sendPoll", chat_id=7, **params) == f"Bad Request: {text}"


async def test_file_ids_belong_to_one_bot(api: Api, control: Control) -> None:
    sent = await api.ok("sendDocument", chat_id=7, document="https://example.com/a.pdf")
    file_id = sent["document"]["file_id"]
    assert await api.ok("sendDocument", chat_id=7, document=file_id)
    wrong = "Bad Request: wrong file identifier/HTTP URL specified"
    assert await api.of("43:X").refused("sendDocument", chat_id=7, document=file_id) == wrong
    assert await api.refused("sendDocument", chat_id=7, document="rubbish") == wrong
    told = await api.refused("sendPhoto", chat_id=7, photo=file_id)
    assert told == "Bad Request: can't use file of type Document as Photo"


async def test_unknown_methods_and_tokens(api: Api, control: Control) -> None:
    assert await api("makeCoffee") == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found"},
    )
    unauthorized = {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert await api.of("nonsense")("getMe") == (401, unauthorized)
    await control.revoke("42:TEST")
    assert await api("getMe") == (401, unauthorized)
    assert (await api.of("42:NEW").ok("getMe"))["id"] == 42


async def test_a_revoked_token_keeps_the_bot_and_its_numbers(api: Api, control: Control) -> None:
    await api.ok("sendMessage", chat_id=7, text="x")
    await control.revoke("42:TEST")
    assert (await api.of("42:NEW").ok("sendMessage", chat_id=7, text="y"))["message_id"] == 2


async def test_method_names_ignore_case_and_get_works(api: Api, control: Control) -> None:
    assert (await api.ok("GETME"))["id"] == 42
    async with aiohttp.ClientSession() as session:
        address = f"{api.url}/bot42:TEST/sendMessage?chat_id=7&text=by+get"
        async with session.get(address) as answer:
            assert (await answer.json())["result"]["text"] == "by get"
