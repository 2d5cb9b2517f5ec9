"""A broadcast that is careful with itself: the canary, and too many failures."""

from collections.abc import AsyncIterator

import pytest

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.guards.canary import SafetyLimits
from broadcast.guards.failure_rate import STRANGERS_IN_A_ROW
from broadcast.guards.lost_answers import LEAST
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.events import BroadcastPausedItself, Event
from db.connection.database import Database
from db.schema.reasons import FailedShare
from db.schema.states import BroadcastState, PauseReason
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.engine.conftest import TEXT, Bench, working
from tests.engine.invariants import expect_exactly_once

CANARY = 6
SAFETY = SafetyLimits(canary=CANARY, failure_share=30)
CHANNEL = -1_000_000_000_100  # the bot is no administrator there: it may not post


@pytest.fixture
async def bench(sandbox_url: str, database: Database, control: Control) -> AsyncIterator[Bench]:
    async with working(sandbox_url, database, control, safety=SAFETY) as ready:
        yield ready


async def refusing(bench: Bench, count: int) -> None:
    """Subscribe channels that are refused, each for itself."""
    for number in range(count):
        await bench.control.add_chat(CHANNEL - number, "channel", "News", bot_status="member")
        await Subscribers(bench.database).subscribe(CHANNEL - number, kind="channel", now=1)


async def paused(bench: Bench, broadcast_id: int) -> Broadcast:
    return await bench.until(broadcast_id, lambda one: one.state is BroadcastState.PAUSED)


async def accepted(bench: Bench) -> int:
    return (await bench.control.counts(TEXT)).accepted


async def test_nobody_else_begins_before_the_canary_has_answered(bench: Bench) -> None:
    clock = bench.clock
    await bench.subscribe(60)
    await bench.control.faults(slow_answer={"next": CANARY, "delay": 6})
    broadcast_id = await bench.launch()
    while await accepted(bench) < CANARY:
        await clock.sleep(0.1)
    await clock.sleep(3)
    assert await accepted(bench) == CANARY
    broadcast = await bench.finished(broadcast_id)
    assert broadcast.figures.sent == 60
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def test_a_restart_in_the_canary_goes_on_with_the_rest_of_it(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control, safety=SafetyLimits(canary=4)) as bench:
        await bench.subscribe(60)
        await control.faults(slow_answer={"share": 1, "delay": 6})
        broadcast_id = await bench.launch()
        while await accepted(bench) < 4:
            await bench.clock.sleep(0.1)
        # Ending takes the calls in flight to their answers, and begins no others.
    assert await accepted(bench) == 4
    async with working(sandbox_url, database, control, safety=SafetyLimits(canary=7)) as bench:
        while await accepted(bench) < 7:
            await bench.clock.sleep(0.1)
        await bench.clock.sleep(3)
        assert await accepted(bench) == 7  # 4 of the canary had answered before
        await control.no_faults()
        broadcast = await bench.finished(broadcast_id)
    await expect_exactly_once(database, control, broadcast, TEXT)


async def test_failures_pause_it_before_more_than_the_canary_are_reached(bench: Bench) -> None:
    said: list[Event] = []
    bench.assembly.events.listen(said.append)
    await refusing(bench, 3)
    await bench.subscribe(60)
    broadcast = await paused(bench, await bench.launch())
    assert broadcast.pause_reason is PauseReason.FAILURES
    share = FailedShare.load(broadcast.pause_detail or "")
    assert share is not None
    assert (share.bad, share.of) == (3, 6)
    assert share.words
    assert "need administrator rights" in (broadcast.pause_detail or "")
    await bench.clock.sleep(3)
    assert await accepted(bench) == CANARY - 3
    assert [one.reason for one in said if isinstance(one, BroadcastPausedItself)] == [
        PauseReason.FAILURES
    ]


