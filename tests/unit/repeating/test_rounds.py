"""Each round is a broadcast of its own, made once, when its time has come."""

import asyncio

import pytest
from sqlalchemy import select

from broadcast.model.content import Content
from broadcast.model.errors import MoveNotAllowed, NoSuchRepeat, NotAllowed
from broadcast.model.events import PlanAsked, RepeatAhead, RepeatHeld, RepeatStopped
from db.admins import admins
from db.admins.admins import Admins
from db.schema.broadcasts import broadcasts
from db.schema.states import AskedWhy, BroadcastState, RepeatState, RepeatWhy, Role
from db.subscribers.store import Subscribers
from tests.actors import editor, owner, stranger
from tests.engine.conftest import text
from tests.unit.planning.house import PLANNER
from tests.unit.repeating.house import DAY, HOUR, MINUTE, RepeatHouse

TEN_IN = HOUR  # the bench begins at nine
STRANGER = 8


async def test_every_day_at_ten_one_goes_out(house: RepeatHouse) -> None:
    number = await house.repeat()
    await house.passes(TEN_IN - 1)
    assert await house.rounds(number) == []
    for day in range(3):
        await house.passes(1)
        *_, newest = made = await house.rounds(number)
        assert len(made) == day + 1
        assert await house.state(newest) is BroadcastState.RUNNING
        await house.finish(newest)
        await house.passes(DAY - 1)
    found = await house.get(number)
    assert (found.rounds, found.round_id) == (3, newest)


async def test_a_round_says_what_the_draft_said_and_is_no_draft(house: RepeatHouse) -> None:
    number = await house.repeat(words="Weekly news", protected=True)
    assert await house.planning.drafts.page(limit=5) == ([], 0)
    await house.passes(TEN_IN)
    (round_id,) = await house.rounds(number)
    broadcast = await house.planning.reports.get(round_id)
    content = Content.load(broadcast.content)
    assert (content.title, content.options.protected) == ("Weekly news", True)
    assert (broadcast.created_by, broadcast.launched_by) == (PLANNER, PLANNER)


async def test_its_draft_cannot_be_sent_planned_or_thrown_away(house: RepeatHouse) -> None:
    template = (await house.get(await house.repeat())).template_id
    by = editor(PLANNER)
    for act in (
        house.planning.launches.launch(template, by=by),
        house.planning.plans.plan(template, house.planning.at(HOUR), by=by),
        house.planning.drafts.discard(template, by=by),
        house.planning.drafts.change(template, text("other"), by=by),
    ):
        with pytest.raises(MoveNotAllowed):
            await act


async def test_one_at_a_time_makes_one(house: RepeatHouse) -> None:
    """Two looks at the same time, of a process that was thought dead, say."""
    number = await house.repeat()
    other = await house.begin_anew()
    house.clock.now += TEN_IN
    await asyncio.gather(house.timer.once(), other.timer.once())
    assert len(await house.rounds(number)) == 1


async def test_the_clock_put_back_makes_none_again(house: RepeatHouse) -> None:
    number = await house.repeat()
    await house.passes(TEN_IN)
    await house.finish((await house.rounds(number))[0])
    house.clock.offset -= 2 * HOUR
    await house.goes_by(3 * HOUR)
    assert len(await house.rounds(number)) == 1


async def test_what_was_missed_asks_once_however_often_it_was_missed(house: RepeatHouse) -> None:
    number = await house.repeat()
    after = await house.begin_anew()
    await after.passes(TEN_IN + 5 * DAY + HOUR)
    (round_id,) = await after.rounds(number)
    assert after.told.of(PlanAsked) == [
        PlanAsked(broadcast_id=round_id, why=AskedWhy.LATE, by=PLANNER)
    ]
    await after.passes(HOUR)
    assert await after.rounds(number) == [round_id]
    await after.passes(DAY - 2 * HOUR)  # the question keeps the next one from nothing
    assert len(await after.rounds(number)) == 2


async def test_the_clock_put_on_by_a_day_asks_once(house: RepeatHouse) -> None:
    number = await house.repeat()
    house.clock.offset += DAY + 2 * HOUR
    await house.passes(1)
    assert len(await house.rounds(number)) == 1
    assert len(house.told.of(PlanAsked)) == 1


