"""The door that windows ask: a number in time, or "counting"; and what a draft is for."""

import asyncio
from collections.abc import AsyncIterator, Awaitable

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.audience.counts import KEPT, Counts
from broadcast.doors.audience.tags import Tags
from broadcast.doors.composing.drafts import Drafts
from broadcast.doors.reports import Reports
from broadcast.model.errors import BeingSetUp, DraftHeld, MoveNotAllowed
from db.audience import counting
from db.audience.audience import Audience
from db.audience.conditions import InLanguage, Tagged
from db.audience.facts import CannotAsk
from db.broadcasts import broadcasts
from db.connection.database import Database
from db.errors import TookTooLong
from db.subscribers.store import Subscribers
from runtime.supervisor import Supervisor
from tests.actors import editor
from tests.clocks import VirtualClock, settle
from tests.engine.conftest import text

RUSSIAN = Audience(must=(InLanguage(codes=("ru",)),))


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
async def counts(database: Database, clock: VirtualClock) -> AsyncIterator[Counts]:
    supervisor = Supervisor(clock)
    yield Counts(database, supervisor, clock)
    await supervisor.close()


class SlowCount:
    """Answers when the test says so."""

    def __init__(self) -> None:
        self.asked = 0
        self.asked_for, self.go = asyncio.Event(), asyncio.Event()

    async def count(self, _: AsyncConnection, __: Audience, *, now: int) -> int:
        self.asked += 1
        self.asked_for.set()
        await self.go.wait()
        return 41 + self.asked


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> SlowCount:
    found = SlowCount()
    monkeypatch.setattr(counting, "count", found.count)
    return found


async def test_a_count_is_there_at_once(database: Database, counts: Counts) -> None:
    people = Subscribers(database)
    await people.subscribe(1, now=1, language_code="ru")
    await people.subscribe(2, now=1, language_code="en")
    assert await counts.count(Audience()) == 2
    assert await counts.count(RUSSIAN) == 1


async def test_one_that_takes_long_goes_on_and_is_there_later(
    counts: Counts, slow: SlowCount, clock: VirtualClock
) -> None:
    async with asyncio.TaskGroup() as group:
        first = group.create_task(counts.count(RUSSIAN))
        await slow.asked_for.wait()
        await clock.advance(0.4)
    assert first.result() is None
    async with asyncio.TaskGroup() as group:
        second = group.create_task(counts.count(RUSSIAN))
        await settle()
        slow.go.set()
    assert second.result() == 42
    assert slow.asked == 1


async def test_a_count_is_good_for_some_seconds(
    counts: Counts, slow: SlowCount, clock: VirtualClock
) -> None:
    slow.go.set()
    assert await counts.count(RUSSIAN) == 42
    assert await counts.count(RUSSIAN) == 42
    await clock.advance(KEPT + 1)
    assert await counts.count(RUSSIAN) == 43


async def test_what_took_too_long_is_not_asked_again_at_once(
    counts: Counts, clock: VirtualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would hold one of few connections again and again."""
    asked = 0

    async def endless(_: AsyncConnection, __: Audience, *, now: int) -> int:
        nonlocal asked
        asked += 1
        raise TookTooLong(now)

    monkeypatch.setattr(counting, "count", endless)
    for times in (1, 1, 2):
        with pytest.raises(TookTooLong):
            await counts.count(RUSSIAN)
        assert asked == times
        if times == 1:
            await clock.advance(KEPT * 0.6)


async def test_what_is_gone_is_said_each_time_and_counted_when_it_is_back(
    database: Database, counts: Counts
) -> None:
    vips = Audience(must=(Tagged(names=("vip",)),))
    for _ in range(2):
        with pytest.raises(CannotAsk, match="vip"):
            await counts.count(vips)
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO tags (name, folded, created_at) VALUES ('VIP', 'vip', 1)"
        )
    assert await counts.count(vips) == 0


async def test_a_draft_says_to_whom_until_it_is_launched(
    database: Database, clock: VirtualClock
) -> None:
    drafts, reports = Drafts(database, clock), Reports(database)
    draft_id = await drafts.add(text(), by=editor(1))
    await drafts.choose(draft_id, RUSSIAN, by=editor(1))
    assert Audience.load((await reports.get(draft_id)).audience) == RUSSIAN
    with pytest.raises(DraftHeld):
        await drafts.choose(draft_id, Audience(), by=editor(2))
    async with database.write() as connection:
        await broadcasts.mark_launched(connection, draft_id)
    with pytest.raises(MoveNotAllowed):
        await drafts.choose(draft_id, Audience(), by=editor(1))


async def test_a_tag_stands_still_while_a_snapshot_asks_for_it(
    database: Database, clock: VirtualClock
) -> None:
    tags = Tags(database, clock)
    await tags.add("vip", by=editor(1))
    await tags.add("other", by=editor(1))
    async with database.write() as connection:
        audience = Audience(must=(Tagged(names=("vip",)),)).dump()
        await connection.exec_driver_sql(
            "INSERT INTO broadcasts (id, title, content, stage, created_by, created_at)"
            " VALUES (1, '', '{}', 'launched', 1, 1)"
        )
        await connection.exec_driver_sql(
            "INSERT INTO runs (id, broadcast_id, launched_by, launched_at, audience_upto, total,"
            " audience) VALUES (1, 1, 1, 1, 9, 0, ?)",
            (audience,),
        )

    async def move_on() -> None:
        for _ in range(200):
            await clock.advance(0.2)
            await asyncio.to_thread(int)

    async with asyncio.TaskGroup() as group:
        removing = group.create_task(refused(tags.remove(1, by=editor(1))))
        renaming = group.create_task(refused(tags.rename(2, "else", by=editor(1))))
        group.create_task(move_on())
    assert removing.result()
    assert renaming.result()
    async with database.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET frozen = true")
    await tags.remove(1, by=editor(1))
    assert [one.name for one in await tags.every()] == ["other"]


async def refused(asked: Awaitable[object]) -> bool:
    try:
        await asked
    except BeingSetUp:
        return True
    return False
