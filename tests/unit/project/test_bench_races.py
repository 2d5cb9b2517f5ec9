"""What races are judged by: the ceiling, the oracle, floods, waits, and the table of ratios."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.curves.ceiling import BAN, MOVING, PEOPLE, Ceiling, drops, follow, oracle, rate_at
from bench.curves.flow import WINDOW, Flow, flow_of, per_bin
from bench.frame.marks import HERALD, NOTHING, Mark, table
from bench.frame.part import Part
from bench.plan import PARTS, rounds
from bench.rivals.rival import WAYS, run
from bench.stage.scene import highest_rate
from bot.settings.settings import Settings
from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from botapi_sandbox.control.replies import Timeline


def flow(accepted: Sequence[float] = (), refused: Sequence[float] = (), waited: float = 0) -> Flow:
    return Flow(accepted=tuple(accepted), waited=(waited,) * len(accepted), refused=tuple(refused))


def test_the_ceiling_falls_twice() -> None:
    assert [rate_at(MOVING, moment) for moment in (0, 9.9, 10, 39, 59, 500)] == [
        *(30, 30, 15, 30, 8, 30)
    ]
    assert drops(MOVING) == [(10, 25), (40, 60)]
    assert drops(((0, 30), (5, 10))) == [(5, float("inf"))]


def test_the_oracle_serves_one_ban_for_each_drop() -> None:
    steady: Ceiling = ((0, 30),)
    assert oracle(steady, 900, ban=BAN) == pytest.approx(30, abs=0.05)
    falling: Ceiling = ((0, 30), (10, 10))
    assert oracle(falling, 400, ban=0) == pytest.approx(20, abs=0.05)
    assert oracle(falling, 400, ban=BAN) == pytest.approx(23, abs=0.05)
    # 300 + 180 + 450 + 136 in the first minute, the rest at 30/s
    assert oracle(MOVING, PEOPLE, ban=BAN) == pytest.approx(60 + 734 / 30, abs=0.1)


def test_refusals_while_a_ban_lasts_are_one_flood() -> None:
    assert flow(refused=[10, 10.1, 12.9, 13, 15.9, 40]).episodes(3) == [10, 13, 40]
    assert flow().episodes(3) == []


def test_the_longest_median_wait_needs_a_whole_window() -> None:
    calm, held = (0.0,) * (2 * WINDOW), (5.0,) * (WINDOW // 2 + 1)
    few = Flow(accepted=(0.0,) * 55, waited=(*calm, *held[:3]), refused=())
    many = Flow(accepted=(0.0,) * 55, waited=(*calm, *held), refused=())
    assert few.worst_wait() == 0
    assert many.worst_wait() == 5


def test_what_was_sent_before_it_began_is_left_out() -> None:
    timeline = Timeline(accepted=[1.0, 5.0, 7.5], waited=[9.0, 0.1, 0.2], refused=[2.0, 6.0])
    assert flow_of(timeline, since=5.0) == Flow(
        accepted=(0.0, 2.5), waited=(0.1, 0.2), refused=(1.0,)
    )
    assert flow_of(timeline, since=5.0).seconds == 2.5


@given(st.lists(st.floats(0, 60), max_size=50))
def test_every_moment_is_in_one_bin(moments: list[float]) -> None:
    rates = per_bin(moments, seconds=0.5, until=60)
    assert sum(rates) * 0.5 == pytest.approx(len(moments))


def test_ratios_stand_behind_the_rivals_figures() -> None:
    marks = [
        Mark(what="messages/s", who="a loop", value=10, digits=1),
        Mark(what="messages/s", who=HERALD, value=30, digits=1),
        Mark(what="lost", who=HERALD, value=0),
        Mark(what="lost", who="a loop", value=7),
        Mark(what="floods", who="gather", value=60),
    ]
    assert table(marks) == [
        ("", HERALD, "a loop", "gather"),
        ("messages/s", "30.0", "10.0 (3)", NOTHING),
        ("lost", "0", "7", NOTHING),
        ("floods", NOTHING, NOTHING, "60"),
    ]


@pytest.mark.parametrize("quick", [True, False])
def test_every_part_is_run_once(quick: bool) -> None:
    planned = [part.name for parts in rounds((), quick=quick) for part in parts]
    assert sorted(planned) == sorted(part.name for part in PARTS)
    chosen: list[Part] = [part for parts in rounds(("cost", "pace"), quick=quick) for part in parts]
    assert [part.name for part in chosen] == ["pace", "cost"]


def test_the_highest_rate_is_one_that_the_settings_take() -> None:
    settings = Settings(bot_token="1:a", broadcast_rate=highest_rate())
    assert settings.broadcast_rate == highest_rate() >= 1000


async def test_the_sandbox_s_limit_follows_the_ceiling() -> None:
    ceiling: Ceiling = ((0, 30), (5, 15), (20, 8))
    async with Sandbox(speed=200, like="plain").serving() as url, Control(url) as control:
        since = await control.now()
        async with asyncio.TaskGroup() as tasks:
            moving = tasks.create_task(follow(control, ceiling, since=since, speed=200))
            seen = set()
            while not moving.done():
                seen.add((await control.limits())["per_second"])
        assert (await control.limits())["per_second"] == 8
        assert await control.now() >= since + 20
        assert 15 in seen


@pytest.mark.parametrize("way", WAYS)
async def test_rivals_reach_everybody_sooner_or_later(
    way: str, sandbox_url: str, control: Control
) -> None:
    await control.limits(per_second=1000)
    await control.add_users(60, 100)
    await control.faults(flood={"next": 1, "skip": 5, "retry_after": 3})
    told = await run(way, sandbox_url, "1:a", range(100, 160), speed=20)
    counts = await control.counts("benchmark")
    assert (counts.accepted, counts.recipients) == (60, 60)
    assert counts.statuses["429"] == 1
    assert told["cpu"] > 0


async def test_what_a_rival_takes_for_not_sent_it_leaves(
    sandbox_url: str, control: Control
) -> None:
    await control.limits(per_second=None)
    await control.add_users(20, 100)
    await control.faults(html_502={"next": 2}, lost_after={"next": 1, "skip": 9})
    await run("semaphore", sandbox_url, "1:a", range(100, 120), speed=20)
    counts = await control.counts("benchmark")
    assert (counts.accepted, counts.recipients) == (18, 18)
