"""A batch is taken bit by bit: whoever else has something to do gets a turn in between."""

import asyncio
import random
from itertools import pairwise
from typing import Any, cast

import pytest
from aiogram import Bot

from bot.decoding.answers import read_answer
from bot.intake.conflict import ConflictWatch
from bot.intake.intake import Intake
from bot.intake.polling import Polling
from broadcast.model.events import Events
from runtime.clock import SystemClock
from tests.unit.intake.test_batch import answered

MANY = 100


class Busy:
    """Takes updates without ever giving the loop away by itself."""

    def __init__(self) -> None:
        self.others = 0  # turns that others had
        self.at: list[int] = []  # of them, when each update was taken

    async def expect(self, batch: list[dict[str, Any]]) -> None:
        assert len(batch) == MANY
        self.at.append(self.others)

    async def accept(self, _raw: dict[str, Any]) -> None:
        self.at.append(self.others)

    async def wait_until_persisted(self) -> None:
        pass


@pytest.mark.parametrize("as_text", [True, False])
async def test_others_have_turns_between_the_updates_of_a_batch(as_text: bool) -> None:
    """A hundred at once once held everything up for most of a second."""
    busy, clock = Busy(), SystemClock()
    polling = Polling(
        Bot("42:token"),
        cast("Intake", busy),
        ConflictWatch(Events(), clock),
        clock,
        random.Random(1),
        allowed_updates=[],
        drop_pending=False,
    )
    updates = [{"update_id": number} for number in range(MANY)]

    async def others() -> None:
        while True:
            busy.others += 1
            await asyncio.sleep(0)

    ticking = asyncio.get_running_loop().create_task(others())
    await polling._take(read_answer(answered(*updates, 0.0))["result"] if as_text else updates, 0.0)
    ticking.cancel()
    await asyncio.wait({ticking})
    assert busy.at[0] >= MANY, "while they are decoded"
    taken = busy.at[1:]
    assert all(later > earlier for earlier, later in pairwise(taken))
