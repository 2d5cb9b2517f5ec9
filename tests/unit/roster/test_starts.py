"""Starts wait for each other, and for nobody who takes long."""

import asyncio

from bot.house.starts import Starts
from tests.clocks import settle

FOREVER = 3600.0  # seconds


async def test_so_many_at_a_time_and_in_order() -> None:
    starts, begun = Starts(at_once=2, held=FOREVER), list[int]()
    ends = [asyncio.Event() for _ in range(4)]

    async def start(number: int) -> None:
        async with starts.turn():
            begun.append(number)
            await ends[number].wait()

    async with asyncio.TaskGroup() as group:
        for number in range(4):
            group.create_task(start(number))
        await settle()
        assert begun == [0, 1]
        ends[1].set()
        await settle()
        assert begun == [0, 1, 2]
        for end in ends:
            end.set()
    assert begun == [0, 1, 2, 3]


async def test_one_that_hangs_gives_its_turn_away_once() -> None:
    starts, begun = Starts(at_once=1, held=0.01), list[str]()
    hung = asyncio.Event()

    async def start(name: str, until: asyncio.Event) -> None:
        async with starts.turn():
            begun.append(name)
            await until.wait()

    done = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        group.create_task(start("hangs", hung))
        await settle()
        async with asyncio.timeout(10):
            async with starts.turn():
                begun.append("next")
        hung.set()
        await settle()
        group.create_task(start("third", done))
        group.create_task(start("fourth", done))
        await settle()
        assert begun == ["hangs", "next", "third"], "there is one turn, as before"
        done.set()
