"""A node stands still, another takes its bots over and finds out what became of its calls."""

import asyncio
import signal

import pytest

from tests.fleet.fleet import ADMIN, RATE, Fleet

PEOPLE = 250
BOT = 101
FOUND_OUT_WITHIN = 600.0  # seconds

pytestmark = pytest.mark.timeout(FOUND_OUT_WITHIN + 120)


@pytest.mark.parametrize("place", ["bytes", "transaction"])
async def test_nobody_gets_it_twice_even_where_the_uncertain_are_sent_it_again(
    fleet: Fleet, place: str
) -> None:
    """Whose answers had come and were not written is found out, and not sent again by guess."""
    fleet.place = place
    fleet.settings |= {"FIND_OUT": "true", "UNCERTAIN_POLICY": "resend"}
    await fleet.control.add_user(ADMIN, started=True)  # who gets the message that closes windows
    await fleet.broadcast(BOT, PEOPLE)
    fleet.start("a", "b")
    await fleet.flowing(BOT, more=PEOPLE // 4)
    victim = await fleet.stopped()
    await fleet.flowing(BOT, more=int(RATE))
    assert await fleet.node_of(BOT) != victim
    fleet.signal(victim, signal.SIGCONT)
    async with asyncio.timeout(FOUND_OUT_WITHIN):
        while (await fleet.read(BOT)).finished_at is None:
            await asyncio.sleep(1)
    ended = await fleet.finished(BOT)
    assert (ended.figures.sent, ended.figures.uncertain) == (PEOPLE, 0)
    assert await fleet.twice(BOT) == 0
    await fleet.expect_one_at_a_time()
