"""A node is killed, stopped or asked to end; the database goes away: nobody is lost, nobody gets it
twice, and no bot is ever served by two."""

import asyncio
import os
import random
import signal
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.demo.postgresql.programs import HOW_TO_GET_THEM, find_programs
from bot.demo.postgresql.server import Server
from broadcast.pace.limiter import MOST_IN_FLIGHT
from runtime.lease import SECONDS
from tests.fleet.conftest import RATE, Fleet, a_fleet

SEEDS = int(os.environ.get("FLEET_SEEDS", "1"))
PEOPLE = 400
BOTS = (101, 102)

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def own_server() -> Iterator[Server]:
    """One that may be killed."""
    programs = find_programs()
    if programs is None:
        pytest.skip(HOW_TO_GET_THEM)
    name = f"herald-postgresql-fleet-{uuid.uuid4().hex[:12]}"
    made = Server.make(Path(tempfile.gettempdir()) / name, programs)
    yield made
    made.close()


async def serving(fleet: Fleet, *names: str) -> None:
    for bot in BOTS:
        await fleet.broadcast(bot, PEOPLE)
    fleet.start(*names)
    for bot in BOTS:
        await fleet.flowing(bot)


async def node_of(fleet: Fleet, bot: int) -> str:
    name, _ = await fleet.owner(bot)
    assert name is not None
    return name


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_a_killed_nodes_bots_are_the_others_within_six_seconds(
    fleet: Fleet, seed: int
) -> None:
    await serving(fleet, "a", "b")
    victim = await node_of(fleet, BOTS[0])
    await asyncio.sleep(random.Random(seed).uniform(0, 0.5))
    fleet.signal(victim, signal.SIGKILL)
    await fleet.flowing(BOTS[0], more=int(RATE))
    assert await node_of(fleet, BOTS[0]) != victim
    for bot in BOTS:
        ended = await fleet.finished(bot)
        assert ended.figures.uncertain <= MOST_IN_FLIGHT + RATE / 2
        assert ended.figures.sent + ended.figures.uncertain == PEOPLE
    await fleet.expect_one_at_a_time()


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_a_node_that_stood_still_sends_nothing_when_it_wakes_up(
    fleet: Fleet, seed: int
) -> None:
    await serving(fleet, "a", "b")
    victim = await node_of(fleet, BOTS[0])
    await asyncio.sleep(random.Random(seed).uniform(0, 0.5))
    fleet.signal(victim, signal.SIGSTOP)
    begun = time.monotonic()
    await fleet.flowing(BOTS[0], more=int(RATE))
    assert time.monotonic() - begun > SECONDS
    await asyncio.sleep(max(0.0, 8.0 - (time.monotonic() - begun)))
    fleet.signal(victim, signal.SIGCONT)
    for bot in BOTS:
        ended = await fleet.finished(bot)
        assert ended.figures.uncertain <= MOST_IN_FLIGHT + RATE / 2
    assert await fleet.expect_one_at_a_time() >= 3
    assert "it is back" in fleet.said(victim)


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_a_node_that_is_asked_to_end_leaves_nobody_uncertain(fleet: Fleet, seed: int) -> None:
    await serving(fleet, "a", "b")
    victim = await node_of(fleet, BOTS[0])
    await asyncio.sleep(random.Random(seed).uniform(0, 0.5))
    fleet.signal(victim, signal.SIGTERM)
    assert await fleet.over(victim) == 0
    for bot in BOTS:
        ended = await fleet.finished(bot)
        assert (ended.figures.sent, ended.figures.uncertain) == (PEOPLE, 0)
    await fleet.expect_one_at_a_time()


@pytest.mark.parametrize("seed", range(SEEDS))
async def test_a_database_that_was_away_changes_nothing_for_nobody(
    own_server: Server, tmp_path: Path, seed: int
) -> None:
    async with a_fleet(own_server.url(), tmp_path) as fleet:
        await serving(fleet, "a", "b")
        before = {bot: await fleet.owner(bot) for bot in BOTS}
        await asyncio.sleep(random.Random(seed).uniform(0, 0.5))
        own_server.kill()
        await asyncio.sleep(random.Random(seed).uniform(1, 6))
        own_server.start()
        for bot in BOTS:
            await fleet.flowing(bot)
            assert await fleet.owner(bot) == before[bot], "nobody was taken for gone"
        for bot in BOTS:
            ended = await fleet.finished(bot)
            assert (ended.figures.sent, ended.figures.uncertain) == (PEOPLE, 0)
        assert await fleet.expect_one_at_a_time() == len(BOTS)


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("policy", ["hold", "resend"])
@pytest.mark.parametrize("place", ["bytes", "transaction"])
async def test_it_may_stand_still_anywhere(
    fleet: Fleet, place: str, policy: str, seed: int
) -> None:
    """Between a claim and its bytes, or in a transaction. What had come back from Telegram and was
    not written is uncertain for the next one: sent again, where that was chosen."""
    fleet.place, fleet.settings["UNCERTAIN_POLICY"] = place, policy
    await serving(fleet, "a", "b")
    await asyncio.sleep(random.Random(seed).uniform(0, 0.5))
    victim = await fleet.stopped()
    owners = {await node_of(fleet, bot): bot for bot in BOTS}
    bot = owners[victim]
    await fleet.flowing(bot, more=int(RATE))
    assert await node_of(fleet, bot) != victim
    fleet.signal(victim, signal.SIGCONT)
    for each in BOTS:
        ended = await fleet.finished(each, once=policy == "hold")
        assert ended.figures.sent + ended.figures.uncertain == PEOPLE
        doubtful = ended.figures.uncertain + await fleet.twice(each)
        assert doubtful <= (MOST_IN_FLIGHT + RATE / 2 if each == bot else 0)
    await fleet.expect_one_at_a_time()
