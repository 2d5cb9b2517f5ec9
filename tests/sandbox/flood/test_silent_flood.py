"""A strict flood limiter: silence first, then 429 for a whole episode, and bans that grow."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from typing import Any

import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from botapi_sandbox.flood.limits import Limits
from botapi_sandbox.ground.clock import Clock
from botapi_sandbox.ground.errors import ControlError
from tests.sandbox.bot_api import Api

Answer = tuple[int, dict[str, Any]]


@pytest.fixture
def sandbox() -> Sandbox:
    """Strict; its clock moves only by `advance`."""
    return Sandbox(clock=Clock(wall=lambda: 0.0))


class Crowd:
    """Sends to many chats at once and tells what came back so far."""

    def __init__(self, api: Api, control: Control, sandbox: Sandbox, group: asyncio.TaskGroup):
        self.api = api
        self.control = control
        self._sandbox = sandbox
        self._group = group
        self.calls: list[asyncio.Task[Answer]] = []

    async def send(self, count: int, first: int = 1_000_001) -> None:
        """Returns when each of them is answered or waits in silence."""
        for chat in range(first, first + count):
            call: Coroutine[Any, Any, Answer] = self.api("sendMessage", chat_id=chat, text="x")
            self.calls.append(self._group.create_task(call))
        await self.settle()

    async def pass_by(self, seconds: float) -> None:
        await self.control.advance(seconds)
        await self.settle()

    async def settle(self) -> None:
        """Until every call is either answered or counted as waiting, twice in a row."""
        world = self._sandbox.world
        calm = 0
        async with asyncio.timeout(20):
            while calm < 3:
                waiting = sum(len(world.send_queue(account)) for account in world.accounts.all())
                open_calls = sum(not call.done() for call in self.calls)
                calm = calm + 1 if waiting == open_calls else 0
                await asyncio.sleep(0.01)

    def statuses(self) -> list[int]:
        return sorted(call.result()[0] for call in self.calls if call.done())

    def retry_afters(self) -> set[int]:
        bodies = [call.result()[1] for call in self.calls if call.done()]
        return {each["parameters"]["retry_after"] for each in bodies if not each["ok"]}


@pytest.fixture
async def crowd(api: Api, control: Control, sandbox: Sandbox) -> AsyncIterator[Crowd]:
    await control.add_users(1_000)
    async with asyncio.TaskGroup() as group:
        made = Crowd(api, control, sandbox, group)
        yield made
        await control.limits(like="plain", per_second=None)
        await control.advance(100_000)


async def test_what_fits_within_eight_seconds_is_only_late(crowd: Crowd) -> None:
    await crowd.send(50)
    assert crowd.statuses() == [200] * 30
    await crowd.pass_by(0.5)
    assert crowd.statuses() == [200] * 45
    await crowd.pass_by(0.5)
    assert crowd.statuses() == [200] * 50


async def test_silence_first_then_one_episode_of_429(crowd: Crowd) -> None:
    """Found in a real flood: those that waited in line come back 429 too, with the same end."""
    await crowd.control.limits(per_second=2)
    await crowd.send(30)
    assert crowd.statuses() == [200] * 2
    await crowd.pass_by(7.9)
    assert 429 not in crowd.statuses()
    await crowd.send(10, first=1_000_101)
    await crowd.pass_by(0.2)
    assert crowd.retry_afters() == {35}
    refused = next(
        call.result()[1] for call in crowd.calls if call.done() and call.result()[0] == 429
    )
    assert refused == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 35",
        "parameters": {"retry_after": 35},
    }
    assert not [call for call in crowd.calls if not call.done()]


async def test_sending_on_prolongs_the_ban(crowd: Crowd) -> None:
    await crowd.control.ban(100)
    await crowd.send(5)
    await crowd.pass_by(8)
    assert crowd.statuses() == [429] * 5
    assert crowd.retry_afters() == {100 - 8 + 5}


async def test_a_short_ban_is_sat_out_unseen(crowd: Crowd) -> None:
    await crowd.control.ban(2)
    await crowd.send(3)
    assert crowd.statuses() == []
    await crowd.pass_by(5)
    assert crowd.statuses() == [200] * 3


async def test_bans_last_for_hours_if_need_be(crowd: Crowd) -> None:
    await crowd.control.ban(10_072)
    await crowd.send(1)
    await crowd.pass_by(8)
    assert crowd.retry_afters() == {10_072 - 8 + 1}


async def test_one_chat_takes_a_burst_and_then_one_a_second(crowd: Crowd) -> None:
    """A dialog that answers a few taps with a few messages is never slowed."""
    for _ in range(20):
        await crowd.send(1)
    assert crowd.statuses() == [200] * 20
    await crowd.send(1)
    await crowd.send(1)
    assert crowd.statuses() == [200] * 20
    await crowd.pass_by(1)
    assert crowd.statuses() == [200] * 21
    await crowd.pass_by(1)
    assert crowd.statuses() == [200] * 22


async def source(crowd: Crowd) -> dict[str, Any]:
    sent = await crowd.api.ok("sendMessage", chat_id=7, text="news")
    return {"from_chat_id": 7, "message_id": sent["message_id"]}


async def test_forwards_are_far_fewer_and_their_ban_is_long(crowd: Crowd) -> None:
    await crowd.control.limits(forwards_per_hour=3, silent_wait=0)
    message = await source(crowd)
    for chat in (1_000_001, 1_000_002, 1_000_003):
        assert await crowd.api.ok("forwardMessage", chat_id=chat, **message)
    told = await crowd.api.refused("forwardMessage", chat_id=1_000_004, **message)
    assert told == "Too Many Requests: retry after 2282"
    await crowd.control.advance(3_600)
    assert await crowd.api.ok("forwardMessage", chat_id=1_000_004, **message)


async def test_several_forwards_cost_as_many(crowd: Crowd) -> None:
    await crowd.control.limits(forwards_per_hour=3, silent_wait=0)
    numbers = [(await crowd.api.ok("sendMessage", chat_id=7, text=x))["message_id"] for x in "ab"]
    batch = {"chat_id": 1_000_001, "from_chat_id": 7, "message_ids": numbers}
    assert len(await crowd.api.ok("forwardMessages", **batch)) == 2
    assert "retry after 2282" in await crowd.api.refused("forwardMessages", **batch)


async def test_copies_are_no_forwards(crowd: Crowd) -> None:
    await crowd.control.limits(forwards_per_hour=1, silent_wait=0)
    message = await source(crowd)
    for chat in (1_000_001, 1_000_002):
        assert await crowd.api.ok("copyMessage", chat_id=chat, **message)


async def test_errors_inside_surface_as_429_after_a_silence(crowd: Crowd) -> None:
    """So one 429 is no proof that the rate was too high."""
    await crowd.control.faults(internal={"next": 1})
    begun = await crowd.control.now()
    call = asyncio.create_task(crowd.api.refused("sendMessage", chat_id=7, text="x"))  # noqa: TID251
    while not call.done():
        await crowd.control.advance(1)
        await asyncio.sleep(0.01)
    assert await call == "Too Many Requests: retry after 8"
    assert await crowd.control.now() - begun >= 8
    assert await crowd.api.ok("sendMessage", chat_id=7, text="x")


def test_plain_limits_are_one_word_away() -> None:
    limits = Limits()
    limits.change({"like": "plain", "per_second": 5})
    assert (limits.silent_wait, limits.per_chat_per_second, limits.per_second) == (0, None, 5)
    limits.change({"like": "strict"})
    assert limits == Limits()


@pytest.mark.parametrize(
    "changes",
    [
        {"like": "lenient"},
        {"per_second": 0},
        {"per_second": "fast"},
        {"ban": -1},
        {"silent_wait": None},
        {"webhook_ports": "any"},
    ],
)
def test_a_wrong_limit_changes_nothing(changes: dict[str, Any]) -> None:
    limits = Limits()
    with pytest.raises(ControlError):
        limits.change({"stars": 5} | changes)
    assert limits == Limits()
