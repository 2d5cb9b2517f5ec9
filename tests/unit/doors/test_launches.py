"""What pausing and resuming find, and what somebody else has changed a moment before."""

import asyncio

from broadcast.model.content import Content
from broadcast.model.options import WhenSpent
from db.connection.database import Database
from db.ledger import runs
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.clocks import VirtualClock, settle
from tests.engine.conftest import text
from tests.unit.planning.house import PLANNER, PlanHouse


async def test_who_resumed_it_lost_the_correction_of_a_moment_before(database: Database) -> None:
    house, actor = PlanHouse(database, VirtualClock()), editor(PLANNER)
    await Subscribers(database).subscribe(50, now=1)
    number = await house.drafts.add(text("We open at nime"), by=actor)
    run_id = (await house.launches.launch(number, by=actor)).run_id or 0
    async with database.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET state='paused', pause_reason='stars'")
    async with database.write() as connection:
        resumed = asyncio.ensure_future(  # noqa: TID251 - the test ends it
            house.launches.resume(number, by=actor)
        )
        await settle(50)  # it stands at the writer's lock
        await runs.save_content(connection, run_id, text("We open at nine").dump())
    content = Content.load((await resumed).content)
    assert content.title == "We open at nine"
    assert content.options.when_spent is WhenSpent.FREE
