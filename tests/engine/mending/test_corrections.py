"""Correcting: who has the message gets it edited, and the others get the new one."""

import asyncio

import pytest
from sqlalchemy import func, select

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.guards.canary import SafetyLimits
from broadcast.guards.failure_rate import STRANGERS_IN_A_ROW
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.errors import BeingMended, CannotCorrect, CannotMend, MoveNotAllowed
from broadcast.model.mending.refusals import Uneditable, Unmendable
from db.connection.database import Database
from db.schema.ledger import deliveries
from db.schema.states import BroadcastState, DeliveryState, PauseReason
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.engine.conftest import FIRST, TEXT, Bench, text, working
from tests.engine.invariants import expect_counters_equal_rows

NEW = "Better news"


async def correct(bench: Bench, broadcast: int, content: Content | None = None) -> Broadcast:
    doors = bench.assembly.doors
    child = await doors.corrections.begin(broadcast, content or text(NEW), by=editor())
    return await bench.finished(child.id)


async def words_of(bench: Bench, people: int) -> set[str]:
    """What stands in their chats; each has one message."""
    chats = [await bench.control.chat(FIRST + n) for n in range(people)]
    assert {len(chat) for chat in chats} == {1}
    return {chat[0]["text"] for chat in chats}


async def test_everybody_has_the_new_text(bench: Bench) -> None:
    await bench.subscribe(40)
    parent = await bench.finished(await bench.launch())
    child = await correct(bench, parent.id)
    assert child.figures.sent == child.figures.total == 40
    assert await words_of(bench, 40) == {NEW}
    await expect_counters_equal_rows(bench.database, child)
    # Whatever sends it later sends the new text.
    assert Content.load((await bench.assembly.doors.reports.get(parent.id)).content).title == NEW


async def test_one_that_runs_goes_on_with_the_new_text(bench: Bench) -> None:
    await bench.subscribe(200)
    doors = bench.assembly.doors
    # One answer is under way meanwhile: whoever gets the old text by it is to have the new one.
    await bench.control.faults(slow_answer={"next": 1, "chats": [FIRST + 30], "delay": 10})
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent >= 40)
    child = await doors.corrections.begin(broadcast_id, text(NEW), by=editor())
    parent = await doors.reports.get(broadcast_id)
    assert (parent.state, parent.pause_reason) == (BroadcastState.PAUSED, PauseReason.MENDING)
    with pytest.raises(BeingMended):
        await doors.launches.resume(broadcast_id, by=editor())
    parent, child = await bench.finished(broadcast_id), await bench.finished(child.id)
    assert parent.figures.sent == 200
    assert 40 <= child.figures.sent == child.figures.total < 200
    assert await words_of(bench, 200) == {NEW}
    await expect_counters_equal_rows(bench.database, parent)


async def being_corrected(bench: Bench) -> tuple[int, Broadcast]:
    """One that stands still: a slow answer keeps it from being written down who has it."""
    await bench.subscribe(100)
    await bench.control.faults(slow_answer={"next": 1, "chats": [FIRST + 30], "delay": 20})
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent >= 40)
    child = await bench.assembly.doors.corrections.begin(broadcast_id, text(NEW), by=editor())
    return broadcast_id, child


async def test_a_pause_meanwhile_holds_when_the_correction_has_ended(bench: Bench) -> None:
    broadcast_id, child = await being_corrected(bench)
    launches = bench.assembly.doors.launches
    paused = await launches.pause(broadcast_id, by=editor())
    assert paused.pause_reason is PauseReason.ADMIN
    with pytest.raises(MoveNotAllowed):
        await launches.pause(broadcast_id, by=editor())
    await bench.finished(child.id)
    parent = await bench.assembly.doors.reports.get(broadcast_id)
    assert (parent.state, parent.pause_reason) == (BroadcastState.PAUSED, PauseReason.ADMIN)
    await launches.resume(broadcast_id, by=editor())
    assert (await bench.finished(broadcast_id)).figures.sent == 100
    assert await words_of(bench, 100) == {NEW}


