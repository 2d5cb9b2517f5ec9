"""What was called and what was wrong with it; what the lenient mode overlooks."""

import asyncio
from typing import Any

import aiohttp
import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.call.call_log import KEPT, KEPT_ERRORS, KEPT_LACKING, Calls
from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api
from tests.sandbox.page.live_page import live_page

TOKEN = "987654:AAH-secret_part_of_it"
ROW = [{"text": "Go", "callback_data": "go", "hide": False}]
OVERLOOKED: list[tuple[dict[str, Any], str]] = [
    ({"hide": False}, 'unknown parameter "hide"'),
    (
        {"reply_markup": {"inline_keyboard": [ROW]}},
        'unknown field "hide" in reply_markup.inline_keyboard[0][0]',
    ),
    ({"text": 5}, 'a number in the place of a text in "text"'),
    (
        {"reply_markup": {"inline_keyboard": [[{"text": 1, "callback_data": "go"}]]}},
        "a number in the place of a text in reply_markup.inline_keyboard[0][0].text",
    ),
    (
        {"entities": [{"type": "bold", "offset": 0}]},
        "Bad Request: can't parse MessageEntity: Can't find field \"length\"",
    ),
]


@pytest.mark.parametrize(("fields", "note"), OVERLOOKED)
async def test_what_the_real_server_overlooks_is_refused_or_noted(
    api: Api, control: Control, fields: dict[str, Any], note: str
) -> None:
    message = {"chat_id": 7, "text": "Hi"} | fields
    await api.refused("sendMessage", **message)
    await control.lenient()
    for _again in range(2):  # what was good once is not looked at again
        sent = await api.ok("sendMessage", **message)
        assert sent["text"] == str(message["text"])
        assert "hide" not in str(sent)
        newest = (await control.calls(count=1)).calls[0]
        assert [each.casefold() for each in newest["notes"]] == [note.casefold()]
    assert len((await control.calls(errors=True)).calls) == 3
    await control.lenient(on=False)
    await api.refused("sendMessage", **message)


async def test_lenient_is_not_careless(api: Api, control: Control) -> None:
    await control.lenient()
    markup = {"inline_keyboard": [[{"text": "Go", "callback_data": "g" * 65}]]}
    for fields in ({"text": ""}, {"reply_markup": markup}, {"reply_markup": "{"}, {"chat_id": ""}):
        await api.refused("sendMessage", **({"chat_id": 7, "text": "Hi"} | fields))


async def test_it_can_begin_lenient_and_a_reset_leaves_it_so() -> None:
    async with Sandbox(lenient=True).serving() as url, Control(url) as control:
        for _time in range(2):
            await control.add_user(7, started=True)
            async with aiohttp.ClientSession() as session:
                body = {"chat_id": 7, "text": "x", "method": "y"}
                async with session.post(f"{url}/bot1:a/sendMessage", json=body) as answer:
                    assert answer.status == 200
            await control.lenient(on=False)
            await control.reset()


async def test_a_method_that_is_not_there_says_so_and_is_remembered(
    api: Api, control: Control
) -> None:
    for name in ("getStickerSet", "getstickerset"):
        told = await api.refused(name, name="x")
        assert told == "Not Found: the sandbox does not have getStickerSet"
    assert await api.refused("getNothing") == "Not Found"
    log = await control.calls(errors=True)
    assert log.lacking == {"getStickerSet": 2}
    assert [each["status"] for each in log.calls] == ["404"] * 3


