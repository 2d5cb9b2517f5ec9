"""Nodes come and go while bots send: each gets its share, and nobody is uncertain because of it."""

import asyncio
import signal
import time
from collections import Counter

import pytest

from tests.fleet.fleet import Fleet

SLOW, PEOPLE = 12.0, 240  # messages/s of each, so that it goes on for as long as nodes move
BOTS = (101, 102, 103, 104)

pytestmark = pytest.mark.timeout(240)


async def shares(fleet: Fleet) -> Counter[str | None]:
    return Counter([(await fleet.owner(bot))[0] for bot in BOTS])


async def test_a_third_node_gets_its_share_and_nobody_is_uncertain(fleet: Fleet) -> None:
    fleet.rate = SLOW
    for bot in BOTS:
        await fleet.broadcast(bot, PEOPLE)
    fleet.start("a")
    for bot in BOTS:
        await fleet.flowing(bot)
    fleet.start("b", "c")
    began = time.monotonic()
    async with asyncio.timeout(30):
        while max((await shares(fleet)).values()) > 2 or len(await shares(fleet)) < 3:
            await asyncio.sleep(0.1)
    took = time.monotonic() - began
    for bot in BOTS:
        ended = await fleet.finished(bot)
        assert (ended.figures.sent, ended.figures.uncertain) == (PEOPLE, 0)
    await fleet.expect_one_at_a_time()
    fleet.figures.note("two more come: even, s", took)
    for bot in BOTS:
        fleet.figures.note("two more come: silent, s", await fleet.silence(bot))


async def test_nodes_that_are_replaced_one_by_one_leave_nobody_uncertain(fleet: Fleet) -> None:
    """As an update does it."""
    fleet.rate = SLOW
    for bot in BOTS:
        await fleet.broadcast(bot, PEOPLE)
    fleet.start("a", "b")
    for bot in BOTS:
        await fleet.flowing(bot)
    for old, new in (("a", "c"), ("b", "d")):
        fleet.start(new)
        fleet.signal(old, signal.SIGTERM)
        assert await fleet.over(old) == 0
        for bot in BOTS:
            await fleet.flowing(bot)
    for bot in BOTS:
        ended = await fleet.finished(bot)
        assert (ended.figures.sent, ended.figures.uncertain) == (PEOPLE, 0)
    await fleet.expect_one_at_a_time()
    for bot in BOTS:
        fleet.figures.note("replaced: silent, s", await fleet.silence(bot))
