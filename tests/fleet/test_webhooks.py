"""People press Start while the node that serves the bot goes: each of them is subscribed, by a post
to any node."""

import asyncio
import random
import signal
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from http import HTTPStatus

import pytest
from sqlalchemy import text

from botapi_sandbox.control import Control
from handlers.outbox.deferred import AT_ONCE
from tests.fleet.balancer import Balancer, balancing
from tests.fleet.figures import every_seed
from tests.fleet.fleet import PATIENCE, Fleet

BOT, FIRST = 101, 1_000_001
BEFORE, MEANWHILE = 20, 60  # people
EVERY = 0.05  # seconds between two of them
WELCOMED = 3.0  # seconds for the last welcomes

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
async def balancer(fleet: Fleet) -> AsyncIterator[Balancer]:
    async with balancing() as made:
        fleet.balancer = made
        yield made


@pytest.fixture
async def crowd(fleet: Fleet) -> AsyncIterator[Control]:
    await fleet.control.add_users(count=BEFORE + MEANWHILE, first_id=FIRST, started=False)
    async with Control(fleet.url, token=f"{BOT}:sandbox-token") as made:
        yield made


async def subscribed(fleet: Fleet) -> int:
    query = text("SELECT count(*) FROM subscribers WHERE state = 'active'")
    async with fleet.databases[BOT].read() as connection:
        return int((await connection.execute(query)).scalar_one())


async def press_start(crowd: Control, first: int, count: int) -> None:
    for one in range(first, first + count):
        await crowd.say(one, "/start")
        await asyncio.sleep(EVERY)


@every_seed
@pytest.mark.parametrize("how", ["killed", "stood still", "asked to end"])
async def test_no_start_is_lost_when_the_owner_goes(
    fleet: Fleet, balancer: Balancer, crowd: Control, how: str, seed: int
) -> None:
    fleet.place = "start"
    await fleet.add_bot(BOT)
    fleet.start("a", "b")
    await fleet.until(lambda: all_ready(fleet))
    await press_start(crowd, FIRST, BEFORE)
    await fleet.until(lambda: has_subscribed(fleet, BEFORE))
    owner = await fleet.node_of(BOT)
    async with asyncio.timeout(PATIENCE):  # one of them hands on what it is posted
        while taken_by(balancer) != {"a", "b"}:
            await press_start(crowd, FIRST, 1)
    async with asyncio.TaskGroup() as group:
        group.create_task(press_start(crowd, FIRST + BEFORE, MEANWHILE))
        await asyncio.sleep(0.5 + random.Random(seed).uniform(0, 0.5))
        began = time.monotonic()
        match how:
            case "killed":
                fleet.signal(owner, signal.SIGKILL)
            case "asked to end":
                fleet.signal(owner, signal.SIGTERM)
            case _:  # in the middle of somebody's /start
                assert await fleet.stopped() == owner
                await fleet.until(lambda: has_moved(fleet, owner))
                fleet.signal(owner, signal.SIGCONT)
    everybody = BEFORE + MEANWHILE
    await fleet.until(lambda: has_subscribed(fleet, everybody))
    fleet.figures.note(f"{how}, webhook: all who pressed Start are in, s", time.monotonic() - began)
    again = [one for one in balancer.answered if one.status == HTTPStatus.SERVICE_UNAVAILABLE]
    assert again or how == "asked to end"
    assert all(one.says_when for one in again)
    assert await fleet.node_of(BOT) != owner
    await fleet.expect_one_at_a_time()
    without = await without_a_welcome(crowd)
    fleet.figures.note(f"{how}, webhook: without a welcome", without)
    assert without <= (0 if how == "asked to end" else AT_ONCE)


async def without_a_welcome(crowd: Control) -> int:
    """How many, when those who wait have got theirs: a node takes what is under way with it."""
    everybody, left = BEFORE + MEANWHILE, BEFORE + MEANWHILE
    with suppress(TimeoutError):
        async with asyncio.timeout(WELCOMED):
            while left:
                left = everybody - len(await crowd.delivered())
                await asyncio.sleep(0.1)
    return left


def taken_by(balancer: Balancer) -> set[str | None]:
    return {one.node for one in balancer.answered if one.status == HTTPStatus.OK}


async def has_moved(fleet: Fleet, owner: str) -> bool:
    return (await fleet.owner(BOT))[0] not in (None, owner)


async def all_ready(fleet: Fleet) -> bool:
    return all("is ready, with the tokens" in fleet.said(name) for name in fleet.nodes)


async def has_subscribed(fleet: Fleet, count: int) -> bool:
    return await subscribed(fleet) >= count
