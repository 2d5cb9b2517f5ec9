"""A sandbox over real HTTP, a bot's client and a control client."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox
from sandbox.control import Control
from tests.sandbox.bot_api import Api

TOKEN = "42:TEST"


@pytest.fixture
def sandbox() -> Sandbox:
    """Limits off: tests of limits switch them on. A hundred times as fast as the wall clock."""
    made = Sandbox(speed=100, seed=1, like="plain")
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