async def test_each_call_stands_there_newest_first_and_no_token(url: str, control: Control) -> None:
    asked = [f"bot{TOKEN}/getMe", f"bot{TOKEN}/{TOKEN}", f"bot/{TOKEN}/getMe", f"bot1/{TOKEN}"]
    asked += [f"bot{TOKEN}/sendMessage?chat_id={TOKEN}&text=x&{TOKEN}=1", "bot1:a/getMe"]
    async with aiohttp.ClientSession() as session:
        for path in asked:
            async with session.get(f"{url}/{path}"):
                pass
    log = await control.calls()
    assert "AAH-secret" not in str(log)
    assert [each["number"] for each in log.calls] == [6, 5, 4, 3, 2, 1]
    assert [each["bot"] for each in log.calls] == [1, 987654, None, None, 987654, 987654]
    assert log.calls[1]["error"] == 'Bad Request: unknown parameter "(a token)"'
    async with live_page(url) as page:
        told = await page.next("calls")
    assert "AAH-secret" not in str(told)
    assert told["calls"] == log.calls


async def test_faults_and_bans_stand_there_too(api: Api, control: Control) -> None:
    await control.faults(error_500={"next": 1})
    await api("sendMessage", chat_id=7, text="x")
    await control.ban(60)
    await api("sendMessage", chat_id=7, text="x")
    newest = (await control.calls(errors=True)).calls
    assert [(each["status"], each["chat"]) for each in newest] == [("429", "7"), ("error_500", "7")]
    assert newest[0]["error"].startswith("Too Many Requests: retry after")
    await control.outage(600)
    async with api.session.get(f"{api.url}/bot{api.token}/getMe") as answer:
        assert answer.status == 502
    (last,) = (await control.calls(errors=True, count=1)).calls
    assert (last["method"], last["status"]) == ("getMe", "outage html_502")


def good(calls: Calls, number: int = 1, **more: Any) -> None:
    for _ in range(number):
        what: dict[str, Any] = {"at": 0.0, "bot": 1, "method": "getMe", "chat": "", "status": "200"}
        calls.add(**(what | more))


def test_errors_outlast_a_broadcast_and_nothing_grows() -> None:
    calls = Calls()
    good(calls, status="403", error="e" * 10_000)
    good(calls, 5 * KEPT)
    (error,) = calls.newest(1000, errors=True)
    assert (error.number, len(error.error)) == (1, 400)
    assert len(calls.newest(1000)) == KEPT + 1
    good(calls, 5 * KEPT_ERRORS, status="403")
    assert len(calls.newest(10_000)) == KEPT + KEPT_ERRORS
    assert [each.number for each in calls.newest(2)] == [calls.total, calls.total - 1]
    for name in range(2 * KEPT_LACKING):
        calls.lacks(str(name))
    assert len(calls.lacking) == KEPT_LACKING


def test_a_token_at_the_end_of_what_is_kept_is_not_cut_through() -> None:
    calls = Calls()
    good(calls, status="400", error="x" * 290 + TOKEN + "y" * 500)
    assert "secret" not in str(calls.newest(1)[0].told())


async def test_the_page_hears_of_news_only(api: Api, control: Control, url: str) -> None:
    async with live_page(url) as page:
        first = await page.next("calls")
        assert (first["whole"], [each["method"] for each in first["calls"]]) == (True, ["getMe"])
        await api.refused("getStickerSet")
        second = await page.next("calls")
        assert second["whole"] is False
        assert [each["method"] for each in second["calls"]] == ["getStickerSet"]
        assert second["lacking"] == {"getStickerSet": 1}
        await control.reset()
        assert (await page.next("calls"))["whole"] is True


async def asked(session: aiohttp.ClientSession, address: str) -> None:
    async with session.get(address):
        pass


async def test_a_poll_whose_bot_has_gone_is_nobodys_error(api: Api, control: Control) -> None:
    """A bot that ends closes its poll, and asks once more to confirm what it took."""
    address = f"{api.url}/bot{api.token}/getUpdates?timeout=50"
    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        poll = group.create_task(asked(session, address))
        while not (await control.bots())[0]["polled"]:
            await asyncio.sleep(0.005)
        poll.cancel()
    while (await api("getUpdates"))[0] != 200:
        pass
    assert (await control.calls(errors=True)).calls == []
