"""Each kind of trouble, and what was delivered in spite of it."""

import asyncio
import json

import aiohttp
import pytest

from botapi_sandbox.control import Control, ControlRefused
from botapi_sandbox.ground.errors import ControlError
from botapi_sandbox.trouble.faults import Faults
from tests.sandbox.bot_api import Api

HELLO = {"chat_id": 7, "text": "hello"}


async def raw(api: Api, method: str = "sendMessage") -> tuple[int, str, str]:
    async with api.session.post(f"{api.url}/bot{api.token}/{method}", json=HELLO) as answer:
        return answer.status, answer.headers["Content-Type"], await answer.text()


async def delivered(control: Control) -> int:
    return (await control.counts("hello")).accepted


@pytest.mark.parametrize(("kind", "status"), [("html_502", 502), ("html_504", 504)])
async def test_error_pages(api: Api, control: Control, kind: str, status: int) -> None:
    await control.faults(**{kind: {"next": 1}})
    code, content, text = await raw(api)
    assert (code, content.startswith("text/html"), "<html>" in text) == (status, True, True)
    assert await delivered(control) == 0
    assert (await raw(api))[0] == 200


async def test_an_error_page_can_hide_an_accepted_message(api: Api, control: Control) -> None:
    await control.faults(html_502={"next": 1, "accepted": 1})
    assert (await raw(api))[0] == 502
    assert await delivered(control) == 1


async def test_500_as_json(api: Api, control: Control) -> None:
    await control.faults(error_500={"next": 1})
    assert await api.refused("sendMessage", **HELLO) == "Internal Server Error"


async def test_a_single_429(api: Api, control: Control) -> None:
    await control.faults(flood={"next": 1, "retry_after": 8, "accepted": 1})  # a 429 never is
    _status, body = await api("sendMessage", **HELLO)
    assert body["parameters"] == {"retry_after": 8}
    assert await delivered(control) == 0
    assert await api.ok("sendMessage", **HELLO)


@pytest.mark.parametrize(("kind", "accepted"), [("lost_before", 0), ("lost_after", 1)])
async def test_lost_connections(api: Api, control: Control, kind: str, accepted: int) -> None:
    await control.faults(**{kind: {"next": 1}})
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await raw(api)
    assert await delivered(control) == accepted


async def test_a_message_lands_after_its_connection_was_lost(api: Api, control: Control) -> None:
    await control.faults(lands_later={"next": 1, "delay": 600})
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await raw(api)
    assert await delivered(control) == 0
    await control.advance(600)
    assert await control.wait_for(7, "hello")
    assert await delivered(control) == 1


async def test_an_answer_that_never_comes(api: Api, control: Control) -> None:
    await control.faults(never_answers={"next": 2, "accepted": 1})
    for _ in range(2):
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(raw(api), 0.05)
    assert await delivered(control) == 2


async def test_a_slow_answer(api: Api, control: Control) -> None:
    await control.faults(slow_answer={"next": 1, "delay": 20})
    before = await control.now()
    assert (await raw(api))[0] == 200
    assert await control.now() - before >= 20


async def test_garbage(api: Api, control: Control) -> None:
    await control.faults(garbage={"next": 1})
    status, _content, text = await raw(api)
    assert status == 200
    with pytest.raises(json.JSONDecodeError):
        json.loads(text)
    assert await delivered(control) == 1


async def test_exactly_the_next_after_some(api: Api, control: Control) -> None:
    await control.faults(html_502={"next": 2, "skip": 1})
    assert [(await raw(api))[0] for _ in range(4)] == [200, 502, 502, 200]


async def test_by_method(api: Api, control: Control) -> None:
    await control.faults(html_502={"share": 1, "methods": ["getMe"]})
    assert (await raw(api))[0] == 200
    assert (await raw(api, "getMe"))[0] == 502
    await control.faults(html_502={"share": 1})
    assert (await raw(api, "getMe"))[0] != 502
    await control.faults(html_502=None)
    assert await control.faults() == {}


async def test_for_a_while(api: Api, control: Control) -> None:
    await control.faults(html_502={"seconds": 600})
    assert (await raw(api))[0] == 502
    await control.advance(600)
    assert (await raw(api))[0] == 200


def test_of_some_chats_alone() -> None:
    """Calls to others, and to none, neither fail nor count."""
    faults = Faults(1)
    faults.change({"lost_after": {"next": 1, "skip": 1, "chats": [7, -8]}}, now=0)
    asked = ["9", "", "7", "9", "-8", "7"]
    hits = [faults.fault_for("sendMessage", chat, 0, sends=True) for chat in asked]
    assert [hit is not None for hit in hits] == [False, False, False, False, True, False]


async def test_mistakes_are_named(control: Control) -> None:
    with pytest.raises(ControlRefused, match="no fault is named 'fire'"):
        await control.faults(fire=1)
    with pytest.raises(ControlRefused, match="a share, or an object"):
        await control.faults(flood={"colour": 1})


def test_a_share_is_kept_and_repeatable() -> None:
    def hits(seed: int) -> list[bool]:
        faults = Faults(seed)
        faults.change({"html_502": 0.1}, now=0)
        return [
            faults.fault_for("sendMessage", "7", 0, sends=True) is not None for _ in range(5000)
        ]

    assert hits(1) == hits(1) != hits(2)
    assert 400 < sum(hits(1)) < 600


def test_an_outage_has_a_known_manner() -> None:
    with pytest.raises(ControlError, match="an outage is one of"):
        Faults(0).outage(1, "earthquake", 0)


def test_each_late_landing_has_a_delay_of_its_own() -> None:
    def delays(**fields: float) -> list[float]:
        faults = Faults(1)
        faults.change({"lands_later": {"share": 1, **fields}}, now=0)
        hits = [faults.fault_for("sendMessage", "7", 0, sends=True) for _ in range(500)]
        return [hit.delay for hit in hits if hit is not None]

    assert set(delays(delay=60)) == {60}
    drawn = delays(delay=60, at_least=0)
    assert len(set(drawn)) == 500
    assert 0 <= min(drawn) < 5 < 55 < max(drawn) <= 60
    assert min(delays(delay=60, at_least=40)) >= 40


async def test_what_was_to_land_is_forgotten_by_a_reset(api: Api, control: Control) -> None:
    await control.faults(lands_later={"next": 1, "delay": 600})
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await raw(api)
    await control.reset()
    await control.add_user(7, started=True)
    await control.advance(600)
    assert (await api.ok("sendMessage", **HELLO))["message_id"] == 1
    assert await delivered(control) == 1
