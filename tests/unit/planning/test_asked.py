"""What is not launched by itself: in a restored backup, with another bot's token, by nobody's
hand."""

import pytest

from broadcast.doors.audience.fields import Fields
from broadcast.ledger.restoring import doubt_what_ran
from broadcast.ledger.takeover import Takeover
from broadcast.model.errors import FieldInUse, NoSuchBroadcast
from broadcast.model.events import PlanAsked
from db.connection.database import Database
from db.schema.states import AskedWhy, BroadcastState
from db.subscribers.store import Subscribers
from tests.actors import editor, owner
from tests.unit.planning.house import HOUR, PLANNER, PlanHouse


async def planned(house: PlanHouse) -> list[int]:
    """One that counts down, and one with a time."""
    counting, timed = await house.draft("soon"), await house.draft("later")
    await house.plans.confirm(counting, by=editor(PLANNER))
    await house.plans.plan(timed, house.at(HOUR), by=editor(PLANNER))
    return [counting, timed]


async def expect_asked(house: PlanHouse, numbers: list[int], why: AskedWhy) -> None:
    """Both, once, whatever time passes."""
    after = PlanHouse(house.database, house.clock)
    await after.passes(2 * HOUR)
    await after.passes(2 * HOUR)
    asked = [PlanAsked(broadcast_id=number, why=why, by=PLANNER) for number in numbers]
    assert after.told.of(PlanAsked) == asked
    for number in numbers:
        assert await after.state(number) is BroadcastState.SCHEDULED


async def test_what_was_planned_in_a_restored_backup_asks(house: PlanHouse) -> None:
    numbers = await planned(house)
    doubted = await doubt_what_ran(house.database, made_at=1_700_000_000, now=1_700_000_000)
    assert doubted.plans == 2
    await expect_asked(house, numbers, AskedWhy.RESTORED)
    plan = await house.plans.get(numbers[0])
    assert (plan.detail, plan.is_countdown) == ("2023-11-14 22:13 UTC", False)
    await house.plans.undo(numbers[0], by=editor(8))
    assert await house.state(numbers[0]) is BroadcastState.DRAFT


async def test_another_bots_token_launches_nothing(house: PlanHouse) -> None:
    numbers = await planned(house)
    for bot_id in (1, 2, 2):
        await Takeover(house.database, house.clock, bot_id=bot_id).take_over()
    await expect_asked(house, numbers, AskedWhy.OTHER_BOT)


async def test_the_same_bot_goes_on(house: PlanHouse) -> None:
    numbers = await planned(house)
    for _ in range(2):
        await Takeover(house.database, house.clock, bot_id=1).take_over()
    after = PlanHouse(house.database, house.clock)
    await after.passes(10)
    await after.passes(HOUR)
    assert after.told.of(PlanAsked) == []
    assert [await after.state(number) for number in numbers] == [BroadcastState.RUNNING] * 2


async def test_whose_planner_was_erased_asks(house: PlanHouse) -> None:
    """It is the team's, like what was launched; nobody is named any more."""
    numbers = await planned(house)
    await Subscribers(house.database).erase(PLANNER)
    await house.passes(10)
    await house.passes(HOUR)
    found = [await house.plans.get(number) for number in numbers]
    assert [(one.asked_why, one.planned_by) for one in found] == [(AskedWhy.ROLE, 0)] * 2
    await house.plans.edit(numbers[0], by=editor(8))
    draft = await house.drafts.get(numbers[0])
    assert (draft.author, draft.holder) == (0, 8)


async def test_a_planned_one_keeps_the_fields_that_it_says(
    house: PlanHouse, database: Database
) -> None:
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO fields (name, folded, created_at) VALUES ('City', 'city', 1)"
        )
    number = await house.draft("From {City}", fields=("city",))
    fields = Fields(database, house.clock)
    await house.plans.plan(number, house.at(HOUR), by=editor(PLANNER))
    with pytest.raises(FieldInUse):
        await fields.remove(1, by=owner())
    await house.plans.drop(number, by=editor(PLANNER))
    await fields.remove(1, by=owner())
    with pytest.raises(NoSuchBroadcast):
        await house.reports.get(number)
