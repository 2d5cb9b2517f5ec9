"""Templates: made of drafts and broadcasts, and drafts made of them."""

from dataclasses import replace

import pytest

from broadcast.doors.audience.naming import Named
from broadcast.doors.composing import templates as door
from broadcast.doors.composing.drafts import Drafts
from broadcast.doors.composing.templates import Templates
from broadcast.model.content import Content
from broadcast.model.errors import NoSuchBroadcast, NoSuchTemplate
from broadcast.model.options import Options
from db.audience.audience import Audience
from db.audience.conditions import FromSource
from db.broadcasts import broadcasts
from db.connection.database import Database
from db.schema.states import DeliveryState
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.clocks import VirtualClock
from tests.engine.conftest import text


@pytest.fixture
def templates(database: Database) -> Templates:
    return Templates(database, VirtualClock())


@pytest.fixture
def drafts(database: Database) -> Drafts:
    return Drafts(database, VirtualClock())


async def test_content_and_audience_come_along_and_stars_do_not(
    templates: Templates, drafts: Drafts, database: Database
) -> None:
    audience = Audience(must=(FromSource(codes=("ad",)),), topic=3)
    paid = text().with_options(Options(silent=True, paid=True, stars_cap=50, urgent=True))
    first = await drafts.add(paid, by=editor(7))
    stored = replace(audience, again=(DeliveryState.FAILED,), since=1).dump()
    async with database.write() as connection:
        await connection.exec_driver_sql("UPDATE broadcasts SET audience = ?", (stored,))
    assert await templates.save(first, "Weekly", by=editor(7)) is Named.DONE
    copy = await templates.use(1, by=editor(8))
    async with database.read() as connection:
        row = await broadcasts.find(connection, copy)
        urgent = await connection.exec_driver_sql(
            "SELECT urgent, created_by FROM broadcasts WHERE id = ?", (copy,)
        )
        assert urgent.first() == (1, 8)
    assert row is not None
    assert Content.load(row.content).options == Options(silent=True, urgent=True)
    assert Audience.load(row.audience) == audience
    assert row.title == "Good news"


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("x" * 64, Named.DONE),
        ("x" * 65, Named.BAD),
        (" \n", Named.BAD),
        ("wEEKLY", Named.TAKEN),
    ],
)
async def test_names(templates: Templates, drafts: Drafts, name: str, answer: Named) -> None:
    draft = await drafts.add(text(), by=editor())
    await templates.save(draft, "Weekly", by=editor())
    assert await templates.save(draft, name, by=editor()) is answer


async def test_there_is_an_end_to_them(
    templates: Templates, drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "MOST", 1)
    draft = await drafts.add(text(), by=editor())
    assert await templates.save(draft, "One", by=editor()) is Named.DONE
    assert await templates.save(draft, "Two", by=editor()) is Named.FULL


async def test_renaming_and_removing(templates: Templates, drafts: Drafts) -> None:
    draft = await drafts.add(text(), by=editor())
    for name in ("b", "A"):
        await templates.save(draft, name, by=editor())
    assert await templates.rename(1, "a", by=editor()) is Named.TAKEN
    assert await templates.rename(1, "B", by=editor()) is Named.DONE
    found, count = await templates.page(offset=0, limit=5)
    assert ([one.name for one in found], count) == (["A", "B"], 2)
    await templates.remove(1, by=editor())
    await templates.remove(1, by=editor())
    assert await templates.rename(1, "C", by=editor()) is Named.GONE
    for act in (templates.get(1), templates.use(1, by=editor())):
        with pytest.raises(NoSuchTemplate):
            await act
    with pytest.raises(NoSuchBroadcast):
        await templates.save(99, "D", by=editor())


async def test_a_template_forgets_who_made_it(
    templates: Templates, drafts: Drafts, database: Database
) -> None:
    draft = await drafts.add(text(), by=editor(7))
    await templates.save(draft, "Weekly", by=editor(7))
    await Subscribers(database).erase(7)
    assert (await templates.get(1)).created_by == 0
