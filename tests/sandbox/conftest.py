"""A sandbox over real HTTP, and a small Bot API client that shows status and body."""

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox
from sandbox.control import Control

TOKEN = "42:TEST"


class Api:
    """`await api("sendMessage", chat_id=7, text="Hi")` -> (status, body)."""

    def __init__(self, url: str, token: str, session: aiohttp.ClientSession) -> None:
        self.url = url
        self.token = token
        self.session = session

    async def __call__(self, method: str, **params: Any) -> tuple[int, dict[str, Any]]:
        address = f"{self.url}/bot{self.token}/{method}"
        async with self.session.post(address, json=params) as answer:
            return answer.status, json.loads(await answer.read())

    async def ok(self, method: str, **params: Any) -> Any:
        status, body = await self(method, **params)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    async def refused(self, method: str, **params: Any) -> str:
        """The description of the error, which says its code."""
        status, body = await self(method, **params)
        assert status == body["error_code"] != 200, body
        return str(body["description"])

    def of(self, token: str) -> "Api":
        return Api(self.url, token, self.session)


@pytest.fixture
def sandbox() -> Sandbox:
    """Limits off: tests of limits switch them on. A hundred times as fast as the wall clock."""
    made = Sandbox(speed=100, seed=1)
    made.world.limits.change({"per_second": None, "group_per_minute": None})
    return made


@pytest.fixture
async def url(sandbox: Sandbox) -> AsyncIterator[str]:
    async with sandbox.serving() as url:
        yield url


@pytest.fixture
async def api(url: str) -> AsyncIterator[Api]:
    async with aiohttp.ClientSession() as session:
        made = Api(url, TOKEN, session)
        await made.ok("getMe")
        yield made


@pytest.fixture
async def control(url: str) -> AsyncIterator[Control]:
    async with Control(url) as connected:
        await connected.add_user(7, "Ann", username="ann", started=True)
        yield connected


@pytest.fixture
def buttons() -> Callable[..., dict[str, Any]]:
    """An inline keyboard of one row."""

    def make(*row: dict[str, Any]) -> dict[str, Any]:
        return {"inline_keyboard": [list(row)]}

    return make
