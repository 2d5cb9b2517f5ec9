"""Overflow over HTTP, while the sandbox's clock stands still."""

import pytest

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from botapi_sandbox.ground.clock import Clock
from tests.sandbox.bot_api import Api


@pytest.fixture
def sandbox() -> Sandbox:
    return Sandbox(clock=Clock(wall=lambda: 0.0), like="plain")


async def test_the_31st_gets_429_with_the_seconds_twice(api: Api, control: Control) -> None:
    await control.limits(per_second=30, ban=35)
    answers = [await api("sendMessage", chat_id=7, text="x") for _ in range(40)]
    refused = [body for status, body in answers if status == 429]
    assert len(refused) == 10
    assert refused[0] == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 35",
        "parameters": {"retry_after": 35},
    }
    counted = await control.counts()
    assert counted.statuses["429"] == len(refused)
    assert counted.sends == 40
    assert counted.accepted == 40 - len(refused)


async def test_an_album_costs_its_items(api: Api, control: Control) -> None:
    media = [{"type": "photo", "media": f"https://a.com/{n}.jpg"} for n in range(10)]
    statuses = [(await api("sendMediaGroup", chat_id=7, media=media))[0] for _ in range(4)]
    assert statuses == [200, 200, 200, 429]


async def test_after_the_ban_it_goes_on(api: Api, control: Control) -> None:
    await control.limits(per_second=1, ban=35)
    assert (await api("sendMessage", chat_id=7, text="x"))[0] == 200
    assert (await api("sendMessage", chat_id=7, text="x"))[0] == 429
    await control.advance(34)
    assert (await api("sendMessage", chat_id=7, text="x"))[0] == 429
    await control.advance(1)
    assert (await api("sendMessage", chat_id=7, text="x"))[0] == 200


async def test_wrong_calls_cost_nothing_but_blocked_ones_do(api: Api, control: Control) -> None:
    await control.limits(per_second=1)
    await control.add_user(8, started=True)
    await control.block(8)
    assert (await api("sendMessage", chat_id=7, text="<x>", parse_mode="HTML"))[0] == 400
    assert (await api("sendMessage", chat_id=999, text="x"))[0] == 400
    assert (await api("sendMessage", chat_id=8, text="x"))[0] == 403
    assert (await api("sendMessage", chat_id=7, text="x"))[0] == 429


async def test_stars_are_spent_above_the_free_rate(api: Api, control: Control) -> None:
    await control.limits(per_second=1, stars=1.2)
    for _ in range(3):
        await api.ok("sendMessage", chat_id=7, text="x", allow_paid_broadcast=True)
    balance = await api.ok("getMyStarBalance")
    assert balance == {"amount": 1, "nanostar_amount": 0}