async def test_a_little_late_goes_out(house: RepeatHouse) -> None:
    number = await house.repeat()
    await house.passes(TEN_IN + 5 * DAY + 10 * MINUTE)
    (round_id,) = await house.rounds(number)
    assert await house.state(round_id) is BroadcastState.RUNNING


async def test_an_unfinished_one_delays_the_next_and_says_so_once(house: RepeatHouse) -> None:
    number = await house.repeat()
    await house.passes(TEN_IN)
    (first,) = await house.rounds(number)
    begun = house.planning.at(0)
    await house.goes_by(2 * DAY + 3 * HOUR)
    assert await house.rounds(number) == [first]
    assert house.told.of(RepeatHeld) == [
        RepeatHeld(repeat_id=number, moment=begun + DAY, round_id=first)
    ]
    assert (await house.get(number)).held
    await house.finish(first)
    await house.passes(1)
    _, second = await house.rounds(number)
    assert await house.state(second) is BroadcastState.RUNNING
    assert not (await house.get(number)).held
    assert house.told.of(PlanAsked) == []


@pytest.mark.parametrize("days", [1, 2])
async def test_one_that_waits_is_skipped_whatever_has_come_meanwhile(
    house: RepeatHouse, days: int
) -> None:
    number = await house.repeat()
    await house.passes(TEN_IN)
    (first,) = await house.rounds(number)
    await house.goes_by(days * DAY + HOUR)
    waits = (await house.get(number)).next_at
    assert waits is not None
    await house.repeats.skip(number, waits, by=editor(PLANNER))
    await house.passes(1)
    found = await house.get(number)
    assert (found.held, found.skipped, found.next_at) == (False, False, waits + days * DAY)
    await house.finish(first)
    await house.passes(1)
    assert await house.rounds(number) == [first]
    await house.passes(DAY - HOUR)
    assert len(await house.rounds(number)) == 2


async def test_a_paused_one_delays_too_over_a_restart(house: RepeatHouse) -> None:
    number = await house.repeat()
    await house.passes(TEN_IN)
    (first,) = await house.rounds(number)
    await house.planning.launches.pause(first, by=editor(PLANNER))
    after = await house.begin_anew()
    for _ in range(3):
        await after.passes(DAY)
    assert await after.rounds(number) == [first]
    await after.planning.launches.cancel(first, by=editor(PLANNER))
    await after.passes(1)
    assert len(await after.rounds(number)) == 2


async def test_one_that_waits_keeps_no_other_from_its_time(house: RepeatHouse) -> None:
    slow = await house.repeat()
    await house.passes(TEN_IN)
    await house.passes(DAY - HOUR)
    other = await house.repeat(at="10:02")
    await house.passes(HOUR)
    assert len(await house.rounds(slow)) == 1
    assert await house.passes(90) == pytest.approx(30)
    await house.passes(30)
    assert len(await house.rounds(other)) == 1


async def test_an_hour_before_the_admins_see_it_once_over_restarts(house: RepeatHouse) -> None:
    number = await house.repeat(at="12:00")
    ten = house.planning.at(HOUR)
    assert await house.passes(HOUR / 2) == 60  # an hour's half is left, and clocks may be set
    assert house.told.of(RepeatAhead) == []
    await house.passes(HOUR + HOUR / 2)
    shown = RepeatAhead(repeat_id=number, moment=ten + 2 * HOUR)
    assert house.told.of(RepeatAhead) == [shown]
    after = await house.begin_anew()
    await after.goes_by(HOUR - MINUTE, every=MINUTE)
    assert after.told.of(RepeatAhead) == []


async def test_how_long_before_is_chosen_and_none_at_all(house: RepeatHouse) -> None:
    early, never = await house.repeat(at="12:00"), await house.repeat(at="12:00")
    await house.repeats.change_ahead(early, 2 * HOUR + 60, by=editor())
    await house.repeats.change_ahead(never, 0, by=editor())
    await house.passes(HOUR)
    noon = house.planning.at(2 * HOUR)
    assert house.told.of(RepeatAhead) == [RepeatAhead(repeat_id=early, moment=noon)]
    await house.passes(2 * HOUR)
    assert len(house.told.of(RepeatAhead)) == 1


