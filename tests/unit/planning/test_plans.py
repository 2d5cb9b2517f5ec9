"""Launching later: countdowns that can be undone, times, and what an admin is asked about."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from broadcast.model.actor import Actor
from broadcast.model.errors import (
    AudienceChanged,
    DraftHeld,
    MoveNotAllowed,
    NobodyToSendTo,
    NoSuchBroadcast,
    NotAllowed,
    TimeIsOver,
    TooLateToUndo,
)
from broadcast.model.events import PlanAsked, PlanLaunched
from broadcast.planning import launching
from broadcast.planning.launching import Counted
from db.audience.audience import Audience
from db.audience.conditions import Joined
from db.connection.database import Database
from db.schema.states import AskedWhy, BroadcastState, PlanKind, PlanState, Role
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.clocks import VirtualClock
from tests.unit.planning.house import HOUR, PLANNER, JumpingClock, PlanHouse


async def test_confirm_waits_so_that_it_can_be_undone(house: PlanHouse) -> None:
    number = await house.draft()
    plan = await house.plans.confirm(number, by=editor(PLANNER))
    assert plan is not None
    assert plan.is_countdown
    assert house.plans.seconds_left(plan) == 10
    await house.passes(9)
    assert house.plans.seconds_left(plan) == 1
    assert await house.state(number) is BroadcastState.SCHEDULED
    await house.plans.undo(number, by=editor(PLANNER))
    await house.passes(60)
    assert await house.state(number) is BroadcastState.DRAFT
    assert (await house.drafts.get(number)).holder == PLANNER
    assert house.told.of(PlanLaunched, PlanAsked) == []


async def test_a_countdown_ends_with_the_launch(house: PlanHouse) -> None:
    number = await house.draft()
    await house.plans.confirm(number, by=editor(PLANNER))
    await house.passes(10)
    broadcast = await house.reports.get(number)
    assert (broadcast.state, broadcast.launched_by) == (BroadcastState.RUNNING, PLANNER)
    assert house.told.reloads == 1
    launched = PlanLaunched(broadcast_id=number, kind=PlanKind.UNDO, by=PLANNER)
    assert house.told.of(PlanLaunched) == [launched]
    with pytest.raises(TooLateToUndo):
        await house.plans.undo(number, by=editor(PLANNER))
    assert await house.plans.find(number) is None


@pytest.mark.parametrize(("rules", "options"), [({"undo_seconds": 0}, {}), ({}, {"urgent": True})])
async def test_without_a_countdown_it_is_launched_at_once(
    database: Database, rules: dict[str, Any], options: dict[str, Any]
) -> None:
    await Subscribers(database).subscribe(50, now=1)
    house = PlanHouse(database, VirtualClock(), **rules)
    number = await house.draft(**options)
    assert await house.plans.confirm(number, by=editor(PLANNER)) is None
    assert await house.state(number) is BroadcastState.RUNNING


async def test_of_an_undo_and_the_launch_at_once_one_counts(house: PlanHouse) -> None:
    """In the last second either it is a draft again, or it says that it is too late."""
    for turn in range(10):
        number = await house.draft(f"Number {turn}")
        await house.plans.confirm(number, by=editor(PLANNER))
        house.clock.now += 10
        undone, _ = await asyncio.gather(
            house.plans.undo(number, by=editor(PLANNER)),
            house.timer.once(),
            return_exceptions=True,
        )
        late = isinstance(undone, TooLateToUndo)
        wanted = BroadcastState.RUNNING if late else BroadcastState.DRAFT
        assert await house.state(number) is wanted


@pytest.mark.parametrize("how", ["undo", "drop", "move", "edit", "start_now"])
async def test_whoever_is_faster_than_the_timer_counts(
    house: PlanHouse, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Between the counting of its recipients and the launch."""
    number, counted = await house.draft(), launching.counted
    await house.plans.confirm(number, by=editor(PLANNER))

    async def beaten(*args: Any, **kwargs: Any) -> Counted:
        found = await counted(*args, **kwargs)
        monkeypatch.setattr(launching, "counted", counted)
        more = [house.at(HOUR)] if how == "move" else []
        await getattr(house.plans, how)(number, *more, by=editor(8))
        return found

    monkeypatch.setattr(launching, "counted", beaten)
    await house.passes(10)
    assert house.told.of(PlanLaunched, PlanAsked) == []
    match how:
        case "drop":
            with pytest.raises(NoSuchBroadcast):
                await house.reports.get(number)
        case "start_now":
            assert (await house.reports.get(number)).launched_by == 8
        case "move":
            assert (await house.plans.get(number)).due_at == house.at(HOUR)
        case _:
            assert await house.state(number) is BroadcastState.DRAFT


