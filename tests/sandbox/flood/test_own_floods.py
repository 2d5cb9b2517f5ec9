"""Floods that are a chat's own, or the edits': a 429 like any other, and nobody else is refused."""

import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control, ControlRefused
from botapi_sandbox.flood.limiter import Limiter
from botapi_sandbox.ground.clock import Clock
from tests.sandbox.bot_api import Api
from tests.sandbox.flood.test_limiter import allowed, limiter_with, retry_after

GROUP, OTHER = -1_000_000_000_100, -1_000_000_000_101


@pytest.fixture
def sandbox() -> Sandbox:
    """Time passes by `advance` alone: the seconds of a 429 are whole ones."""
    made = Sandbox(clock=Clock(wall=lambda: 0.0), seed=1, like="plain")
    made.world.limits.change({"per_second": None, "group_per_minute": None})
    return made


@pytest.fixture
async def places(control: Control) -> None:
    for chat in (GROUP, OTHER):
        await control.add_chat(chat, "supergroup", "Friends", members=[7])


async def say(api: Api, chat: int) -> str:
    """The refusal, or nothing."""
    status, body = await api("sendMessage", chat_id=chat, text="x")
    return "" if status == 200 else str(body["description"])


async def test_slow_mode_lets_the_bot_write_once_in_a_while(
    api: Api, control: Control, places: None
) -> None:
    assert await say(api, GROUP) == ""
    await control.slow_mode(GROUP, 3_600)
    assert await say(api, GROUP) == ""
    assert await say(api, GROUP) == "Too Many Requests: retry after 3600"
    assert await say(api, OTHER) == await say(api, 7) == ""
    await control.advance(3_590)
    assert "retry after" in await say(api, GROUP)
    await control.advance(20)
    assert await say(api, GROUP) == ""
    await control.slow_mode(GROUP, 0)
    assert await say(api, GROUP) == ""


async def test_slow_mode_outlives_a_pardon(api: Api, control: Control, places: None) -> None:
    await control.slow_mode(GROUP, 3_600)
    await say(api, GROUP)
    await control.pardon()
    assert "retry after" in await say(api, GROUP)


async def test_only_supergroups_have_slow_mode(api: Api, control: Control) -> None:
    await api.ok("getMe")
    await control.add_chat(-5, "group", "Friends")
    with pytest.raises(ControlRefused, match="only supergroups"):
        await control.slow_mode(-5, 60)


async def test_a_chat_s_own_flood_is_nobody_else_s(
    api: Api, control: Control, places: None
) -> None:
    await api.ok("getMe")
    await control.chat_flood([GROUP], 500)
    for _ in range(3):  # trying on prolongs nothing
        assert await say(api, GROUP) == "Too Many Requests: retry after 500"
    assert await say(api, OTHER) == await say(api, 7) == ""
    await control.advance(501)
    assert await say(api, GROUP) == ""


async def test_a_flood_of_edits_leaves_messages_alone(api: Api, control: Control) -> None:
    number = (await api.ok("sendMessage", chat_id=7, text="x"))["message_id"]
    place = {"chat_id": 7, "message_id": number}
    await control.chat_flood([8], 100, edits=True)
    await api.ok("editMessageText", **place, text="a")
    await control.chat_flood([7], 100, edits=True)
    assert "retry after 100" in await api.refused("editMessageText", **place, text="b")
    assert await say(api, 7) == ""
    await control.pardon()
    await api.ok("editMessageText", **place, text="c")
    await control.edits_flood(100)
    assert "retry after 100" in await api.refused("editMessageText", **place, text="d")
    assert await say(api, 7) == ""
    await control.advance(101)
    await api.ok("editMessageText", **place, text="e")


def test_a_group_s_twenty_a_minute_are_its_own() -> None:
    limiter = limiter_with(per_second=None, ban=35)
    assert all(allowed(limiter, 0, chat=-5) for _ in range(20))
    assert retry_after(limiter, 1, chat=-5) == 59
    assert limiter.banned_until == 0
    assert allowed(limiter, 1, chat=-6)
    assert allowed(limiter, 1, chat=5)


def test_what_fits_into_the_silence_is_sat_out() -> None:
    limiter: Limiter = limiter_with(silent_wait=8)
    limiter.own.flood(-5, 6, edits=False)
    limiter.own.flood(-6, 10, edits=False)
    assert limiter.send(-5, 1, 0, paid=False).wait == 6
    assert limiter.send(-6, 1, 0, paid=False).refused