async def test_skipped_once_the_next_is_the_one_after(house: RepeatHouse) -> None:
    number = await house.repeat()
    ten = house.planning.at(TEN_IN)
    await house.repeats.skip(number, ten, by=editor(STRANGER))
    assert (await house.get(number)).skipped
    await house.passes(TEN_IN + DAY - 1)
    assert await house.rounds(number) == []
    await house.passes(1)
    assert len(await house.rounds(number)) == 1
    with pytest.raises(MoveNotAllowed):
        await house.repeats.skip(number, ten, by=editor())


async def test_not_skipped_after_all(house: RepeatHouse) -> None:
    number = await house.repeat()
    ten = house.planning.at(TEN_IN)
    await house.repeats.skip(number, ten, by=editor())
    await house.repeats.skip(number, ten, by=editor(), left_out=False)
    await house.passes(TEN_IN)
    assert len(await house.rounds(number)) == 1


async def test_paused_and_resumed_nothing_is_made_up_for(house: RepeatHouse) -> None:
    number = await house.repeat()
    await house.repeats.pause(number, by=editor(STRANGER))
    await house.passes(3 * DAY)
    assert await house.rounds(number) == []
    await house.repeats.resume(number, by=editor(STRANGER))
    await house.passes(1)
    assert await house.rounds(number) == []
    await house.passes(HOUR)
    assert len(await house.rounds(number)) == 1
    assert house.told.of(RepeatStopped) == []  # whoever has said so knows


async def test_stopped_is_over(house: RepeatHouse) -> None:
    number = await house.repeat()
    await house.passes(TEN_IN)
    await house.repeats.stop(number, by=editor())
    await house.passes(2 * DAY)
    assert len(await house.rounds(number)) == 1
    assert await house.repeats.page(limit=5) == ([], 0)
    with pytest.raises(NoSuchRepeat):
        await house.repeats.stop(number, by=editor())
    with pytest.raises(MoveNotAllowed):
        await house.repeats.resume(number, by=editor())


async def test_a_rule_that_has_no_more_ends_it_and_says_so(house: RepeatHouse) -> None:
    number = await house.repeat("FREQ=DAILY;COUNT=2")
    await house.passes(TEN_IN)
    await house.finish((await house.rounds(number))[0])
    await house.passes(DAY)
    await house.passes(DAY)
    found = await house.get(number)
    assert (found.state, found.why, found.rounds) == (RepeatState.ENDED, RepeatWhy.OVER, 2)
    assert house.told.of(RepeatStopped) == [RepeatStopped(repeat_id=number)]


