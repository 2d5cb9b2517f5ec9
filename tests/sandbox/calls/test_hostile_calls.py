"""Calls that make no sense: each is refused in words, and nothing of it stays to break the rest."""

import asyncio
import logging
from typing import Any

import aiohttp
import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control, ControlRefused
from tests.sandbox.bot_api import Api
from tests.sandbox.page.live_page import live_page

EVENTS = {"roster", "bot", "pulse", "spread", "chat"}

NONSENSE: list[tuple[str, dict[str, Any], str]] = [
    ("add_user", {"id": 8, "first_name": 5}, "first_name is of the type str"),
    ("add_user", {"id": 8, "language": 5}, r"language is of the type str \| null"),
    ("add_user", {"id": 8, "started": 1}, "started is of the type bool"),
    ("add_user", {"id": -5}, "from 1 to"),
    ("add_user", {"id": 2**60}, "from 1 to"),
    ("add_user", {}, "missing a required argument"),
    ("add_user", {"id": 8, "height": 5}, "unexpected keyword argument 'height'"),
    ("add_users", {"count": 10**12}, "from 1 to 1000000 people"),
    ("add_users", {"count": 10, "first_id": 2**52}, "people have numbers"),
    ("add_users", {"count": 10, "blocked_share": 5}, "from 0 to 1"),
    ("add_users", {"count": 10, "language": 5}, "language is of the type str"),
    ("add_users", {"count": 2.5}, "count is of the type int"),
    ("add_chat", {"id": -5, "type": "group", "title": "A", "members": ["x"]}, r"list\[int\]"),
    ("add_chat", {"id": -5, "type": "group", "title": "A", "bot_status": "king"}, "bot_status"),
    ("promote", {"chat_id": -100, "status": "king"}, "everybody is one of"),
    ("migrate", {"chat_id": -100, "new_chat_id": 5}, "new_chat_id"),
    ("limits", {"latency": float("inf")}, "Infinity is no number"),
    ("limits", {"latency": float("nan")}, "NaN is no number"),
    ("limits", {"per_second": 10**400}, "beyond all measure"),
    ("limits", {"per_second": 1e300}, "beyond all measure"),
    ("faults", {"error_500": {"share": "x"}}, "share is of the type float"),
    ("faults", {"error_500": {"next": 1, "methods": 5}}, "methods is of the type"),
    ("faults", {"slow_answer": {"share": 1, "delay": -1}}, "from 0 on"),
    ("faults", {"error_500": True}, "a share, or an object"),
    ("advance", {"seconds": -5}, "forward only"),
    ("everyone_says", {"text": "Hi", "first_id": 7, "count": 10**9}, "there is no user 10"),
    ("missed", {"contains": "x", "first_id": 1, "count": 10**12}, "at most"),
    ("say", {"user_id": 7, "text": "Hi", "entities": [1]}, "TypeError"),
    ("say", {"user_id": 7, "text": ["Hi"]}, "text is of the type str"),
]


@pytest.fixture
async def room(control: Control) -> int:
    await control.add_chat(-100, "group", "The group")
    return -100


@pytest.mark.parametrize(("verb", "arguments", "words"), NONSENSE)
async def test_nonsense_was_kept_and_broke_every_page_and_answer(
    api: Api, control: Control, room: int, verb: str, arguments: dict[str, Any], words: str
) -> None:
    before = await control.do("people")
    with pytest.raises(ControlRefused, match=words):
        await control.do(verb, **arguments)
    assert await control.do("people") == before
    await everything_works(api)


async def everything_works(api: Api) -> None:
    """A bot can send, and a page is told everything."""
    await api.ok("sendMessage", chat_id=7, text="Good morning")
    await api.ok("getUpdates", timeout=0)
    async with live_page(api.url, chat=7) as page:
        while not set(page.seen) >= EVENTS:
            await page.any()


@pytest.mark.parametrize("body", ["[" * 100_000, "{", "[]", "5", '"x"', "\ud800"])
async def test_a_body_that_is_no_object_of_json_is_an_answer_and_no_crash(
    url: str, body: str
) -> None:
    address, data = f"{url}/sandbox/now", body.encode(errors="surrogatepass")
    async with aiohttp.request("POST", address, data=data) as answer:
        assert answer.status == 400
        assert "JSON" in (await answer.json())["error"]


async def test_half_a_letter_stopped_a_bot_from_ever_reading_on(api: Api, control: Control) -> None:
    """Browsers send one when something cuts an emoji in two."""
    await control.say(7, "Good \ud83d morning")
    (update,) = await api.ok("getUpdates")
    assert update["message"]["text"] == "Good ? morning"


async def test_a_crowd_went_on_writing_to_the_world_after_a_reset(
    sandbox: Sandbox, api: Api, control: Control
) -> None:
    """It waited for a bot that nobody would read from any more."""
    await control.add_users(5000, first_id=1000, started=False)
    await control.everyone_says("/start", 1000, 5000)
    while len(await api.ok("getUpdates", limit=1)) < 1:
        await asyncio.sleep(0)
    (stream,) = [each for each in sandbox.world.tasks._running if "_stream" in repr(each)]
    await control.reset()
    await control.add_users(5000, first_id=1000, started=False)
    async with asyncio.timeout(10):
        await asyncio.wait([stream])
    assert (await control.do("blocked_share", share=0))["stranger"] == 5000


async def test_a_crowd_that_stays_silent_kept_everybody_waiting(
    sandbox: Sandbox, api: Api, control: Control
) -> None:
    """A hundred thousand people who have blocked the bot are passed over a few at a time."""
    await control.add_users(100_000, first_id=1000, blocked_share=1.0)
    turns = 0

    async def count_turns() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    counting = sandbox.world.tasks.spawn(count_turns())
    await control.everyone_says("Hi", 1000, 100_000, wait=True)
    counting.cancel()
    assert turns > 50
    assert not await api.ok("getUpdates")


async def test_a_broken_request_wrote_its_token_into_the_log(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody may point a real bot here by mistake."""
    caplog.set_level(logging.DEBUG)
    host, _, port = url.removeprefix("http://").rpartition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"GET /bot42:SECRET/get Me HTTP/1.1\r\nHost: localhost\r\n\r\n")
    async with asyncio.timeout(10):
        assert b" 400 " in await reader.readline()
    writer.close()
    assert "SECRET" not in caplog.text
