"""A node is killed, stopped or asked to end; the database goes away: nobody is lost, nobody gets it
twice, and no bot is ever served by two."""

import asyncio
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
from bot.fleet.rules import BEAT
from runtime.lease import SECONDS
from tests.fleet.conftest import a_fleet
from tests.fleet.figures import Figures, every_seed
from tests.fleet.fleet import RATE, Fleet, most_uncertain

PEOPLE = 250
BOTS = (101, 102)
LONG = SECONDS + 10.0  # that a node stands still, from the lease's begin
SLOW, ENOUGH = 10.0, 240  # messages/s and people of a broadcast that goes on for longer than that

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


async def serving(fleet: Fleet, *names: str, people: int = PEOPLE) -> None:
    for bot in BOTS:
        await fleet.broadcast(bot, people)
    fleet.start(*names)
    for bot in BOTS:
        await fleet.flowing(bot)


async def at_some_moment(seed: int) -> None:
    await asyncio.sleep(random.Random(seed).uniform(0, 0.5))


@every_seed
async def test_a_killed_nodes_bots_are_the_others_within_six_seconds(
    fleet: Fleet, seed: int
) -> None:
    await serving(fleet, "a", "b")
    bot = BOTS[0]
    victim = await fleet.node_of(bot)
    await at_some_moment(seed)
    fleet.signal(victim, signal.SIGKILL)
    await fleet.flowing(bot, more=int(RATE))
    assert await fleet.node_of(bot) != victim
    for each in BOTS:
        ended = await fleet.finished(each)
        assert ended.figures.uncertain <= (most_uncertain() if each == bot else 0)
        assert ended.figures.sent + ended.figures.uncertain == PEOPLE
    await fleet.expect_one_at_a_time()
    await fleet.note_costs("killed", bot)


@every_seed
async def test_a_node_that_stood_still_sends_nothing_when_it_wakes_up_and_serves_again(
    fleet: Fleet, seed: int
) -> None:
    fleet.rate = SLOW
    await serving(fleet, "a", "b", people=ENOUGH)
    bot = BOTS[0]
    victim = await fleet.node_of(bot)
    epochs = await fleet.expect_one_at_a_time()
    await at_some_moment(seed)
    fleet.signal(victim, signal.SIGSTOP)
    begun = time.monotonic()
    await fleet.flowing(bot)
    assert time.monotonic() - begun > SECONDS - BEAT
    await asyncio.sleep(LONG - (time.monotonic() - begun))
    fleet.signal(victim, signal.SIGCONT)
    woken = time.monotonic()
    await fleet.back(victim)
    fleet.figures.note("stood still: serves again, s", time.monotonic() - woken)
    for each in BOTS:
        ended = await fleet.finished(each)
        assert ended.figures.uncertain <= (most_uncertain(SLOW) if each == bot else 0)
    assert await fleet.expect_one_at_a_time() == epochs + 2
    assert "it is back" in fleet.said(victim)
    await fleet.note_costs("stood still", bot)


@every_seed
async def test_a_node_that_is_asked_to_end_leaves_nobody_uncertain(fleet: Fleet, seed: int) -> None:
    await serving(fleet, "a", "b")
    bot = BOTS[0]
    victim = await fleet.node_of(bot)
    await at_some_moment(seed)
    fleet.signal(victim, signal.SIGTERM)
    assert await fleet.over(victim) == 0
    for each in BOTS:
        ended = await fleet.finished(each)
        assert (ended.figures.sent, ended.figures.uncertain) == (PEOPLE, 0)
    await fleet.expect_one_at_a_time()
    await fleet.note_costs("asked to end", bot)


@every_seed
async def test_a_database_that_was_away_changes_nothing_for_nobody(
    own_server: Server, tmp_path: Path, figures: Figures, seed: int
) -> None:
    async with a_fleet(own_server.url(), tmp_path, figures) as fleet:
        await serving(fleet, "a", "b")
        before = {bot: await fleet.owner(bot) for bot in BOTS}
        epochs = await fleet.expect_one_at_a_time()
        await at_some_moment(seed)
        own_server.kill()
        await asyncio.sleep(random.Random(seed).uniform(1, 6))
        own_server.start()
        began = time.monotonic()
        for bot in BOTS:
            await fleet.flowing(bot)
            assert await fleet.owner(bot) == before[bot], "nobody was taken for gone"
        figures.note("database away: goes on when it is back, s", time.monotonic() - began)
        for bot in BOTS:
            ended = await fleet.finished(bot)
            assert (ended.figures.sent, ended.figures.uncertain) == (PEOPLE, 0)
        assert await fleet.expect_one_at_a_time() == epochs


@every_seed
@pytest.mark.parametrize("place", ["bytes", "transaction"])
async def test_it_may_stand_still_anywhere(fleet: Fleet, place: str, seed: int) -> None:
    """Between a claim and its bytes, or in a transaction. What had come back from Telegram and was
    not written is uncertain for the next one: sent again, where that was chosen."""
    policy = ("hold", "resend")[(seed + (place == "bytes")) % 2]
    fleet.place, fleet.settings["UNCERTAIN_POLICY"] = place, policy
    await serving(fleet, "a", "b")
    await at_some_moment(seed)
    victim = await fleet.stopped()
    owners = {await fleet.node_of(bot): bot for bot in BOTS}
    bot = owners[victim]
    await fleet.flowing(bot, more=int(RATE))
    assert await fleet.node_of(bot) != victim
    fleet.signal(victim, signal.SIGCONT)
    for each in BOTS:
        ended = await fleet.finished(each, once=policy == "hold")
        assert ended.figures.sent + ended.figures.uncertain == PEOPLE
        twice = await fleet.twice(each)
        assert ended.figures.uncertain + twice <= (most_uncertain() if each == bot else 0)
        if each == bot and policy == "resend":
            assert ended.figures.uncertain == 0
            fleet.figures.note("stood still, resend: twice", twice)
    await fleet.expect_one_at_a_time()
    await fleet.note_costs(f"stood still in its {place}", bot)