async def test_a_round_that_was_dropped_has_not_gone_out(house: RepeatHouse) -> None:
    """Nor has one that waits for an answer."""
    number = await house.repeat()
    await house.passes(TEN_IN + DAY // 2)  # while the bot was down
    (round_id,) = await house.rounds(number)
    assert (await house.get(number)).rounds == 0
    await house.planning.plans.drop(round_id, by=editor())
    assert (await house.get(number)).rounds == 0


async def test_nobody_to_send_it_to_is_no_question(house: RepeatHouse) -> None:
    number = await house.repeat()
    await Subscribers(house.database).unsubscribe(50, now=2)
    await house.passes(TEN_IN)
    ten = house.planning.at(0)
    found = await house.get(number)
    assert (found.rounds, found.empty_for, found.next_at) == (0, ten, ten + DAY)
    assert house.told.of(PlanAsked, RepeatStopped) == []
    await Subscribers(house.database).subscribe(50, now=3)
    await house.passes(DAY)
    assert (await house.get(number)).empty_for is None
    assert len(await house.rounds(number)) == 1


async def test_whoever_made_it_is_no_admin_any_more(house: RepeatHouse) -> None:
    async with house.database.write() as connection:
        await admins.put(connection, STRANGER, Role.EDITOR, now=1)
    draft_id = await house.planning.drafts.add(text(), by=editor(STRANGER))
    rule = (await house.get(await house.repeat())).rule
    number = await house.repeats.begin(draft_id, rule, by=editor(STRANGER))
    await Admins(house.database).remove(STRANGER, owner_elsewhere=True)
    await house.passes(TEN_IN)
    after = await house.begin_anew()
    await after.passes(1)
    found = await after.get(number)
    assert (found.state, found.why, await after.rounds(number)) == (
        RepeatState.PAUSED,
        RepeatWhy.ROLE,
        [],
    )
    told = house.told.of(RepeatStopped) + after.told.of(RepeatStopped)
    assert told == [RepeatStopped(repeat_id=number)]
    await after.repeats.resume(number, by=owner(PLANNER))
    await after.passes(DAY)
    (round_id,) = await after.rounds(number)
    assert (await after.planning.reports.get(round_id)).launched_by == PLANNER


async def test_what_rounds_say_is_changed_in_a_draft(house: RepeatHouse) -> None:
    number = await house.repeat()
    draft_id = await house.messages.edit(number, by=editor(STRANGER))
    await house.planning.drafts.change(draft_id, text("Other news"), by=editor(STRANGER))
    await house.passes(TEN_IN)
    (first,) = await house.rounds(number)
    assert (await house.planning.reports.get(first)).title == "Good news"
    await house.finish(first)
    await house.messages.save(number, draft_id, by=editor(STRANGER))
    await house.passes(DAY)
    *_, second = await house.rounds(number)
    assert (await house.planning.reports.get(second)).title == "Other news"
    assert await house.planning.drafts.page(limit=5) == ([], 0)


async def test_another_message_is_shown_anew(house: RepeatHouse) -> None:
    number = await house.repeat()
    await house.passes(MINUTE)
    assert len(house.told.of(RepeatAhead)) == 1
    draft_id = await house.messages.edit(number, by=editor())
    await house.messages.save(number, draft_id, by=editor())
    await house.passes(MINUTE)
    assert len(house.told.of(RepeatAhead)) == 2


async def test_another_rule_begins_anew(house: RepeatHouse) -> None:
    number = await house.repeat()
    await house.repeats.skip(number, house.planning.at(TEN_IN), by=editor())
    rule = (await house.get(await house.repeat("FREQ=WEEKLY;BYDAY=TU", "08:00"))).rule
    await house.repeats.change_rule(number, rule, by=editor())
    found = await house.get(number)
    assert (found.skipped, found.next_at) == (False, house.planning.at(23 * HOUR))


async def test_nobody_but_admins(house: RepeatHouse) -> None:
    number = await house.repeat()
    by = stranger(STRANGER)
    rule = (await house.get(number)).rule
    for act in (
        house.repeats.begin(1, rule, by=by),
        house.repeats.change_rule(number, rule, by=by),
        house.repeats.change_ahead(number, 0, by=by),
        house.repeats.skip(number, 1, by=by),
        house.repeats.pause(number, by=by),
        house.repeats.resume(number, by=by),
        house.repeats.stop(number, by=by),
        house.messages.edit(number, by=by),
        house.messages.save(number, 1, by=by),
    ):
        with pytest.raises(NotAllowed):
            await act


async def test_a_round_that_is_edited_is_a_draft_like_any_other(house: RepeatHouse) -> None:
    number = await house.repeat()
    await house.passes(TEN_IN + DAY + HOUR)
    (round_id,) = await house.rounds(number)
    await house.planning.plans.edit(round_id, by=editor())
    found, _ = await house.planning.drafts.page(limit=5)
    assert [one.id for one in found] == [round_id]
    await house.planning.launches.launch(round_id, by=editor())


async def test_erased_it_stays_and_asks(house: RepeatHouse) -> None:
    number = await house.repeat()
    await Subscribers(house.database).subscribe(PLANNER, now=2)
    await Subscribers(house.database).erase(PLANNER)
    await house.passes(TEN_IN)
    found = await house.get(number)
    assert (found.made_by, found.why) == (0, RepeatWhy.ROLE)


async def test_what_ended_before_it_went_out_leaves_nothing_behind(house: RepeatHouse) -> None:
    """Its rounds lead to one that has gone out, so that one stays, and so does its template."""
    kept, gone = await house.repeat(), await house.repeat(at="23:00")
    await house.passes(2 * HOUR)
    [round_] = await house.rounds(kept)
    for number in (kept, gone):
        await house.repeats.stop(number, by=editor())
    await house.passes(MINUTE)
    assert (await house.get(kept)).state is RepeatState.ENDED
    with pytest.raises(NoSuchRepeat):
        await house.get(gone)
    async with house.database.read() as connection:
        left = [*(await connection.execute(select(broadcasts.c.id))).scalars()]
    assert sorted(left) == sorted([(await house.get(kept)).template_id, round_])