async def test_an_audience_that_changes_while_it_is_counted_begins_no_countdown(
    house: PlanHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    number, counted = await house.draft(), launching.counted

    async def changed(*args: Any, **kwargs: Any) -> Counted:
        found = await counted(*args, **kwargs)
        await house.drafts.choose(number, Audience(must=(Joined(after=1),)), by=editor(PLANNER))
        return found

    monkeypatch.setattr(launching, "counted", changed)
    with pytest.raises(AudienceChanged):
        await house.plans.confirm(number, by=editor(PLANNER))
    assert await house.state(number) is BroadcastState.DRAFT


async def test_a_tap_on_an_old_confirm_launches_no_planned_one(house: PlanHouse) -> None:
    number = await house.draft()
    await house.plans.plan(number, house.at(HOUR), by=editor(PLANNER))
    for act in (house.launches.launch, house.plans.confirm):
        with pytest.raises(MoveNotAllowed):
            await act(number, by=editor(PLANNER))
    assert await house.state(number) is BroadcastState.SCHEDULED


async def test_of_two_confirms_one_counts(house: PlanHouse) -> None:
    number = await house.draft()
    results = await asyncio.gather(
        *(house.plans.confirm(number, by=editor(PLANNER)) for _ in range(3)), return_exceptions=True
    )
    assert sum(isinstance(one, MoveNotAllowed) for one in results) == 2
    await house.passes(10)
    assert len(house.told.of(PlanLaunched)) == 1


async def test_what_could_not_be_launched_is_refused_at_once(house: PlanHouse) -> None:
    number = await house.draft()
    with pytest.raises(DraftHeld):
        await house.plans.confirm(number, by=editor(8))
    await Subscribers(house.database).erase(50)
    with pytest.raises(NobodyToSendTo):
        await house.plans.confirm(number, by=editor(PLANNER))
    assert await house.state(number) is BroadcastState.DRAFT


@pytest.mark.parametrize("jump", [-HOUR, HOUR])
async def test_a_clock_that_is_set_while_a_countdown_runs_changes_nothing(
    database: Database, jump: float
) -> None:
    await Subscribers(database).subscribe(50, now=1)
    clock = JumpingClock()
    house = PlanHouse(database, clock)
    number = await house.draft()
    plan = await house.plans.confirm(number, by=editor(PLANNER))
    assert plan is not None
    clock.offset = jump
    await house.passes(9)
    assert house.plans.seconds_left(plan) == 1
    assert await house.state(number) is BroadcastState.SCHEDULED
    await house.passes(1)
    assert await house.state(number) is BroadcastState.RUNNING


async def test_a_countdown_goes_on_after_a_restart_by_the_wall_clock(house: PlanHouse) -> None:
    number = await house.draft()
    await house.plans.confirm(number, by=editor(PLANNER))
    house.clock.now += 4
    after = PlanHouse(house.database, house.clock)
    plan = await after.plans.get(number)
    assert after.plans.seconds_left(plan) == 6
    await after.passes(6)
    assert await after.state(number) is BroadcastState.RUNNING


async def test_a_clock_set_back_over_a_restart_makes_no_countdown_longer(house: PlanHouse) -> None:
    number = await house.draft()
    await house.plans.confirm(number, by=editor(PLANNER))
    clock = JumpingClock(house.clock.now)
    clock.offset = -HOUR
    after = PlanHouse(house.database, clock)
    assert after.plans.seconds_left(await after.plans.get(number)) == 10


async def test_a_planned_one_is_launched_at_its_time(house: PlanHouse) -> None:
    number = await house.draft()
    plan = await house.plans.plan(number, house.at(HOUR), by=editor(PLANNER))
    assert (plan.kind, plan.state) == (PlanKind.TIME, PlanState.WAITING)
    await house.passes(HOUR - 1)
    assert await house.state(number) is BroadcastState.SCHEDULED
    await house.passes(1)
    assert await house.state(number) is BroadcastState.RUNNING
    launched = PlanLaunched(broadcast_id=number, kind=PlanKind.TIME, by=PLANNER)
    assert house.told.of(PlanLaunched) == [launched]


async def test_nothing_is_planned_for_a_moment_that_is_over(house: PlanHouse) -> None:
    number = await house.draft()
    with pytest.raises(TimeIsOver):
        await house.plans.plan(number, house.at(0), by=editor(PLANNER))
    await house.plans.plan(number, house.at(1), by=editor(PLANNER))
    with pytest.raises(TimeIsOver):
        await house.plans.move(number, house.at(-1), by=editor(PLANNER))
    with pytest.raises(MoveNotAllowed):
        await house.plans.plan(number, house.at(5), by=editor(PLANNER))


async def test_nothing_is_planned_for_when_it_has_expired(house: PlanHouse) -> None:
    number = await house.draft(expires_at=house.at(HOUR))
    with pytest.raises(TimeIsOver) as refused:
        await house.plans.plan(number, house.at(HOUR), by=editor(PLANNER))
    assert refused.value.expired
    await house.plans.plan(number, house.at(HOUR - 60), by=editor(PLANNER))
    await house.passes(HOUR)
    assert (await house.plans.get(number)).asked_why is AskedWhy.EXPIRED


@pytest.mark.parametrize(
    ("late", "state"),
    [(15 * 60, BroadcastState.RUNNING), (15 * 60 + 1, BroadcastState.SCHEDULED)],
)
async def test_late_ones_run_within_the_time_of_grace_and_ask_later(
    house: PlanHouse, late: float, state: BroadcastState
) -> None:
    number = await house.draft()
    await house.plans.plan(number, house.at(HOUR), by=editor(PLANNER))
    await house.passes(HOUR + late)
    assert await house.state(number) is state
    asked = [] if state is BroadcastState.RUNNING else [AskedWhy.LATE]
    assert [
        event.why for event in house.told.of(PlanAsked) if isinstance(event, PlanAsked)
    ] == asked


async def test_whose_planner_lost_the_role_asks(house: PlanHouse) -> None:
    number = await house.draft()
    await house.plans.plan(number, house.at(HOUR), by=editor(PLANNER))
    after = PlanHouse(house.database, house.clock, owner_ids=frozenset({8}))
    await after.passes(HOUR)
    asked = PlanAsked(broadcast_id=number, why=AskedWhy.ROLE, by=PLANNER)
    assert after.told.of(PlanAsked) == [asked]
    assert await after.plans.start_now(number, by=editor(8)) is not None
    await after.passes(10)
    broadcast = await after.reports.get(number)
    assert (broadcast.state, broadcast.launched_by) == (BroadcastState.RUNNING, 8)


async def test_whom_nobody_would_get_asks_once_and_waits_for_an_answer(house: PlanHouse) -> None:
    number = await house.draft()
    await house.plans.plan(number, house.at(HOUR), by=editor(PLANNER))
    await Subscribers(house.database).erase(50)
    await house.passes(HOUR)
    await house.passes(HOUR)
    after = PlanHouse(house.database, house.clock)  # a restart does not ask again
    await after.passes(HOUR)
    assert len(house.told.of(PlanAsked)) + len(after.told.of(PlanAsked)) == 1
    assert (await after.plans.get(number)).asked_why is AskedWhy.NOBODY
    with pytest.raises(NobodyToSendTo):
        await after.plans.start_now(number, by=editor(PLANNER))
    await Subscribers(house.database).subscribe(51, now=2)
    moved = await after.plans.move(number, after.at(60), by=editor(8))
    assert (moved.state, moved.planned_by, moved.asked_why) == (PlanState.WAITING, 8, None)


async def test_one_that_breaks_keeps_no_other_from_its_time(
    house: PlanHouse, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    broken, sound = await house.draft("broken"), await house.draft("sound")
    for number in (broken, sound):
        await house.plans.plan(number, house.at(HOUR), by=editor(PLANNER))
    async with database.write() as connection:
        await connection.exec_driver_sql("UPDATE broadcasts SET content = '[' WHERE id = 1")
    await house.passes(HOUR)
    assert (await house.plans.get(broken)).asked_why is AskedWhy.FAULT
    assert await house.state(sound) is BroadcastState.RUNNING
    assert "broadcast 1 cannot be launched" in caplog.text


async def test_what_an_admin_does_with_a_planned_one_counts_once(house: PlanHouse) -> None:
    house = PlanHouse(house.database, house.clock, undo_seconds=0)
    for act in (house.plans.edit, house.plans.drop, house.plans.start_now):
        number = await house.draft()
        await house.plans.plan(number, house.at(HOUR), by=editor(PLANNER))
        await act(number, by=editor(8))
        with pytest.raises((MoveNotAllowed, NoSuchBroadcast)):
            await act(number, by=editor(8))
        assert await house.plans.find(number) is None
    assert (await house.drafts.get(1)).holder == 8
    with pytest.raises(NoSuchBroadcast):
        await house.reports.get(2)
    assert await house.state(3) is BroadcastState.RUNNING
    await house.passes(2 * HOUR)
    assert house.told.of(PlanLaunched, PlanAsked) == []


async def test_what_is_started_now_can_be_undone_and_has_its_last_time(house: PlanHouse) -> None:
    number, moved = await house.draft(), house.at(3 * HOUR)
    await house.plans.plan(number, house.at(HOUR), by=editor(PLANNER))
    await house.plans.move(number, moved, by=editor(PLANNER))
    plan = await house.plans.start_now(number, by=editor(PLANNER))
    assert plan is not None
    assert plan.is_countdown
    assert house.plans.seconds_left(plan) == 10
    await house.plans.undo(number, by=editor(PLANNER))
    await house.passes(4 * HOUR)
    assert await house.state(number) is BroadcastState.DRAFT
    notes = await house.drafts.notes(number, by=editor(PLANNER))
    assert (notes["at"], notes["own"]) == (moved, False)


async def test_what_is_started_now_begins_when_nobody_undoes_it(house: PlanHouse) -> None:
    number = await house.draft()
    await house.plans.plan(number, house.at(HOUR), by=editor(PLANNER))
    await house.plans.start_now(number, by=editor(8))
    assert await house.plans.start_now(number, by=editor(PLANNER)) is None  # they insist
    assert await house.state(number) is BroadcastState.RUNNING
    again = await house.draft()
    await house.plans.plan(again, house.at(HOUR), by=editor(PLANNER))
    await house.plans.start_now(again, by=editor(PLANNER))
    await house.passes(10)
    assert await house.state(again) is BroadcastState.RUNNING


async def test_an_urgent_one_is_started_without_a_countdown(house: PlanHouse) -> None:
    number = await house.draft(urgent=True)
    await house.plans.plan(number, house.at(HOUR), by=editor(PLANNER))
    assert await house.plans.start_now(number, by=editor(PLANNER)) is None
    assert await house.state(number) is BroadcastState.RUNNING


@pytest.mark.parametrize("how", ["edit", "start_now"])
async def test_a_draft_again_has_the_time_on_peoples_clocks_that_it_had_last(
    house: PlanHouse, how: str
) -> None:
    """Its author chose by the bot's clock, whatever hour it begins for the first."""
    number = await house.draft()
    await house.plans.plan(number, house.at(HOUR), by=editor(PLANNER))
    local = "2026-12-05T10:00:00"
    first = int(datetime(2026, 12, 4, 23, tzinfo=UTC).timestamp())
    await house.plans.move(number, first, by=editor(PLANNER), local_time=local)
    await getattr(house.plans, how)(number, by=editor(PLANNER))
    if how == "start_now":
        await house.plans.undo(number, by=editor(PLANNER))
    notes = await house.drafts.notes(number, by=editor(PLANNER))
    chosen = datetime(2026, 12, 5, 10, tzinfo=UTC).timestamp()
    assert (notes["at"], notes["own"]) == (chosen, True)


async def test_planned_ones_are_listed_in_the_order_of_their_times(house: PlanHouse) -> None:
    for hours in (3, 1, 2):
        number = await house.draft(f"In {hours}")
        await house.plans.plan(number, house.at(hours * HOUR), by=editor(PLANNER))
    found, count = await house.plans.page(limit=2)
    assert ([one.title for one in found], count) == (["In 1", "In 2"], 3)
    assert await house.timer.once() == 60.0


async def test_the_timer_sleeps_until_there_is_something_to_look_at(house: PlanHouse) -> None:
    assert await house.timer.once() is None
    number = await house.draft()
    await house.plans.confirm(number, by=editor(PLANNER))
    assert await house.timer.once() == 10.0


@pytest.mark.parametrize("how", ["undo", "edit", "drop"])
async def test_whoever_lost_the_role_a_moment_ago_takes_nothing_away(
    house: PlanHouse, how: str
) -> None:
    """What they came with is read once more, in the transaction."""
    number = await house.draft()
    await house.plans.confirm(number, by=editor(PLANNER))
    removed = Actor(user_id=8, role=Role.EDITOR, stored=True)
    with pytest.raises(NotAllowed):
        await getattr(house.plans, how)(number, by=removed)
    assert await house.state(number) is BroadcastState.SCHEDULED
    await house.passes(10)
    assert await house.state(number) is BroadcastState.RUNNING
