"""Waiting with a limit, and being woken: nothing that is rung is lost, nothing waits for ever."""

import asyncio

import pytest

from runtime.clock import Clock, SystemClock
from runtime.wake import Wake
from tests.clocks import VirtualClock, settle


async def test_what_is_rung_before_the_wait_ends_it_at_once() -> None:
    wake = Wake(VirtualClock())
    wake.ring()
    await wake.wait()
    wake.ring()
    await wake.wait(10.0)


async def test_a_wait_with_a_limit_ends_though_nobody_rings() -> None:
    clock = VirtualClock()
    wake = Wake(clock)
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(wake.wait(10.0))
        await settle()
        await clock.advance(9.9)
        assert not waiting.done()
        await clock.advance(0.1)
        assert waiting.done()


async def test_what_was_cleared_wakes_nobody() -> None:
    clock = VirtualClock()
    wake = Wake(clock)
    wake.ring()
    wake.clear()
    async with asyncio.TaskGroup() as group:
        waiting = group.create_task(wake.wait())
        await settle()
        assert not waiting.done()
        wake.ring()


@pytest.mark.parametrize("clock", [SystemClock(), VirtualClock()], ids=["system", "virtual"])
async def test_errors_of_what_is_waited_for_are_its_own(clock: Clock) -> None:
    async def failing() -> None:
        raise TimeoutError("its own")

    with pytest.raises(TimeoutError, match="its own"):
        await clock.wait(failing(), 5.0)


async def test_what_takes_too_long_is_cancelled() -> None:
    ended = asyncio.Event()

    async def slow() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    assert not await SystemClock().wait(slow(), 0.0)
    assert ended.is_set()
