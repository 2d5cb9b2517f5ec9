"""To those who came since: who subscribed or came back after a broadcast, and nobody twice."""

import asyncio

import pytest
from sqlalchemy import text as sql

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.doors.follow_ups import Which
from broadcast.model.content import Content
from broadcast.model.errors import MoveNotAllowed, NobodyToSendTo, TakenBack, TooManyForwards
from broadcast.sending.snapshot import Chunks
from db.connection.database import Database
from db.ledger import migrated_chats
from db.schema.states import DeliveryState
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


async def test_what_was_taken_back_goes_to_nobody_who_came_since(bench: Bench) -> None:
    await bench.subscribe(5)
    doors = bench.assembly.doors
    parent = await bench.finished(await bench.launch())
    await bench.subscribe(3, LATER)
    child = await since(bench, parent.id)
    recall = await doors.recalls.begin(parent.id, by=editor())
    for asked in (parent.id, child):  # while it is taken back, too
        assert not await doors.newcomers.offered(asked)
        with pytest.raises(TakenBack):
            await doors.newcomers.audience(asked)
    await bench.finished(recall.id)
    await bench.subscribe(1, LATER + 100)
    with pytest.raises(TakenBack):
        await doors.newcomers.send(parent.id, by=editor())


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


async def test_whom_a_cancelling_skipped_the_rest_of_that_broadcast_is_for(bench: Bench) -> None:
    """They stand in its offer: whoever takes both ways must not get it by both."""
    await bench.subscribe(2)
    parent = await bench.finished(await bench.launch())
    await bench.subscribe(40, LATER)
    doors = bench.assembly.doors
    child = await doors.newcomers.send(parent.id, by=editor())
    await doors.launches.cancel(child.id, by=editor())
    child = await bench.until(child.id, lambda one: not one.figures.remaining)
    assert child.figures.cancelled > 0
    with pytest.raises(NobodyToSendTo):
        await doors.newcomers.send(parent.id, by=editor())
    rest = await doors.follow_ups.send(child.id, Which.CANCELLED, by=editor())
    with pytest.raises((MoveNotAllowed, NobodyToSendTo)):
        await doors.newcomers.send(parent.id, by=editor())
    await bench.finished(rest.id)
    with pytest.raises(NobodyToSendTo):
        await doors.newcomers.send(parent.id, by=editor())
    assert await times(bench) == dict.fromkeys([FIRST, FIRST + 1, *range(LATER, LATER + 40)], 1)


@pytest.mark.parametrize("frozen", [True, False])
async def test_a_group_that_moves_does_not_get_it_as_a_newcomer(
    sandbox_url: str, database: Database, control: Control, *, frozen: bool
) -> None:
    """It had got it under its old number; under the new one it waits for it, or soon will."""
    chunks = Chunks() if frozen else Chunks(first=2, second=2, gap=5.0)
    async with working(sandbox_url, database, control, chunks=chunks) as bench:
        await bench.subscribe(2)
        parent = await bench.finished(await bench.launch())
        await bench.subscribe(30, LATER)
        doors = bench.assembly.doors
        child = await doors.newcomers.send(parent.id, by=editor())
        if not frozen:
            await bench.until(child.id, lambda one: one.figures.sent > 0)
        await doors.launches.pause(child.id, by=editor())
        async with database.write() as connection:
            assert await migrated_chats.move(connection, old=FIRST, new=LATER + 29, now=9)
        await doors.launches.resume(child.id, by=editor())
        child = await bench.finished(child.id)
        assert await times(bench) == dict.fromkeys([FIRST, FIRST + 1, *range(LATER, LATER + 29)], 1)
        await expect_counters_equal_rows(bench.database, child)


async def test_a_forward_goes_to_no_more_newcomers_than_recipients(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadcast.doors.audience.newcomers.MOST_RECIPIENTS", 2)
    await bench.subscribe(1)
    parent = await bench.finished(await bench.launch())
    forward = Content(message=(Call(method="forwardMessage", params={"from_chat_id": FIRST}),))
    async with bench.database.write() as connection:
        await connection.execute(sql("UPDATE runs SET content = :said"), {"said": forward.dump()})
    await bench.subscribe(3, LATER)
    with pytest.raises(TooManyForwards):
        await bench.assembly.doors.newcomers.send(parent.id, by=editor())


async def test_whoever_is_to_get_it_again_has_got_it_as_a_newcomer(bench: Bench) -> None:
    """Two chats turn out to be one: it had failed in the one, and had come as the other."""
    await bench.subscribe(31)
    parent = await bench.finished(await bench.launch())
    await change(bench, "UPDATE deliveries SET state = 5, trouble = 5 WHERE subscriber_id <= 30")
    await change(bench, "UPDATE runs SET sent = 1, failed = 30")
    await bench.subscribe(1, LATER)
    await since(bench, parent.id)
    doors = bench.assembly.doors
    again = await doors.follow_ups.send(parent.id, Which.FAILED, by=editor())
    await doors.launches.pause(again.id, by=editor())
    while (state := (await rows_of(bench.database, again)).get(FIRST + 29)) is None:
        await bench.clock.sleep(0.1)
    assert state == DeliveryState.PENDING
    async with bench.database.write() as connection:
        assert await migrated_chats.move(connection, old=FIRST + 29, new=LATER, now=9)
    await doors.launches.resume(again.id, by=editor())
    again = await bench.finished(again.id)
    assert (await times(bench))[LATER] == 1
    await expect_counters_equal_rows(bench.database, again)
