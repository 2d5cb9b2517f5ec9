"""What deletes itself after some hours: by a timer that reads the database."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from botapi_sandbox.control import Control
from broadcast.ledger.restoring import doubt_what_ran
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from broadcast.model.options import Options
from db.connection.database import Database
from db.schema.ledger import runs
from db.schema.states import BroadcastState, RunKind
from tests.actors import editor
from tests.conftest import TOKEN
from tests.engine.conftest import FIRST, Bench, text, working

HOUR = 3_600
PEOPLE = 5


def fleeting(hours: int = 1) -> Content:
    return replace(text(), options=Options(delete_after=hours))


async def sent(bench: Bench, hours: int = 1) -> Broadcast:
    await bench.subscribe(PEOPLE)
    return await bench.finished(await bench.launch(fleeting(hours)))


async def falls_due(database: Database, broadcast: Broadcast) -> None:
    """As if the hours had passed."""
    async with database.write() as connection:
        await connection.execute(
            update(runs).where(runs.c.id == broadcast.run_id).values(recall_at=1)
        )


async def taken_back(bench: Bench, broadcast: Broadcast) -> Broadcast:
    mendings = bench.assembly.doors.reports.mendings
    while not (found := await mendings(broadcast.id)):
        await bench.clock.sleep(0.5)
    return await bench.finished(found[-1].id)


@pytest.mark.parametrize(
    ("hours", "launched_before", "after_end", "after_launch"),
    [
        (1, 0, HOUR, None),
        (24, 0, 24 * HOUR, None),
        (47, 2 * HOUR, None, 47 * HOUR),
        (1, 60 * HOUR, 0, None),
    ],
    ids=["an-hour", "a-day", "two-hours-of-sending", "never-before-its-end"],
)
async def test_when_it_is_taken_back(
    bench: Bench,
    hours: int,
    launched_before: int,
    after_end: int | None,
    after_launch: int | None,
) -> None:
    await bench.subscribe(1)
    doors = bench.assembly.doors
    await bench.control.faults(slow_answer={"next": 1, "chats": [FIRST], "delay": 10})
    broadcast_id = await bench.launch(fleeting(hours))
    run_id = (await doors.reports.get(broadcast_id)).run_id
    launched = int(bench.clock.time()) - launched_before
    async with bench.database.write() as connection:
        await connection.execute(
            update(runs).where(runs.c.id == run_id).values(launched_at=launched)
        )
    ended = await bench.finished(broadcast_id)
    if after_launch is not None:
        assert ended.recall_at == launched + after_launch
    elif after_end:
        assert ended.recall_at == (ended.finished_at or 0) + after_end
    else:
        assert (await taken_back(bench, ended)).kind is RunKind.RECALL


async def test_it_goes_when_its_time_has_come_over_a_restart(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control) as bench:
        broadcast = await sent(bench)
    await falls_due(database, broadcast)
    async with working(sandbox_url, database, control) as reborn:
        child = await taken_back(reborn, broadcast)
        assert (child.kind, child.figures.sent) == (RunKind.RECALL, PEOPLE)
        assert await control.chat(FIRST) == []
        doors = reborn.assembly.doors
        assert (await doors.reports.get(broadcast.id)).recall_at is None
        assert len(await doors.reports.mendings(broadcast.id)) == 1


async def test_what_was_taken_back_before_is_not_taken_back_again(bench: Bench) -> None:
    broadcast = await sent(bench)
    child = await bench.assembly.doors.recalls.begin(broadcast.id, by=editor())
    await bench.finished(child.id)
    assert (await bench.assembly.doors.reports.get(broadcast.id)).recall_at is None


async def test_a_cancelled_one_loses_what_it_has_sent(bench: Bench) -> None:
    await bench.subscribe(60)
    doors = bench.assembly.doors
    broadcast_id = await bench.launch(fleeting())
    await bench.until(broadcast_id, lambda one: one.figures.sent >= 5)
    cancelled = await doors.launches.cancel(broadcast_id, by=editor())
    assert cancelled.recall_at == (cancelled.finished_at or 0) + HOUR


@pytest.mark.parametrize("how", ["restored", "another-bot"])
async def test_after_a_restored_backup_nothing_goes_by_itself(
    sandbox_url: str, database: Database, control: Control, how: str
) -> None:
    async with working(sandbox_url, database, control) as bench:
        broadcast = await sent(bench)
    await falls_due(database, broadcast)
    if how == "restored":
        await doubt_what_ran(database, made_at=None, now=1_700_000_000)
    token = "777:other" if how == "another-bot" else TOKEN
    async with working(sandbox_url, database, control, token=token) as reborn:
        await reborn.clock.sleep(3)
        doors = reborn.assembly.doors
        assert await doors.reports.mendings(broadcast.id) == []
        found = await doors.reports.get(broadcast.id)
        assert (found.state, found.recall_at) == (BroadcastState.FINISHED, None)


async def test_the_first_bot_comes_back_and_nothing_is_due(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control) as bench:
        broadcast = await sent(bench)
    async with working(sandbox_url, database, control, token="777:other"):
        pass  # its hour has not come yet
    async with working(sandbox_url, database, control) as again:
        found = await again.assembly.doors.reports.get(broadcast.id)
        assert (found.state, found.recall_at) == (BroadcastState.FINISHED, None)
