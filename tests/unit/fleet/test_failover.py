"""A bot whose database is another server's by now is given back, and taken over anew."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

from bot.fleet.duties import Duties
from bot.fleet.rules import BEAT
from bot.fleet.shift import FleetShift
from tests.clocks import VirtualClock, settle


async def test_a_bot_is_left_once_its_database_is_elsewhere() -> None:
    clock, database = VirtualClock(), SimpleNamespace(is_elsewhere=False)
    duty = Duties("one").begin(7, 4242, 0.0)
    shift = FleetShift(
        database=cast("Any", database), lease=duty.lease, duty=duty, clock=cast("Any", clock)
    )
    async with asyncio.TaskGroup() as group:
        lost = group.create_task(shift.lost())
        await settle()
        await clock.advance(BEAT)
        assert not lost.done()
        database.is_elsewhere = True
        await clock.advance(BEAT)
    assert "bot_4242 is on another server" in lost.result()
    assert not duty.is_lost  # so its job is given back
