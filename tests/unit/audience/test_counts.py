"""The door that windows ask: a number in time, or "counting"; and what a draft is for."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from broadcast.doors.audience.counts import KEPT, Counts
from broadcast.doors.composing.drafts import Drafts
from broadcast.doors.reports import Reports
from broadcast.model.errors import DraftHeld, MoveNotAllowed
from db.audience import counting
from db.audience.audience import Audience
from db.audience.conditions import InLanguage, Tagged
from db.audience.facts import CannotAsk
from db.broadcasts import broadcasts
from db.connection.database import Database
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