async def test_going_on_after_failures_reaches_the_rest(bench: Bench) -> None:
    await refusing(bench, 3)
    await bench.subscribe(60)
    broadcast = await paused(bench, await bench.launch())
    await bench.assembly.doors.launches.resume(broadcast.id, by=editor())
    broadcast = await bench.finished(broadcast.id)
    assert (broadcast.figures.sent, broadcast.figures.failed) == (60, 3)
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def test_the_last_failure_is_no_reason_to_ask_whether_to_go_on(bench: Bench) -> None:
    await bench.subscribe(CANARY - 2)
    await refusing(bench, 2)
    broadcast = await bench.until(
        await bench.launch(), lambda one: one.state is not BroadcastState.RUNNING
    )
    assert broadcast.state is BroadcastState.FINISHED
    assert broadcast.figures.failed == 2


async def test_the_wrong_bots_list_is_not_marked_to_its_end(bench: Bench) -> None:
    for chat_id in range(5_000, 5_200):  # Telegram has never heard of them
        await Subscribers(bench.database).subscribe(chat_id, now=1)
    broadcast = await paused(bench, await bench.launch())
    assert broadcast.pause_reason is PauseReason.FAILURES
    assert "chat not found" in (broadcast.pause_detail or "")
    await bench.clock.sleep(2)
    figures = (await bench.assembly.doors.reports.get(broadcast.id)).figures
    assert STRANGERS_IN_A_ROW <= figures.unreachable <= STRANGERS_IN_A_ROW + CANARY
    await bench.assembly.doors.launches.resume(broadcast.id, by=editor())
    broadcast = await bench.finished(broadcast.id)
    assert broadcast.figures.unreachable == 200


PLACE = Content(
    message=(Call(method="sendLocation", params={"latitude": 59.9, "longitude": 30.3}),)
)


async def test_lost_answers_beside_a_healthy_broadcast_pause_it_with_the_count(
    bench: Bench,
) -> None:
    """The other one's answers kept the circuit breaker closed: 400 of 401 became uncertain."""
    said: list[Event] = []
    bench.assembly.events.listen(said.append)
    await bench.subscribe(90)
    await bench.control.faults(error_500={"share": 1, "methods": ["sendLocation"]})
    healthy, sick = await bench.launch(), await bench.launch(PLACE)
    broadcast = await paused(bench, sick)
    assert broadcast.pause_reason is PauseReason.UNCERTAIN
    assert broadcast.pause_detail == FailedShare(bad=6, of=6).dump()
    assert (await bench.finished(healthy)).figures.sent == 90
    assert (
        LEAST <= (await bench.assembly.doors.reports.get(sick)).figures.uncertain <= LEAST + CANARY
    )
    assert [one.reason for one in said if isinstance(one, BroadcastPausedItself)] == [
        PauseReason.UNCERTAIN
    ]


async def test_a_line_that_loses_every_third_answer_pauses_it(bench: Bench) -> None:
    await bench.subscribe(200)
    await bench.control.faults(html_502={"share": 0.3})
    broadcast = await paused(bench, await bench.launch())
    assert broadcast.pause_reason is PauseReason.UNCERTAIN
    assert broadcast.figures.uncertain < 60
    await bench.control.no_faults()
    await bench.assembly.doors.launches.resume(broadcast.id, by=editor())
    broadcast = await bench.finished(broadcast.id)
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def test_a_server_that_answers_probes_and_no_message_pauses_it(bench: Bench) -> None:
    """Each probe let one more go, for ever."""
    await bench.subscribe(90)
    await bench.control.faults(html_502={"share": 1})
    broadcast = await paused(bench, await bench.launch())
    assert broadcast.pause_reason is PauseReason.UNCERTAIN
    assert broadcast.figures.uncertain <= LEAST + CANARY + 3


async def test_what_an_outage_loses_is_no_reason_to_pause(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control, rate=90) as bench:
        await control.limits(per_second=None, latency=0.5)
        await bench.subscribe(400)
        broadcast_id = await bench.launch()
        for reached in range(60, 360, 60):  # a slow machine has fewer on their way at a time
            broadcast = await bench.until(broadcast_id, lambda one: one.figures.done >= reached)  # noqa: B023
            if broadcast.figures.uncertain > LEAST:
                break
            await control.outage(15, "drop")
            await bench.clock.sleep(20)
        broadcast = await bench.until(
            broadcast_id, lambda one: one.state is not BroadcastState.RUNNING
        )
    assert broadcast.state is BroadcastState.FINISHED
    assert broadcast.figures.uncertain > LEAST
