"""Webhooks, against a real little server."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api

HEADER = "X-Telegram-Bot-Api-Secret-Token"


class Receiver:
    """A bot's server: keeps what came; answers as told."""

    def __init__(self) -> None:
        self.url = ""
        self.came: asyncio.Queue[tuple[str | None, dict[str, Any]]] = asyncio.Queue()
        self.failures = 0
        self.answer: dict[str, Any] | None = None

    async def handle(self, request: web.BaseRequest) -> web.Response:
        await self.came.put((request.headers.get(HEADER), await request.json()))
        if self.failures:
            self.failures -= 1
            return web.Response(status=500)
        return web.Response() if self.answer is None else web.json_response(self.answer)

    async def next(self) -> tuple[str | None, dict[str, Any]]:
        return await asyncio.wait_for(self.came.get(), 5)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    runner = web.ServerRunner(web.Server(made.handle))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    made.url = f"http://{host}:{port}/hook"
    yield made
    await runner.cleanup()


async def test_updates_are_posted_with_the_secret(
    api: Api, control: Control, receiver: Receiver
) -> None:
    await control.say(7, "before")
    await api.ok("setWebhook", url=receiver.url, secret_token="s3cret")
    secret, update = await receiver.next()
    assert (secret, update["message"]["text"]) == ("s3cret", "before")
    await control.say(7, "after")
    assert (await receiver.next())[1]["message"]["text"] == "after"


async def test_they_are_brought_again_until_taken(
    api: Api, control: Control, receiver: Receiver
) -> None:
    receiver.failures = 2
    await api.ok("setWebhook", url=receiver.url)
    await control.say(7, "again and again")
    updates = [(await receiver.next())[1]["update_id"] for _ in range(3)]
    assert len(set(updates)) == 1
    info = await api.ok("getWebhookInfo")
    assert info["last_error_message"].startswith("Wrong response from the webhook: 500")


async def test_a_method_in_the_answer_is_carried_out(
    api: Api, control: Control, receiver: Receiver
) -> None:
    receiver.answer = {"method": "sendMessage", "chat_id": 7, "text": "by answer"}
    await api.ok("setWebhook", url=receiver.url)
    await control.say(7, "hello")
    assert (await control.wait_for(7, "by answer"))["from"]["is_bot"] is True


async def test_pending_ones_are_counted_and_can_be_dropped(api: Api, control: Control) -> None:
    await api.ok("setWebhook", url="http://127.0.0.1:9/nobody")
    await control.say(7, "one")
    info = await api.ok("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("http://127.0.0.1:9/nobody", 1)
    await api.ok("deleteWebhook", drop_pending_updates=True)
    assert (await api.ok("getWebhookInfo"))["url"] == ""


async def test_what_was_not_taken_can_be_polled_later(api: Api, control: Control) -> None:
    await api.ok("setWebhook", url="http://127.0.0.1:9/nobody")
    await control.say(7, "kept")
    await api.ok("deleteWebhook")
    (update,) = await api.ok("getUpdates", timeout=50)
    assert update["message"]["text"] == "kept"


@pytest.mark.parametrize(
    ("params", "text"),
    [
        ({"url": "nonsense"}, "invalid webhook URL specified"),
        (
            {"url": "http://example.com/x"},
            "bad webhook: An HTTPS URL must be provided for webhook",
        ),
        (
            {"url": "https://example.com:8000/x"},
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        ),
        (
            {"url": "https://example.com", "secret_token": "with space"},
            "secret token contains unallowed characters",
        ),
        ({"url": "https://example.com", "secret_token": "x" * 257}, "secret token is too long"),
    ],
)
async def test_bad_webhooks(api: Api, control: Control, params: dict[str, str], text: str) -> None:
    assert await api.refused("setWebhook", **params) == f"Bad Request: {text}"
