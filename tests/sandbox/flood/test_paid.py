"""Paid broadcasts: what costs Stars, what does not, and when they are spent."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from botapi_sandbox.flood.limiter import Limiter
from botapi_sandbox.flood.limits import Limits
from botapi_sandbox.ground.clock import Clock
from tests.sandbox.bot_api import Api


def unbanned(**limits: float) -> Limits:
    """With Stars enough, and nothing in the way but the rates."""
    made = Limits.like("plain")
    made.change({"stars": 1_000, "ban": 0} | limits)
    return made


PHOTOS = [{"type": "photo", "media": f"https://a.com/{n}.jpg"} for n in range(5)]


@pytest.fixture
def sandbox() -> Sandbox:
    """Its clock stands still: buckets refill only when a test moves on."""
    return Sandbox(clock=Clock(wall=lambda: 0.0), like="plain")


async def send(api: Api, method: str = "sendMessage", **params: Any) -> int:
    given = {"text": "x"} if method == "sendMessage" else {}
    status, _ = await api(method, chat_id=7, allow_paid_broadcast=True, **given, **params)
    return status


async def test_only_what_is_over_the_free_rate_costs(api: Api, control: Control) -> None:
    await control.limits(per_second=3, stars=5)
    assert [await send(api) for _ in range(7)] == [200] * 7
    assert (await control.counts()).paid == {"sendMessage": 4}
    assert (await control.limits())["stars"] == 4.6
    assert await api.ok("getMyStarBalance") == {"amount": 4, "nanostar_amount": 600_000_000}


async def test_what_is_not_marked_never_costs(api: Api, control: Control) -> None:
    await control.limits(per_second=1, stars=5)
    assert (await api("sendMessage", chat_id=7, text="x"))[0] == 200
    assert (await api("sendMessage", chat_id=7, text="x"))[0] == 429
    assert (await control.limits())["stars"] == 5


async def test_a_marked_one_uses_up_what_is_free(api: Api, control: Control) -> None:
    """So that one that is not marked finds nothing left beside many that are."""
    await control.limits(per_second=1, stars=5)
    assert await send(api) == 200
    assert (await control.counts()).paid == {}
    assert (await api("sendMessage", chat_id=7, text="x"))[0] == 429


async def test_what_is_refused_costs_nothing(api: Api, control: Control) -> None:
    await control.limits(per_second=1, stars=5)
    await control.add_user(8, started=True)
    await control.block(8)
    assert await send(api) == 200
    answer = await api("sendMessage", chat_id=8, text="x", allow_paid_broadcast=True)
    assert answer[0] == 403
    assert (await control.limits())["stars"] == 5
    assert await send(api) == 200
    assert (await control.limits())["stars"] == 4.9


async def test_an_album_costs_its_items(api: Api, control: Control) -> None:
    await control.limits(per_second=5, stars=1)
    for _ in range(3):
        assert await send(api, "sendMediaGroup", media=PHOTOS) == 200
    assert (await control.counts()).paid == {"sendMediaGroup": 10}
    assert (await control.limits())["stars"] == 0
    assert await send(api, "sendMediaGroup", media=PHOTOS) == 429


async def test_copies_can_be_paid(api: Api, control: Control) -> None:
    number = (await api.ok("sendMessage", chat_id=7, text="x"))["message_id"]
    await control.limits(per_second=1, stars=5)
    for _ in range(3):
        await send(api, "copyMessage", from_chat_id=7, message_id=number)
    assert (await control.counts()).paid == {"copyMessage": 2}


async def test_forwards_cannot_be_paid(api: Api, control: Control) -> None:
    number = (await control.say(7, "x")).message_id
    refused = await api.refused(
        "forwardMessage", chat_id=7, from_chat_id=7, message_id=number, allow_paid_broadcast=True
    )
    assert refused == "Bad Request: forwards can't be paid for"


async def test_without_stars_they_overflow_like_any_other(api: Api, control: Control) -> None:
    await control.limits(per_second=1, stars=0.1, ban=3)
    assert [await send(api) for _ in range(3)] == [200, 200, 429]
    await control.advance(4)
    await control.limits(stars=1)
    assert [await send(api) for _ in range(3)] == [200, 200, 200]


async def test_a_ban_is_not_bought_off(api: Api, control: Control) -> None:
    await control.limits(stars=5)
    await control.ban(60)
    assert await send(api) == 429
    assert (await control.limits())["stars"] == 5


def test_a_thousand_a_second_in_all() -> None:
    limiter = Limiter(unbanned())
    passed = [limiter.send(1, 1, 0.0, paid=True) for _ in range(1_001)]
    assert sum(not verdict.refused for verdict in passed) == 1_000
    assert sum(verdict.paid for verdict in passed) == 970


@given(st.lists(st.tuples(st.floats(0, 0.1), st.booleans()), max_size=300))
def test_free_ones_never_exceed_the_free_rate(steps: list[tuple[float, bool]]) -> None:
    """Whoever sends what: only what overflows the free bucket is charged."""
    limiter = Limiter(unbanned(per_second=10))
    now, free = 0.0, 0
    for gap, paid in steps:
        now += gap
        verdict = limiter.send(1, 1, now, paid=paid)
        assert not (verdict.paid and not paid)
        free += not verdict.refused and not verdict.paid
    assert free <= 10 + now * 10 + 1e-6
