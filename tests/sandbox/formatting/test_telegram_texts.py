"""Each limit and each answer of a Telegram that is as strict as it can be, over HTTP."""

import io
from collections.abc import Awaitable, Callable
from typing import Any

import aiohttp
import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from botapi_sandbox.ground.clock import Clock
from tests.sandbox.bot_api import Api

PHOTO = "https://example.com/a.jpg"
BAD, NO = "Bad Request: ", "Forbidden: "
LOOPBACK_HOOK = "http://127.0.0.1:8085/hook"


@pytest.fixture
def sandbox() -> Sandbox:
    """Strict, and its clock stands still: nothing is refused for being too fast by chance."""
    return Sandbox(clock=Clock(wall=lambda: 0.0))


def album(items: int) -> list[dict[str, Any]]:
    return [{"type": "photo", "media": PHOTO}] * items


def zeros(count: int) -> io.BytesIO:
    return io.BytesIO(bytes(count))


def one(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


CONTENT_AT_FAULT: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"text": ""}, "message text is empty"),
    ("sendMessage", {"text": "x" * 4097}, "message is too long"),
    ("sendMessage", {"text": "😀" * 2049}, "message is too long"),
    ("sendPhoto", {"photo": PHOTO, "caption": "x" * 1025}, "message caption is too long"),
    (
        "sendMessage",
        {"text": "<b>x", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    ("sendPhoto", {"photo": "nonsense"}, "wrong file identifier/HTTP URL specified"),
    ("sendMessage", {"text": "x", "reply_markup": one(text="x", url="a b")}, "BUTTON_URL_INVALID"),
    (
        "sendMessage",
        {"text": "x", "reply_markup": one(text="x", callback_data="d" * 65)},
        "BUTTON_DATA_INVALID",
    ),
    (
        "copyMessage",
        {"from_chat_id": 7, "message_id": 999},
        "message to copy not found",
    ),
    ("forwardMessage", {"from_chat_id": 7, "message_id": 999}, "message to forward not found"),
    ("deleteMessage", {"message_id": 999}, "message to delete not found"),
    ("editMessageText", {"message_id": 999, "text": "x"}, "message to edit not found"),
    ("sendMediaGroup", {"media": album(1)}, "too few messages to send as an album"),
    ("sendMediaGroup", {"media": album(11)}, "too many messages to send as an album"),
    (
        "sendMediaGroup",
        {"media": album(2), "reply_markup": one(text="x", callback_data="x")},
        "an album can't have a reply_markup: send its buttons in a message of their own",
    ),
    (
        "deleteMessages",
        {"message_ids": list(range(1, 102))},
        "too many message identifiers specified",
    ),
    (
        "forwardMessage",
        {"from_chat_id": 7, "message_id": 1, "allow_paid_broadcast": True},
        "forwards can't be paid for",
    ),
    (
        "forwardMessages",
        {"from_chat_id": 7, "message_ids": [1], "allow_paid_broadcast": True},
        "forwards can't be paid for",
    ),
    (
        "copyMessages",
        {"from_chat_id": 7, "message_ids": [1], "allow_paid_broadcast": True},
        "copies of several messages can't be paid for",
    ),
]


@pytest.mark.parametrize(("method", "params", "text"), CONTENT_AT_FAULT)
async def test_the_call_is_at_fault(
    api: Api, control: Control, method: str, params: dict[str, Any], text: str
) -> None:
    assert await api.refused(method, chat_id=7, **params) == BAD + text


async def test_what_just_fits_passes(api: Api, control: Control) -> None:
    await api.ok("sendMessage", chat_id=7, text=f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    await api.ok("sendPhoto", chat_id=7, photo=PHOTO, caption="x" * 1024)
    await api.ok(
        "sendMessage", chat_id=7, text="x", reply_markup=one(text="x", callback_data="d" * 64)
    )
    assert len(await api.ok("sendMediaGroup", chat_id=7, media=album(10))) == 10
    assert await api.ok("deleteMessages", chat_id=7, message_ids=list(range(1, 101)))


Change = Callable[[Control], Awaitable[object]]
CHAT_SAYS_NO: list[tuple[int, Change, str]] = [
    (8, lambda c: c.add_user(8), NO + "bot can't initiate conversation with a user"),
    (7, lambda c: c.block(7), NO + "bot was blocked by the user"),
    (7, lambda c: c.deactivate(7), NO + "user is deactivated"),
    (9, lambda c: c.now(), BAD + "chat not found"),
    (-1, lambda c: c.kick(-1), NO + "bot was kicked from the group chat"),
    (-2, lambda c: c.kick(-2), NO + "bot was kicked from the supergroup chat"),
    (-3, lambda c: c.kick(-3), NO + "bot was kicked from the channel chat"),
    (-1, lambda c: c.kick(-1, "left"), NO + "bot is not a member of the group chat"),
    (-2, lambda c: c.kick(-2, "left"), NO + "bot is not a member of the supergroup chat"),
    (-3, lambda c: c.kick(-3, "left"), NO + "bot is not a member of the channel chat"),
    (-1, lambda c: c.kick(-1, "deleted"), NO + "the group chat was deleted"),
    (
        -1,
        lambda c: c.migrate(-1, -100),
        BAD + "group chat was upgraded to a supergroup chat",
    ),
    (-1, lambda c: c.promote(-1, "restricted"), BAD + "have no write access to the chat"),
    (
        -2,
        lambda c: c.promote(-2, "restricted"),
        BAD + "not enough rights to send text messages to the chat",
    ),
    (
        -3,
        lambda c: c.promote(-3, "member"),
        BAD + "need administrator rights in the channel chat",
    ),
]


@pytest.mark.parametrize(("chat", "change", "text"), CHAT_SAYS_NO)
async def test_the_chat_says_no(
    api: Api, control: Control, chat: int, change: Change, text: str
) -> None:
    for number, kind in ((-1, "group"), (-2, "supergroup"), (-3, "channel")):
        await control.add_chat(number, kind, "Chat", members=[7], bot_status="administrator")
    await change(control)
    assert await api.refused("sendMessage", chat_id=chat, text="x") == text


async def test_an_upgraded_group_says_where_it_is(api: Api, control: Control) -> None:
    await control.add_chat(-1, "group", "Chat", members=[7])
    await control.migrate(-1, -100)
    _status, body = await api("sendMessage", chat_id=-1, text="x")
    assert body["parameters"] == {"migrate_to_chat_id": -100}


async def test_edits_and_deletions_that_come_too_late(api: Api, control: Control) -> None:
    number = (await api.ok("sendMessage", chat_id=7, text="x"))["message_id"]
    place = {"chat_id": 7, "message_id": number}
    told = await api.refused("editMessageText", **place, text="x")
    assert told.startswith(BAD + "message is not modified: ")
    await control.advance(48 * 3600 - 1)
    assert await api.ok("editMessageText", **place, text="edited after two days")
    await control.advance(2)
    assert await api.refused("deleteMessage", **place) == BAD + "message can't be deleted"
    assert await api.ok("editMessageText", **place, text="edits have no such limit")


async def test_a_dead_token(api: Api, control: Control) -> None:
    await control.revoke(api.token)
    assert await api("getMe") == (
        401,
        {"ok": False, "error_code": 401, "description": "Unauthorized"},
    )


async def test_what_is_too_big_to_fetch(api: Api, control: Control) -> None:
    form = aiohttp.FormData()
    form.add_field("chat_id", "7")
    form.add_field("document", zeros(20 * 1024 * 1024 + 1), filename="big.bin")
    async with api.session.post(f"{api.url}/bot{api.token}/sendDocument", data=form) as answer:
        file_id = (await answer.json())["result"]["document"]["file_id"]
    assert await api.refused("getFile", file_id=file_id) == BAD + "file is too big"


async def test_what_is_too_big_to_send(api: Api, control: Control) -> None:
    form = aiohttp.FormData()
    form.add_field("chat_id", "7")
    form.add_field("document", zeros(50 * 1024 * 1024 + 1), filename="big.bin")
    async with api.session.post(f"{api.url}/bot{api.token}/sendDocument", data=form) as answer:
        told = await answer.json()
    assert (told["error_code"], told["description"]) == (413, "Request Entity Too Large")


async def test_updates_come_by_a_hundred_and_are_kept_for_a_day(api: Api, control: Control) -> None:
    for number in range(101):
        await control.say(7, f"{number}")
    assert len(await api.ok("getUpdates", limit=1000)) == 100
    await control.advance(24 * 3600 - 1)
    await control.say(7, "fresh")
    await control.advance(1)
    assert [each["message"]["text"] for each in await api.ok("getUpdates")] == ["fresh"]


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (
            "https://example.com:8085/hook",
            "Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        (LOOPBACK_HOOK, "Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ("http://example.com/hook", "An HTTPS URL must be provided for webhook"),
    ],
)
async def test_webhooks_only_where_telegram_has_them(
    api: Api, control: Control, address: str, text: str
) -> None:
    assert await api.refused("setWebhook", url=address) == f"{BAD}bad webhook: {text}"


async def test_a_test_s_own_port_by_an_explicit_switch(api: Api, control: Control) -> None:
    await control.limits(webhook_ports=None)
    assert await api.ok("setWebhook", url=LOOPBACK_HOOK)
    told = await api.refused("getUpdates")
    assert told == (
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
