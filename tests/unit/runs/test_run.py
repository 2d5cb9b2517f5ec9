"""One run in memory: who waits for it is told."""

import asyncio
from dataclasses import replace

from botapi.call import Call
from broadcast.guards.canary import SafetyLimits
from broadcast.guards.content import Refusal
from broadcast.hours.house import HouseRules
from broadcast.ledger.entries import Claim
from broadcast.model.content import Content
from broadcast.paid.balance import StarsBalance
from broadcast.runs.guards import Earlier
from broadcast.runs.run import ActiveRun
from db.records import RunRow
from db.schema.states import BroadcastState, PauseReason
from runtime.wake import Wake
from tests.clocks import VirtualClock, settle

ROW = RunRow(
    id=1,
    broadcast_id=1,
    state=BroadcastState.RUNNING,
    content=Content(message=(Call(method="sendMessage", params={"text": "x"}),)).dump(),
    urgent=False,
    remaining=10,
    sent=0,
    failed=0,
    taken_steps=0,
    paid=0,
    audience_upto=10,
    frozen_upto=10,
    frozen=True,
)


async def test_a_resume_while_a_call_hangs_left_the_pause_waiting_for_ever() -> None:
    clock = VirtualClock()
    balance = StarsBalance(clock, free_rate=30)
    house = HouseRules(Wake(clock))
    refused = Refusal(subscriber_id=2, step=0, detail="no")
    run = ActiveRun(ROW, clock, SafetyLimits(), balance, house, Earlier(refusals=[refused]))
    run.claimed(1, news=run.parts.news)
    run.guards.blame_content()
    run.hold()
    asked = asyncio.ensure_future(run.nobody_takes_it())  # noqa: TID251 - the test ends it
    await settle(5)
    assert not asked.done()
    run.refresh(replace(ROW, state=BroadcastState.PAUSED))
    run.refresh(ROW)
    await settle(5)
    assert asked.done()
    assert not asked.result()


def test_who_waits_for_the_better_version_is_nobody_who_is_left() -> None:
    clock = VirtualClock()
    said = Content(message=(Call(method="sendMessage", params={"text": "x"}),))
    row = replace(ROW, content=said.with_version(said.message).dump(), frozen=False)
    run = ActiveRun(
        row, clock, SafetyLimits(), StarsBalance(clock, free_rate=30), HouseRules(Wake(clock))
    )
    run.froze(5, all_of_it=False, held=4)
    run.froze(10, all_of_it=True, held=3)
    assert (run.script.tries, run.remaining) == (True, 3)


def test_an_old_text_that_lands_late_proves_nothing_of_the_corrected_one() -> None:
    clock = VirtualClock()
    balance, house = StarsBalance(clock, free_rate=30), HouseRules(Wake(clock))
    run = ActiveRun(ROW, clock, SafetyLimits(), balance, house)
    claim = Claim(run_id=1, subscriber_id=2, chat_id=2, step=0)
    said = Content(message=(Call(method="sendMessage", params={"text": "y"}),))
    run.refresh(replace(ROW, state=BroadcastState.PAUSED, content=said.dump()))
    run.guards.accepted(claim)
    run.refresh(replace(ROW, content=said.dump(), sent=1, remaining=9))
    assert run.guards.accepted(claim) == 1


def test_one_that_stands_still_for_its_correction_may_have_to_stop_for_more() -> None:
    clock = VirtualClock()
    row = replace(ROW, state=BroadcastState.PAUSED, pause_reason=PauseReason.MENDING)
    balance, house = StarsBalance(clock, free_rate=30), HouseRules(Wake(clock))
    run = ActiveRun(row, clock, SafetyLimits(), balance, house)
    found = [run.pausable]
    run.hold()
    found.append(run.pausable)
    run.release(paused=True)
    found.append(run.pausable)
    run.refresh(replace(row, pause_reason=PauseReason.ADMIN))
    assert [*found, run.pausable] == [True, False, False, False]
