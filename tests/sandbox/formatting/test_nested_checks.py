"""What stands inside of parameters: unknown, missing and mistyped fields, over HTTP."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api

Row = Callable[..., dict[str, Any]]
PHOTO = {"type": "photo", "media": "https://a.com/1.jpg"}


def inline(*buttons: Any) -> dict[str, Any]:
    return {"reply_markup": {"inline_keyboard": [list(buttons)]}}


GOOD = {"text": "x", "callback_data": "x"}
BUTTON = "can't parse inline keyboard button: "


@pytest.mark.parametrize(
    ("params", "text"),
    [
        (
            {"reply_parameters": {"message_id": 1, "foo": 1}},
            'unknown field "foo" in reply_parameters',
        ),
        ({"reply_parameters": {"message_id": []}}, 'field "message_id" must be of type Number'),
        ({"reply_parameters": [1]}, "object expected as reply parameters"),
        ({"reply_parameters": "{"}, "can't parse reply parameters JSON object"),
        (inline({"callback_data": "x"}), BUTTON + 'Can\'t find field "text"'),
        (inline({"text": 5, "callback_data": "x"}), BUTTON + 'Field "text" must be of type String'),
        (inline(GOOD | {"style": "pink"}), BUTTON + "invalid button style specified"),
        (inline("x"), BUTTON + "InlineKeyboardButton must be an Object"),
        (
            inline(GOOD, GOOD | {"colour": "red"}),
            'unknown field "colour" in reply_markup.inline_keyboard[0][1]',
        ),
        (
            {"reply_markup": {"inline_keyboard": [GOOD]}},
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays',
        ),
        (
            {"reply_markup": {"inline_keyboard": [[GOOD]], "resize": True}},
            'unknown field "resize" in reply_markup',
        ),
        (
            {"reply_markup": {"keyboard": [[5]]}},
            "can't parse keyboard button: KeyboardButton must be a String or an Object",
        ),
        ({"reply_markup": "[]"}, "object expected as reply markup"),
        ({"reply_markup": "no JSON"}, "can't parse reply keyboard markup JSON object"),
        (
            {"entities": [{"type": "bold", "offset": 0}]},
            "can't parse MessageEntity: Can't find field \"length\"",
        ),
        (
            {"entities": [{"type": "loud", "offset": 0, "length": 1}]},
            "can't parse MessageEntity: Unsupported type specified",
        ),
        (
            {"link_preview_options": {"is_disabled": "yes"}},
            'field "is_disabled" must be of type Boolean',
        ),
        (
            {"link_preview_options": {"disabled": True}},
            'unknown field "disabled" in link_preview_options',
        ),
    ],
)
async def test_what_a_message_carries(
    api: Api, control: Control, params: dict[str, Any], text: str
) -> None:
    assert await api.refused("sendMessage", chat_id=7, text="x", **params) == f"Bad Request: {text}"


@pytest.mark.parametrize(
    ("method", "params", "text"),
    [
        ("sendMediaGroup", {"media": {}}, "expected an Array of InputMedia"),
        ("sendMediaGroup", {"media": [PHOTO, 5]}, "can't parse InputMedia: expected an Object"),
        (
            "sendMediaGroup",
            {"media": [PHOTO, {"media": "x"}]},
            "can't parse InputMedia: Can't find field \"type\"",
        ),
        (
            "sendMediaGroup",
            {"media": [PHOTO, PHOTO | {"type": "animation"}]},
            "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup",
        ),
        (
            "sendMediaGroup",
            {"media": [PHOTO, PHOTO | {"duration": 5}]},
            'unknown field "duration" in media[1]',
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "go"}]},
            "can't parse BotCommand: Can't find field \"description\"",
        ),
        (
            "setMyCommands",
            {"commands": [], "scope": {"type": "everywhere"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        (
            "sendPoll",
            {"question": "?", "options": "[1, 2]"},
            "expected an option to be of type String",
        ),
        (
            "sendRichMessage",
            {"rich_message": {"blocks": [{"type": "paragraph", "text": ["a", {"type": "bold"}]}]}},
            'can\'t find field "text" in rich_message.blocks[0].text[1]',
        ),
        ("deleteMessages", {"message_ids": 5}, "expected an Array of message identifiers"),
    ],
)
async def test_what_other_methods_carry(
    api: Api, control: Control, method: str, params: dict[str, Any], text: str
) -> None:
    chat = {} if method == "setMyCommands" else {"chat_id": 7}
    assert await api.refused(method, **chat, **params) == f"Bad Request: {text}"


async def test_null_is_the_same_as_absent(api: Api, control: Control) -> None:
    row = inline(GOOD | {"url": None, "style": None})
    sent = await api.ok("sendMessage", chat_id=7, text="x", reply_parameters=None, **row)
    assert "reply_to_message" not in sent


async def test_numbers_may_be_text_as_forms_have_them(api: Api, control: Control) -> None:
    first = (await api.ok("sendMessage", chat_id="7", text="x"))["message_id"]
    answer = json.dumps({"message_id": str(first)})
    sent = await api.ok("sendMessage", chat_id="7", text="y", reply_parameters=answer)
    assert sent["reply_to_message"]["message_id"] == first


async def test_hostile_depth_is_an_error_not_a_crash(api: Api, control: Control) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    told = await api.refused("sendMessage", chat_id=7, text="x", reply_markup=deep)
    assert told == "Bad Request: can't parse reply keyboard markup JSON object"
    text: Any = "x"
    for _ in range(300):
        text = {"type": "bold", "text": text}
    rich = {"blocks": [{"type": "paragraph", "text": text}]}
    told = await api.refused("sendRichMessage", chat_id=7, rich_message=rich)
    assert told == "Bad Request: can't parse rich_message JSON object"


async def test_a_value_that_was_good_once_is_not_good_elsewhere(api: Api, control: Control) -> None:
    """The check of a value is remembered for its parameter, not for the text alone."""
    markup = json.dumps({"keyboard": [["Yes"]]})
    assert await api.ok("sendMessage", chat_id=7, text="x", reply_markup=markup)
    number = (await api.ok("sendMessage", chat_id=7, text="x"))["message_id"]
    told = await api.refused(
        "editMessageReplyMarkup", chat_id=7, message_id=number, reply_markup=markup
    )
    assert told == 'Bad Request: can\'t find field "inline_keyboard"'
