"""A sandbox over real HTTP, a bot's client and a control client."""

import json
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import aiohttp
import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.api.answers import Answers, NotAsDocumented
from botapi_sandbox.call.endpoint import BotApi
from botapi_sandbox.control import Control
from botapi_sandbox.ground.params import Call
from botapi_sandbox.state.account import Account
from botapi_sandbox.state.updates import UpdateQueue
from tests.sandbox.bot_api import Api

TOKEN = "42:TEST"
LOOKED_AT = 200  # of one kind in one test; a crowd's thousands are all alike
ANSWERS = Answers.read()


@contextmanager
def noted(wrong: list[NotAsDocumented]) -> Iterator[None]:
    """For later: raised where it happens, it would be one more thing that went wrong there."""
    try:
        yield
    except NotAsDocumented as error:
        wrong.append(error)


@pytest.fixture(autouse=True)
def told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Every update and every good answer that a test of the sandbox brings about is held against
    the documentation. What was seen: kinds of updates, and methods."""
    seen: Counter[str] = Counter()
    wrong: list[NotAsDocumented] = []
    push, perform = UpdateQueue.push, BotApi.perform

    def checked_push(queue: UpdateQueue, kind: str, payload: Any) -> None:
        seen[kind] += 1
        if seen[kind] <= LOOKED_AT:
            with noted(wrong):
                ANSWERS.check_update(kind, payload)
        push(queue, kind, payload)

    async def checked_perform(api: BotApi, account: Account, call: Call) -> tuple[int, str]:
        status, text = await perform(api, account, call)
        if status == 200 and call.method != "getUpdates":  # these were looked at as they came
            seen[call.method] += 1
            if seen[call.method] <= LOOKED_AT:
                with noted(wrong):
                    ANSWERS.check_answer(call.method, json.loads(text)["result"])
        return status, text

    monkeypatch.setattr(UpdateQueue, "push", checked_push)
    monkeypatch.setattr(BotApi, "perform", checked_perform)
    yield seen
    if request.node.get_closest_marker("made_up") is None:
        assert not wrong


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
