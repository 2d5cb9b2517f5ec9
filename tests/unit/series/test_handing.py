"""Who is due goes into the run of their step, in order, once, and as late as may be."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from broadcast.hours.house import KEPT_AS
from broadcast.ledger.entries import Share
from broadcast.ledger.held_claims import HeldClaims
from broadcast.ledger.transaction import claim
from broadcast.model.hours.quiet_hours import QuietHours
from broadcast.model.hours.wall_time import moment_of
from broadcast.series.handing import MOST_PAUSE, Rules
from db.admins import owner_settings
from db.knowledge import zones
from db.ledger import deliveries, parts, runs
from db.ledger.deliveries import OutcomeRow
from db.schema.states import DeliveryState, EnrolmentState, SeriesPause, SeriesState, SignalKind
from db.series import due, late, series, steps
from db.series.records import Signal
from tests.unit.series.conftest import RULES, House

SUBSCRIBED = Signal(SignalKind.SUBSCRIBED)
HOUR, DAY = 3_600, 86_400
PENDING, SENT = DeliveryState.PENDING, DeliveryState.SENT


async def test_one_step_after_the_other(house: House) -> None:
    number = await house.running(SUBSCRIBED, waits=["60", "3600"])
    await house.subscribe(7)
    assert (await house.hand_over(number)).handed == 0
    house.clock.now += 60
    assert (await house.hand_over(number)).handed == 1
    assert await house.inside(number) == {7: (EnrolmentState.WAITING, 1)}
    assert await house.due_at(number, 7) == house.now + HOUR
    assert (await house.hand_over(number)).handed == 0
    await house.sent(number)
    house.clock.now += HOUR
    assert (await house.hand_over(number)).handed == 1
    assert await house.inside(number) == {7: (EnrolmentState.FINISHED, 2)}
    assert await house.ledger(number) == {(0, 7): SENT, (1, 7): PENDING}


async def test_a_run_counts_who_comes_into_it_and_claims_find_them(house: House) -> None:
    number = await house.running(SUBSCRIBED)
    await house.subscribe(7, 8)
    await house.hand_over(number, limit=1)
    await house.hand_over(number)
    step = (await house.line(number))[0]
    assert (step.total, step.done) == (2, 0)
    async with house.database.read() as connection:
        (row,) = [one for one in await runs.unsettled(connection) if one.id == step.run_id]
    assert (row.remaining, row.frozen) == (2, True)


@pytest.mark.parametrize("under_way", [True, False])
async def test_claims_find_whoever_comes_later_with_a_lower_number(
    house: House, *, under_way: bool
) -> None:
    """While the one before is under way, or at rest."""
    number = await house.running(Signal(SignalKind.UNBLOCKED), waits=["0"])
    await house.subscribe(7, 8, 9)
    run_id = (await house.line(number))[0].run_id or 0
    for chat in (8, 7, 9):
        await house.subscribers.block(chat, house.now)
        await house.subscribers.unblock(chat, house.now)
        await house.hand_over(number)
        async with house.database.write() as connection:
            share = Share(run_id=run_id, count=5, standing=True)
            claimed = (await claim(connection, [share], HeldClaims(), None))[run_id]
            assert [row.chat_id for row in claimed] == [chat]
            if not under_way:
                number_of = claimed[0].subscriber_id
                sent = OutcomeRow(run_id, number_of, int(SENT), 0, 1)
                await deliveries.record(connection, [sent])


async def test_a_run_at_rest_costs_the_engine_nothing(house: House) -> None:
    number = await house.running(SUBSCRIBED)
    await house.subscribe(7)
    await house.hand_over(number)
    await house.sent(number)
    async with house.database.write() as connection:
        assert await runs.unsettled(connection) == []
        run_id = (await steps.of_series(connection, number))[0].run_id or 0
        assert not await runs.finish(connection, run_id, now=house.now)  # others will come


async def test_the_next_one_waits_while_the_one_before_is_on_its_way(house: House) -> None:
    number = await house.running(SUBSCRIBED, waits=["0", "60"])
    await house.subscribe(7, 8)
    await house.hand_over(number)
    house.clock.now += 60
    assert (await house.hand_over(number)).handed == 0
    assert await house.due_at(number, 7) == house.now + 60  # not nearer than the wait says
    await house.sent(number)
    house.clock.now += 60
    assert (await house.hand_over(number)).handed == 2


async def test_a_long_queue_is_not_looked_at_again_and_again(house: House) -> None:
    number = await house.running(SUBSCRIBED, waits=["0", "0"])
    await house.subscribe(*range(100, 200))
    slow = Rules(timezone=ZoneInfo("UTC"), rate=0.1)
    await house.hand_over(number, slow)
    await house.hand_over(number, slow)
    later = await house.due_at(number, 100)
    assert later is not None
    assert house.now + 60 < later <= house.now + MOST_PAUSE


async def test_each_by_their_own_clock(house: House) -> None:
    number = await house.running(SUBSCRIBED, waits=["0", "1 10:00"])
    await house.subscribe(7, 8)
    async with house.database.write() as connection:
        await zones.note(connection, 8, "Pacific/Auckland", now=house.now)
    await house.hand_over(number)
    day = datetime.fromtimestamp(house.now, RULES.timezone).date()
    ten = moment_of(datetime(day.year, day.month, day.day + 1, 10), RULES.timezone)  # noqa: DTZ001
    assert await house.due_at(number, 7) == ten
    far = await house.due_at(number, 8)
    assert far is not None
    assert datetime.fromtimestamp(far, ZoneInfo("Pacific/Auckland")).strftime("%H:%M") == "10:00"
    assert far != ten


async def test_the_first_may_wait_for_a_time_of_the_day_too(house: House) -> None:
    number = await house.running(SUBSCRIBED, waits=["1 10:00"])
    await house.subscribe(7)
    begun = house.now
    assert (await house.hand_over(number)).handed == 0
    moment = await house.due_at(number, 7)
    assert moment is not None
    assert begun < moment <= begun + 2 * DAY
    house.clock.now += moment - begun
    assert (await house.hand_over(number)).handed == 1


async def test_what_is_late_goes_to_nobody_where_that_is_chosen(house: House) -> None:
    number = await house.running(SUBSCRIBED, waits=["0", "60"])
    async with house.database.write() as connection:
        await series.change(connection, number, now=house.now, expires_after=HOUR)
    await house.subscribe(7)
    house.clock.now += HOUR + 1
    await house.subscribe(8)
    assert (await house.hand_over(number)).handed == 1
    ledger = await house.ledger(number)
    assert ledger == {(0, 7): DeliveryState.SKIPPED, (0, 8): PENDING}
    step = (await house.line(number))[0]
    assert (step.total, step.done) == (2, 1)
    assert await house.due_at(number, 7) == house.now + 60  # and the next one is awaited


async def test_the_clock_is_set_forward_by_a_day(house: House) -> None:
    """Each gets one step, and not all of them at once."""
    number = await house.running(SUBSCRIBED, waits=["0", "3600", "3600"])
    await house.subscribe(7, 8, 9)
    await house.hand_over(number)
    house.clock.now += DAY
    await house.sent(number)
    while (await house.hand_over(number, limit=2)).looked_at:
        pass
    assert set((await house.inside(number)).values()) == {(EnrolmentState.WAITING, 2)}
    assert await house.due_at(number, 7) == house.now + HOUR


async def test_whoever_left_gets_nothing_more(house: House) -> None:
    number = await house.running(SUBSCRIBED)
    await house.subscribe(7)
    await house.subscribers.unsubscribe(7, house.now)
    assert await house.hand_over(number) == (0, 0)
    assert await house.ledger(number) == {}


async def test_a_step_that_is_removed_is_waited_for_no_more(house: House) -> None:
    number = await house.running(SUBSCRIBED, waits=["0", "60", "60"])
    await house.subscribe(7)
    await house.hand_over(number)
    await house.sent(number)
    async with house.database.write() as connection:
        second = (await steps.of_series(connection, number))[1]
        await steps.remove(connection, second, now=house.now)
    house.clock.now += 60
    assert (await house.hand_over(number)).handed == 1
    assert await house.ledger(number) == {(0, 7): SENT, (1, 7): PENDING}
    assert [step.title for step in await house.line(number)] == ["Step 0", "Step 2"]
    assert await house.inside(number) == {7: (EnrolmentState.FINISHED, 2)}


async def test_those_who_wait_for_the_last_one_have_finished_when_it_is_removed(
    house: House,
) -> None:
    number = await house.running(SUBSCRIBED, waits=["0", "60"])
    await house.subscribe(7)
    await house.hand_over(number)
    async with house.database.write() as connection:
        await steps.remove(connection, (await steps.of_series(connection, number))[1], now=1)
    assert await house.inside(number) == {7: (EnrolmentState.FINISHED, 1)}
    assert await house.due_at(number, 7) is None


async def test_two_steps_change_places_and_nobody_gets_one_twice_or_none(house: House) -> None:
    number = await house.running(SUBSCRIBED, waits=["0", "60", "60"])
    await house.subscribe(7)
    for _ in range(2):  # has got 0 and 1, and waits for 2
        await house.hand_over(number)
        await house.sent(number)
        house.clock.now += 60
    async with house.database.write() as connection:
        await steps.exchange(connection, number, 1)
    for _ in range(3):
        await house.hand_over(number)
        await house.sent(number)
        house.clock.now += 60
    assert await house.ledger(number) == {(0, 7): SENT, (1, 7): SENT, (2, 7): SENT}
    assert await house.inside(number) == {7: (EnrolmentState.FINISHED, 3)}
    assert [step.sent for step in await house.line(number)] == [1, 1, 1]


async def test_after_a_backup_whoever_was_due_by_then_is_uncertain(house: House) -> None:
    """As if each step had gone out in its time: what is due later goes out."""
    number = await house.running(SUBSCRIBED, waits=["0", "3600", "86400"])
    await house.subscribe(7)
    house.clock.now += 2 * HOUR
    async with house.database.write() as connection:
        await series.pause_all(connection, SeriesPause.RESTORED, now=house.now)
    await house.subscribe(8)
    assert await house.hand_over(number) == (0, 0)  # it stands still
    async with house.database.write() as connection:
        await series.move(
            connection, number, SeriesState.RUNNING, out_of=[SeriesState.PAUSED], now=house.now
        )
    house.clock.now += 1
    while (await house.hand_over(number)).looked_at:
        pass
    uncertain = DeliveryState.UNCERTAIN
    ledger = await house.ledger(number)
    # The person of before is in doubt in two; whoever came at that moment may be in the first.
    assert {key: state for key, state in ledger.items() if key[1] == 7} == {
        (0, 7): uncertain,
        (1, 7): uncertain,
    }
    assert [step.uncertain for step in await house.line(number)][:2] == [2, 1]
    assert await house.due_at(number, 7) == house.now - 1 - 2 * HOUR + HOUR + DAY


@pytest.mark.parametrize("finished", [True, False])
async def test_a_step_is_added_behind_the_last_one(house: House, *, finished: bool) -> None:
    number = await house.running(SUBSCRIBED, waits=["0"])
    await house.subscribe(7, 8)
    await house.hand_over(number)
    await house.sent(number)
    line = await house.line(number)
    async with house.database.write() as connection:
        says = steps.Says(line[0].title, line[0].content, urgent=False)
        new = await steps.add(connection, number, 1, says, wait="0", by=1, now=house.now)
        await steps.launch(connection, new, by=1, now=house.now, audience="{}")
        if finished:
            taken = await due.take_up_finished(connection, number, step=1, due_at=house.now)
            assert taken == 2
    assert (await house.hand_over(number)).handed == (2 if finished else 0)


async def test_whose_turn_comes_too_late_is_skipped(house: House) -> None:
    """In the quiet hours of a night, say."""
    number = await house.running(SUBSCRIBED, waits=["0", "60"])
    async with house.database.write() as connection:
        await series.change(connection, number, now=house.now, expires_after=HOUR)
    await house.subscribe(7)
    await house.hand_over(number)
    house.clock.now += HOUR
    await house.subscribe(8)
    await house.hand_over(number)
    house.clock.now += 1
    async with house.database.write() as connection:
        row, line = await series.get(connection, number), await steps.of_series(connection, number)
        assert row is not None
        assert await late.skip(connection, row, line, now=house.now) == 1
    assert await house.ledger(number) == {(0, 7): DeliveryState.SKIPPED, (0, 8): PENDING}
    step = (await house.line(number))[0]
    assert (step.total, step.done) == (2, 1)


async def test_quiet_hours_are_those_of_each_persons_clock(house: House) -> None:
    """Also of a zone that came up since the series was started."""
    number = await house.running(SUBSCRIBED, waits=["0"])
    hours = QuietHours(begin=22 * HOUR, end=8 * HOUR, by_person=True)
    async with house.database.write() as connection:
        await owner_settings.write(connection, KEPT_AS, hours.data(), now=house.now)
    await house.subscribe(7, 8, 9)
    async with house.database.write() as connection:
        await zones.note(connection, 8, "Pacific/Auckland", now=house.now)
        await zones.note(connection, 9, "America/Lima", now=house.now)
    await house.hand_over(number)
    await house.subscribe(10)
    async with house.database.write() as connection:
        await zones.note(connection, 10, "America/Lima", now=house.now)
    await house.hand_over(number)
    run_id = (await house.line(number))[0].run_id or 0
    async with house.database.read() as connection:
        (row,) = await runs.unsettled(connection)
        assert [part.zone for part in row.parts] == [None, "America/Lima", "Pacific/Auckland"]
        pending = await parts.pending_by_part(connection, run_id)
    assert pending == {0: 1, 1: 2, 2: 1}