async def test_resumed_meanwhile_it_goes_on_when_the_correction_is_set_up(bench: Bench) -> None:
    broadcast_id, _child = await being_corrected(bench)
    launches = bench.assembly.doors.launches
    await launches.pause(broadcast_id, by=editor())
    with pytest.raises(BeingMended):
        await launches.resume(broadcast_id, by=editor())
    parent = await bench.assembly.doors.reports.get(broadcast_id)
    assert parent.pause_reason is PauseReason.MENDING
    assert (await bench.finished(broadcast_id)).figures.sent == 100


async def claimed(bench: Bench) -> int:
    """How many calls are on their way."""
    async with bench.database.read() as connection:
        count = select(func.count()).select_from(deliveries)
        count = count.where(deliveries.c.state == DeliveryState.CLAIMED)
        return int(await connection.scalar(count) or 0)


async def test_what_lands_meanwhile_may_pause_it_for_more_than_that(
    sandbox_url: str, database: Database, control: Control
) -> None:
    safety = SafetyLimits(canary=6, failure_share=30)
    async with working(sandbox_url, database, control, safety=safety) as bench:
        await bench.subscribe(20)
        for number in range(STRANGERS_IN_A_ROW):  # each of them is refused, for itself
            channel = -1_000_000_000_100 - number
            await control.add_chat(channel, "channel", "News", bot_status="member")
            await Subscribers(database).subscribe(channel, kind="channel", now=1)
        await bench.subscribe(20, first=FIRST + 100)
        await control.faults(slow_answer={"next": 40, "skip": 20, "delay": 30})
        broadcast_id = await bench.launch()
        while await claimed(bench) < STRANGERS_IN_A_ROW:
            await bench.clock.sleep(0.1)
        doors = bench.assembly.doors
        child = await doors.corrections.begin(broadcast_id, text(NEW), by=editor())
        await bench.finished(child.id)
        parent = await doors.reports.get(broadcast_id)
    assert (parent.state, parent.pause_reason) == (BroadcastState.PAUSED, PauseReason.FAILURES)


async def test_of_two_at_once_one_counts(bench: Bench) -> None:
    await bench.subscribe(40)
    parent = await bench.finished(await bench.launch())
    doors = bench.assembly.doors
    begun = [doors.corrections.begin(parent.id, text(f"{NEW} {n}"), by=editor(n)) for n in range(3)]
    results = await asyncio.gather(*begun, return_exceptions=True)
    (child,) = [one for one in results if isinstance(one, Broadcast)]
    refused = [one for one in results if isinstance(one, CannotMend)]
    assert [(one.why, one.under_way) for one in refused] == [(Unmendable.UNDER_WAY, child.id)] * 2
    await bench.finished(child.id)


async def test_what_cannot_be_edited_is_refused_before_anybody_s_is(bench: Bench) -> None:
    await bench.subscribe(3)
    poll = Call(method="sendPoll", params={"question": "Well?", "options": [{"text": "yes"}]})
    parent = await bench.finished(await bench.launch(Content(message=(poll,))))
    with pytest.raises(CannotCorrect) as cannot:
        await correct(bench, parent.id)
    assert [one.why for one in cannot.value.refusals] == [Uneditable.POLL]
    assert await bench.assembly.doors.reports.mendings(parent.id) == []


async def test_refused_new_words_pause_the_correction(bench: Bench) -> None:
    await bench.subscribe(40)
    parent = await bench.finished(await bench.launch())
    doors = bench.assembly.doors
    child = await doors.corrections.begin(parent.id, text("x" * 5_000), by=editor())
    child = await bench.until(child.id, lambda one: one.state is BroadcastState.PAUSED)
    assert child.pause_reason is PauseReason.CONTENT
    assert child.figures.failed == 0
    assert await words_of(bench, 40) == {TEXT}
