"""Everything fails for a while, and comes back by itself."""

import asyncio
from collections.abc import Awaitable, Callable

import aiohttp
import pytest

from botapi_sandbox.control import Control
from tests.sandbox.bot_api import Api


async def test_html_for_every_method(api: Api, control: Control) -> None:
    await control.outage(600)
    async with api.session.get(f"{api.url}/bot42:TEST/getMe") as answer:
        assert answer.status == 502
    await control.advance(600)
    assert await api.ok("getMe")


async def test_refused_connections_until_it_ends(api: Api, control: Control) -> None:
    await control.outage(600, "refuse")
    async with aiohttp.ClientSession() as fresh:
        with pytest.raises(aiohttp.ClientConnectorError):
            await fresh.get(f"{api.url}/bot42:TEST/getMe")
        await control.say(7, "the control API still answers")
        await control.advance(600)

        async def answers() -> bool:
            return await raises(get_me(fresh, api.url)) is None

        await until(answers)


async def test_connections_under_way_are_cut_by_a_refusing_outage(
    api: Api, control: Control
) -> None:
    async def polls() -> bool:
        return bool((await control.bots())[0]["polled"])

    async with asyncio.TaskGroup() as group:
        poll = group.create_task(raises(api.ok("getUpdates", timeout=50)))
        await until(polls)
        await control.outage(600, "refuse")
    assert isinstance(poll.result(), aiohttp.ClientError)
    await control.no_faults()


async def test_hanging(api: Api, control: Control) -> None:
    async def hangs() -> bool:
        return "outage hang" in (await control.counts()).statuses

    await control.outage(600, "hang")
    async with asyncio.TaskGroup() as group:
        call = group.create_task(raises(api.ok("getMe")))
        await until(hangs)
        assert not call.done()
        await control.advance(600)
    assert isinstance(call.result(), aiohttp.ServerDisconnectedError)
    assert await api.ok("getMe")


async def test_dropping(api: Api, control: Control) -> None:
    await control.outage(600, "drop")
    assert isinstance(await raises(api.ok("getMe")), aiohttp.ServerDisconnectedError)
    await control.no_faults()
    assert await api.ok("getMe")


async def raises(call: Awaitable[object]) -> BaseException | None:
    try:
        await call
    except aiohttp.ClientError as error:
        return error
    return None


async def get_me(session: aiohttp.ClientSession, url: str) -> None:
    async with session.get(f"{url}/bot42:TEST/getMe") as answer:
        assert answer.status == 200


async def until(true: Callable[[], Awaitable[bool]]) -> None:
    """A second at most."""
    for _ in range(200):
        if await true():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it never became true")
