"""Segments: conditions by name, shared by all admins."""

import pytest

from broadcast.doors.audience.naming import Named
from broadcast.doors.audience.segments import Segments
from broadcast.model.errors import NoSuchSegment
from db.audience.audience import Audience
from db.audience.conditions import InLanguage, Tagged
from db.connection.database import Database
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.clocks import VirtualClock

RUSSIAN = InLanguage(codes=("ru",))


@pytest.fixture
def segments(database: Database) -> Segments:
    return Segments(database, VirtualClock())


async def test_a_segment_keeps_its_conditions_and_nothing_else(segments: Segments) -> None:
    chosen = Audience(must=(RUSSIAN,), must_not=(Tagged(names=("vip",)),), topic=3, since=4)
    assert await segments.add("Readers", chosen, by=editor()) is Named.DONE
    [kept] = await segments.every()
    assert kept.audience == Audience(must=chosen.must, must_not=chosen.must_not)


async def test_names_are_unique_and_short_enough(segments: Segments) -> None:
    await segments.add("Readers", Audience(must=(RUSSIAN,)), by=editor())
    assert await segments.add("READERS", Audience(), by=editor()) is Named.TAKEN
    assert await segments.add("x" * 65, Audience(), by=editor()) is Named.BAD


async def test_one_that_is_gone_is_said_to_be(segments: Segments) -> None:
    await segments.add("Readers", Audience(must=(RUSSIAN,)), by=editor())
    [kept] = await segments.every()
    await segments.remove(kept.id, by=editor())
    with pytest.raises(NoSuchSegment):
        await segments.get(kept.id)
    with pytest.raises(NoSuchSegment):
        await segments.change(kept.id, Audience(), by=editor())
    assert await segments.rename(kept.id, "Others", by=editor()) is Named.GONE


async def test_its_author_is_forgotten(segments: Segments, database: Database) -> None:
    await segments.add("Readers", Audience(must=(RUSSIAN,)), by=editor(7))
    await Subscribers(database).erase(7)
    async with database.read() as connection:
        rows = await connection.exec_driver_sql("SELECT created_by FROM segments")
        assert rows.all() == [(0,)]
