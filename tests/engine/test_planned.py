"""A planned broadcast goes out by itself when its time has come, and once."""

from botapi_sandbox.control import Control
from broadcast.model.broadcast import Broadcast
from db.connection.database import Database
from db.schema.states import AskedWhy, BroadcastState
from tests.actors import editor
from tests.engine.conftest import TEXT, Bench, text, working
from tests.engine.invariants import expect_counters_equal_rows

PEOPLE = 5


async def draft(bench: Bench) -> int:
    return await bench.assembly.doors.drafts.add(text(), by=editor())


async def expect_everybody_once(bench: Bench, broadcast: Broadcast) -> None:
    times = dict(await bench.control.delivered(TEXT))
    assert (len(times), set(times.values())) == (PEOPLE, {1})
    await expect_counters_equal_rows(bench.database, broadcast)


async def test_a_countdown_ends_with_the_message_at_everybodys(bench: Bench) -> None:
    await bench.subscribe(PEOPLE)
    number = await draft(bench)
    assert await bench.assembly.doors.plans.confirm(number, by=editor()) is not None
    assert await bench.control.delivered(TEXT) == []
    await expect_everybody_once(bench, await bench.finished(number))


async def test_its_time_comes_while_the_bot_is_down(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control) as bench:
        await bench.subscribe(PEOPLE)
        number = await draft(bench)
        at = int(bench.clock.time()) + 60
        await bench.assembly.doors.plans.plan(number, at, by=editor())
    async with database.write() as connection:  # the minute is over
        await connection.exec_driver_sql("UPDATE plans SET due_at = due_at - 60")
    async with working(sandbox_url, database, control) as bench:
        broadcast = await bench.finished(number)
        await expect_everybody_once(bench, broadcast)
        assert broadcast.launched_by == editor().user_id


async def test_another_bots_token_asks(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control) as bench:
        await bench.subscribe(PEOPLE)
        number = await draft(bench)
        await bench.assembly.doors.plans.plan(number, int(bench.clock.time()) + 5, by=editor())
    async with working(sandbox_url, database, control, token="777:other") as other:
        await other.clock.sleep(10)
        plans = other.assembly.doors.plans
        assert (await plans.get(number)).asked_why is AskedWhy.OTHER_BOT
        assert await plans.start_now(number, by=editor()) is not None
        await plans.start_now(number, by=editor())  # the admin insists
        broadcast = await other.assembly.doors.reports.get(number)
        assert broadcast.state is BroadcastState.RUNNING
