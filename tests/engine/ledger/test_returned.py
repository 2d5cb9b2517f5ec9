"""People who block the bot and come back, while a call to them is under way."""

import asyncio

import pytest

from broadcast.ledger.returns import REMEMBERED, RecentReturns
from runtime.clock import SystemClock
from tests.engine.conftest import FIRST, Bench


@pytest.mark.parametrize(("comes_back", "state"), [(True, "active"), (False, "blocked")])
async def test_a_refusal_of_before_they_came_back_does_not_count(
    bench: Bench, comes_back: bool, state: str
) -> None:
    await bench.subscribe(1)
    await bench.control.block(FIRST)
    await bench.control.limits(latency=3.0)  # the answer takes its time
    broadcast_id = await bench.launch()
    async with asyncio.timeout(10):
        while not bench.assembly.limiter.in_flight:
            await asyncio.sleep(0.005)
    if comes_back:
        bench.assembly.came_back(FIRST)
    broadcast = await bench.finished(broadcast_id)
    assert broadcast.figures.blocked == 1
    async with bench.database.read() as connection:
        found = await connection.exec_driver_sql("SELECT state FROM subscribers")
        assert found.scalar_one() == state


def test_what_is_remembered_is_bounded() -> None:
    returned = RecentReturns(SystemClock())
    for chat_id in range(REMEMBERED + 1):
        returned.came(chat_id)
    assert not returned.since(0, 0.0)
    assert returned.since(REMEMBERED, 0.0)
