"""What is repeated and does not go on by itself: in a restored backup, with another bot's token, by
a fault that nobody foresaw."""

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.audience.fields import Fields
from broadcast.ledger.restoring import doubt_what_ran
from broadcast.ledger.takeover import Takeover
from broadcast.model.content import Content
from broadcast.model.errors import FieldInUse
from broadcast.model.events import RepeatStopped
from broadcast.repeating.content import RoundContent
from db.audience.audience import Audience
from db.repeating.repeats import RepeatRow
from db.schema.states import RepeatState, RepeatWhy
from tests.actors import editor, owner
from tests.engine.conftest import text
from tests.unit.repeating.house import DAY, HOUR, RepeatHouse


async def expect_still(house: RepeatHouse, number: int, why: RepeatWhy) -> None:
    """It says so once, whatever time passes, and over a restart."""
    for _ in range(2):
        await house.passes(DAY)
    after = await house.begin_anew()
    await after.passes(DAY)
    told = house.told.of(RepeatStopped) + after.told.of(RepeatStopped)
    assert told == [RepeatStopped(repeat_id=number)]
    assert await after.rounds(number) == []
    found = await after.get(number)
    assert (found.state, found.why) == (RepeatState.PAUSED, why)


async def test_in_a_restored_backup_it_is_paused_and_asks_once(house: RepeatHouse) -> None:
    number = await house.repeat()
    doubted = await doubt_what_ran(house.database, made_at=1_700_000_000, now=house.planning.at(0))
    assert doubted.repeats == 1
    await expect_still(house, number, RepeatWhy.RESTORED)
    assert (await house.get(number)).detail == "2023-11-14 22:13 UTC"
    await house.repeats.resume(number, by=editor())
    await house.passes(DAY)
    assert len(await house.rounds(number)) == 1


async def test_another_bots_token_makes_no_round(house: RepeatHouse) -> None:
    number = await house.repeat()
    for bot_id in (1, 2, 2):
        await Takeover(house.database, house.clock, bot_id=bot_id).take_over()
    await expect_still(house, number, RepeatWhy.OTHER_BOT)


class Feed:
    """Another source of what rounds say."""

    def __init__(self, *said: str | Exception) -> None:
        self.said = list(said)
        self.kept: list[tuple[str, int]] = []

    async def takes(self, _: AsyncConnection, row: RepeatRow) -> bool:
        return row.id == 1

    async def prepare(self, _: RepeatRow) -> RoundContent | None:
        found = self.said.pop(0) if self.said else ""
        if isinstance(found, Exception):
            raise found
        if not found:
            return None
        return RoundContent(content=text(found), audience=Audience(), memory=found)

    async def written(
        self, _: AsyncConnection, __: RepeatRow, said: RoundContent, round_id: int
    ) -> None:
        self.kept.append((said.memory, round_id))


async def test_another_source_makes_up_what_rounds_of_its_own_say(house: RepeatHouse) -> None:
    feed = Feed("Item one")
    other = RepeatHouse(house.database, house.clock, feed)
    number, plain = await other.repeat(), await other.repeat()
    await other.passes(HOUR)
    (round_id,) = await other.rounds(number)
    assert Content.load((await other.planning.reports.get(round_id)).content).title == "Item one"
    assert feed.kept == [("Item one", round_id)]
    (round_id,) = await other.rounds(plain)
    assert (await other.planning.reports.get(round_id)).title == "Good news"


async def test_nothing_to_say_leaves_a_round_out(house: RepeatHouse) -> None:
    other = RepeatHouse(house.database, house.clock, Feed())
    number = await other.repeat()
    await other.passes(HOUR)
    assert await other.rounds(number) == []
    assert (await other.get(number)).empty_for == other.planning.at(0)
    assert other.told.of(RepeatStopped) == []


async def test_a_fault_pauses_it_and_keeps_no_other_from_its_time(
    house: RepeatHouse, caplog: pytest.LogCaptureFixture
) -> None:
    other = RepeatHouse(house.database, house.clock, Feed(RuntimeError("broken")))
    number, plain = await other.repeat(), await other.repeat()
    await other.passes(HOUR)
    await other.passes(1)
    assert len(await other.rounds(plain)) == 1
    assert (await other.get(number)).why is RepeatWhy.FAULT
    assert other.told.of(RepeatStopped) == [RepeatStopped(repeat_id=number)]
    assert "repeat 1 cannot be looked at" in caplog.text


async def test_a_field_that_rounds_say_stays(house: RepeatHouse) -> None:
    fields = Fields(house.database, house.clock)
    async with house.database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO fields (name, folded, created_at) VALUES ('City', 'city', 1)"
        )
    await house.repeat(words="In {City}", fields=("city",))
    with pytest.raises(FieldInUse):
        await fields.remove(1, by=owner())
