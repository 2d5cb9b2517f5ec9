"""To those who came since: who subscribed or came back after a broadcast, and nobody twice."""

import asyncio

import pytest

from botapi_sandbox.control import Control
from broadcast.model.errors import MoveNotAllowed, NobodyToSendTo
from broadcast.sending.snapshot import Chunks
from db.connection.database import Database
from db.subscribers.store import Subscribed, Subscribers
from tests.actors import editor
from tests.engine.conftest import FIRST, TEXT, Bench, text, working
from tests.engine.invariants import expect_counters_equal_rows, rows_of

LATER = FIRST + 1_000


async def times(bench: Bench) -> dict[int, int]:
    return dict(await bench.control.delivered(TEXT))


async def since(bench: Bench, broadcast_id: int) -> int:
    """The number of the broadcast, when it has ended."""
    child = await bench.assembly.doors.newcomers.send(broadcast_id, by=editor(2))
    return (await bench.finished(child.id)).id


async def change(bench: Bench, statement: str) -> None:
    async with bench.database.write() as connection:
        await connection.exec_driver_sql(statement)


async def test_who_came_since_gets_it_once_and_again_later_comers(bench: Bench) -> None:
    await bench.subscribe(10)
    parent = await bench.finished(await bench.launch())
    with pytest.raises(NobodyToSendTo):
        await bench.assembly.doors.newcomers.send(parent.id, by=editor())
    await bench.subscribe(3, LATER)
    first = await since(bench, parent.id)
    assert set(await rows_of(bench.database, await bench.finished(first))) == {
        LATER,
        LATER + 1,
        LATER + 2,
    }
    for asked in (parent.id, first):
        with pytest.raises(NobodyToSendTo):
            await bench.assembly.doors.newcomers.send(asked, by=editor())
    await bench.subscribe(2, LATER + 10)
    second = await bench.assembly.doors.reports.get(await since(bench, first))
    assert (second.parent_id, second.launched_by, second.figures.sent) == (parent.id, 2, 2)
    assert await times(bench) == dict.fromkeys(
        [*range(FIRST, FIRST + 10), *range(LATER, LATER + 3), LATER + 10, LATER + 11], 1
    )
    await expect_counters_equal_rows(bench.database, second)


async def test_who_came_back_gets_what_they_missed_and_not_what_they_have(bench: Bench) -> None:
    """One had blocked the bot and got nothing; one had got it before leaving for a while."""
    await bench.subscribe(4)
    await bench.control.block(FIRST)
    parent = await bench.finished(await bench.launch())
    assert parent.figures.blocked == 1
    await bench.control.unblock(FIRST)
    people, now = Subscribers(bench.database), int(bench.clock.time()) + 60
    assert await people.unblock(FIRST, now)
    await people.unsubscribe(FIRST + 1, now)
    assert await people.subscribe(FIRST + 1, now=now) is Subscribed.REVIVED
    child = await bench.assembly.doors.reports.get(await since(bench, parent.id))
    assert set(await rows_of(bench.database, child)) == {FIRST}
    assert await times(bench) == dict.fromkeys(range(FIRST, FIRST + 4), 1)


async def test_they_match_whom_it_was_for(bench: Bench) -> None:
    await bench.subscribe(4)
    await change(bench, "UPDATE subscribers SET source = 'ad' WHERE id <= 2")
    doors = bench.assembly.doors
    asked = '{"must": [{"source": ["ad"]}]}'
    draft = await doors.drafts.add(text(), by=editor())
    await change(bench, f"UPDATE broadcasts SET audience = '{asked}'")
    parent = await bench.finished((await doors.launches.launch(draft, by=editor())).id)
    assert parent.figures.sent == 2
    await bench.subscribe(4, LATER)
    await change(bench, "UPDATE subscribers SET source = 'ad' WHERE id = 5")
    child = await doors.reports.get(await since(bench, parent.id))
    assert set(await rows_of(bench.database, child)) == {LATER}


async def test_of_two_taps_one_counts(bench: Bench) -> None:
    await bench.subscribe(2)
    parent = await bench.finished(await bench.launch())
    await bench.subscribe(20, LATER)
    taps = [bench.assembly.doors.newcomers.send(parent.id, by=editor(n)) for n in (1, 2, 3)]
    results = await asyncio.gather(*taps, return_exceptions=True)
    assert sum(isinstance(one, MoveNotAllowed) for one in results) == 2
    [child] = [one for one in results if not isinstance(one, BaseException)]
    await bench.finished(child.id)
    assert set((await times(bench)).values()) == {1}


async def test_it_goes_on_after_a_restart(
    sandbox_url: str, database: Database, control: Control
) -> None:
    """Frozen in small pieces: the rest is chosen by the same question."""
    chunks = Chunks(first=5, second=5, gap=2.0)
    async with working(sandbox_url, database, control, chunks=chunks) as bench:
        await bench.subscribe(3)
        parent = await bench.finished(await bench.launch())
        await bench.subscribe(40, LATER)
        child = await bench.assembly.doors.newcomers.send(parent.id, by=editor())
    async with working(sandbox_url, database, control, chunks=chunks) as bench:
        await bench.finished(child.id)
        await bench.subscribe(1, LATER + 100)
        await since(bench, parent.id)
        assert await times(bench) == dict.fromkeys(
            [*range(FIRST, FIRST + 3), *range(LATER, LATER + 40), LATER + 100], 1
        )
