"""The sandbox's own time."""

import asyncio

import pytest

from botapi_sandbox.ground.clock import Clock


class Wall:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_it_runs_faster_than_the_wall_and_can_jump() -> None:
    wall = Wall()
    clock = Clock(speed=60, wall=wall)
    begun = clock.date()
    wall.now += 10
    assert clock.now() == pytest.approx(600)
    clock.advance(3600)
    assert clock.now() == pytest.approx(4200)
    assert clock.date() - begun == pytest.approx(4200, abs=1)


def test_it_can_be_set_and_back_changes_the_date_alone() -> None:
    clock = Clock(wall=lambda: 0.0)
    clock.set_date(2_000_000_000)
    assert clock.date() == 2_000_000_000
    before = clock.now()
    clock.set_date(2_000_000_000 - 3600)
    assert (clock.date(), clock.now()) == (2_000_000_000 - 3600, before)


async def test_what_is_due_by_the_date_it_is_set_to_rings() -> None:
    clock = Clock(wall=lambda: 0.0)
    rung = asyncio.Event()
    clock.call_later(3600, rung.set)
    clock.set_date(clock.date() + 3601)
    await asyncio.wait_for(rung.wait(), 5)


@pytest.mark.parametrize("speed", [0, -1, float("nan"), float("inf")])
def test_it_cannot_stand_still_or_run_backwards_or_out_of_numbers(speed: float) -> None:
    with pytest.raises(ValueError, match="above zero"):
        Clock(speed=speed)


async def test_sleepers_wake_in_order_when_it_jumps() -> None:
    clock = Clock(wall=lambda: 0.0)
    woken: list[int] = []

    async def sleep(seconds: int) -> None:
        await clock.sleep(seconds)
        woken.append(seconds)

    async with asyncio.TaskGroup() as group:
        for seconds in (300, 100, 200):
            group.create_task(sleep(seconds))
        await asyncio.sleep(0)
        clock.advance(250)
        while len(woken) < 2:
            await asyncio.sleep(0)
        assert woken == [100, 200]
        clock.advance(50)
    assert woken == [100, 200, 300]


async def test_a_cancelled_alarm_stays_silent() -> None:
    clock = Clock(wall=lambda: 0.0)
    rung: list[str] = []
    alarm = clock.call_later(10, lambda: rung.append("one"))
    clock.call_later(20, lambda: rung.append("two"))
    clock.cancel(alarm)
    clock.advance(30)
    while not rung:
        await asyncio.sleep(0)
    assert rung == ["two"]
