"""A bot whose database is another server's by now is given back, and taken over anew; what a node
hears of the server all its bots hear."""

import asyncio
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.fleet.duties import Duties
from bot.fleet.node import FleetNode, Me
from bot.fleet.rules import BEAT
from bot.fleet.shift import FleetShift
from db.errors import DatabaseTrouble, NoAnswer
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


class Pool:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    async def is_silent(self) -> None:
        self.told.append("silent")

    def answers(self) -> None:
        self.told.append("answers")


async def test_a_server_that_gives_no_answer_gives_the_bots_none_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock, pool, nothing = VirtualClock(), Pool(), cast("Any", None)
    node = FleetNode(
        Me(name="one", address=None, version="1"),
        *(nothing, nothing, nothing, nothing),
        cast("Any", clock),
        cast("Any", pool),
    )
    turns = iter([None, NoAnswer(2), DatabaseTrouble("refused"), None])

    async def turn() -> None:
        if (met := next(turns)) is not None:
            raise met

    monkeypatch.setattr(node, "_turn", turn)
    running = asyncio.get_running_loop().create_task(node.run_forever())
    for told in (["answers"], ["answers", "silent"], ["answers", "silent"]):
        await settle()
        assert pool.told == told
        await clock.advance(BEAT)
    assert pool.told == ["answers", "silent", "answers"]
    running.cancel()
