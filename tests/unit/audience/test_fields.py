"""Custom fields by tap: what uses them is named, and a broadcast under way keeps them."""

import pytest

from botapi.call import Call
from broadcast.doors.audience import standstill
from broadcast.doors.audience.field_uses import FieldUses
from broadcast.doors.audience.fields import Fields
from broadcast.doors.audience.naming import Named
from broadcast.model.content import Content
from broadcast.model.errors import FieldInUse, NotAllowed
from db.audience.audience import Audience
from db.audience.conditions import FieldIs, FieldTest
from db.broadcasts import version_tests
from db.connection.database import Database
from db.schema.states import VersionTestState
from tests.actors import editor, owner
from tests.clocks import FastClock
from tests.unit.audience.world import BROADCAST, RUN, Someone, World

CITY, OTHER = 1, 2  # world.FIELDS
SAYS = Content(
    message=(Call(method="sendMessage", params={"text": "Hi {city|there}"}),), fields=("city",)
).dump()
DRAFT = (
    "INSERT INTO broadcasts (id, title, content, audience, created_by, created_at, touched_at,"
    " stage) VALUES (90, 'Hi', ?, '{}', 1, 1, 1, 'draft')"
)
TEMPLATE = (
    "INSERT INTO templates (id, name, folded, content, audience, created_by, created_at)"
    " VALUES (1, 'Weekly', 'weekly', ?, '{}', 1, 1)"
)
ASKS = Audience(must=(FieldIs(name="CITY", test=FieldTest.IS_SET),)).dump()


@pytest.fixture
async def fields(database: Database, monkeypatch: pytest.MonkeyPatch) -> Fields:
    """Five people, three of whom have a city, one of these blocked; two of them are a stretch."""
    monkeypatch.setattr(standstill, "PIECE", 2)
    rome, oslo = (("City", "Rome"),), (("City", "Oslo"),)
    people = [
        Someone(fields=rome),
        Someone(),
        Someone(fields=rome),
        Someone(fields=oslo, state="blocked"),
        Someone(fields=(("Größe", "M"),)),
    ]
    async with database.write() as connection:
        await World(people=people).write(connection)
        for statement, values in (
            ("INSERT INTO segments VALUES (1, 'Travellers', 'travellers', ?, 1, 1)", (ASKS,)),
            ("INSERT INTO segments VALUES (2, 'Others', 'others', '{}', 1, 1)", ()),
            (
                DRAFT,
                (SAYS,),
            ),
            (
                TEMPLATE,
                (SAYS,),
            ),
        ):
            await connection.exec_driver_sql(statement, values)
    return Fields(database, FastClock(1_000))


async def put_under_way(database: Database, state: str) -> None:
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "UPDATE runs SET state = ?, content = ?, audience_upto = 0 WHERE id = ?",
            (state, SAYS, RUN),
        )


async def test_a_card_says_who_has_it_and_what_names_it(fields: Fields) -> None:
    card = await fields.card(CITY, by=owner())
    assert card is not None
    assert (card.name, card.active, card.known, card.example) == ("City", 2, 3, "Rome")
    assert card.uses.segments == ["Travellers"]
    assert card.uses.templates == ["Weekly"]
    assert [one.id for one in card.uses.drafts] == [90]
    other = await fields.card(OTHER, by=owner())
    assert other is not None
    assert other.uses == FieldUses(segments=[], templates=[], drafts=[], under_way=[])
    assert await fields.card(99, by=owner()) is None


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("Town", Named.DONE),
        ("CITY", Named.DONE),
        ("größe", Named.TAKEN),
        ("1st", Named.BAD),
        ("first name", Named.BAD),
        ("chat_id", Named.BAD),
        ("time", Named.BAD),
        ("x" * 33, Named.BAD),
        ("", Named.BAD),
    ],
)
async def test_another_name_is_one_that_a_column_may_have(
    fields: Fields, typed: str, named: Named
) -> None:
    assert await fields.rename(CITY, typed, by=owner()) is named
    [kept, _] = [one.name for one in await fields.every()]
    assert kept == (typed if named is Named.DONE else "City")


async def test_it_goes_with_the_values_of_all(fields: Fields, database: Database) -> None:
    await fields.remove(CITY, by=owner())
    assert [one.name for one in await fields.every()] == ["Größe"]
    async with database.read() as connection:
        rows = await connection.exec_driver_sql("SELECT field_id FROM subscriber_fields")
        assert [tuple(row) for row in rows] == [(OTHER,)]
    assert await fields.rename(CITY, "Town", by=owner()) is Named.GONE
    await fields.remove(CITY, by=owner())


@pytest.mark.parametrize("state", ["running", "paused"])
async def test_a_broadcast_under_way_keeps_what_it_says(
    fields: Fields, database: Database, state: str
) -> None:
    await put_under_way(database, state)
    for change in (fields.rename(CITY, "Town", by=owner()), fields.remove(CITY, by=owner())):
        with pytest.raises(FieldInUse):
            await change
    card = await fields.card(CITY, by=owner())
    assert card is not None
    assert (card.known, card.uses.under_way) == (3, [BROADCAST])
    assert await fields.rename(CITY, "CITY", by=owner()) is Named.DONE  # the same in texts
    await put_under_way(database, "finished")
    await fields.remove(CITY, by=owner())


async def test_what_the_better_version_will_say_stays_until_it_has_been_sent(
    fields: Fields, database: Database
) -> None:
    await put_under_way(database, "finished")
    async with database.write() as connection:
        await version_tests.add(
            connection, RUN, versions=2, share=10, seconds=60, state=VersionTestState.WAITING
        )
    with pytest.raises(FieldInUse):
        await fields.remove(CITY, by=owner())
    async with database.write() as connection:
        await version_tests.close(connection, RUN, VersionTestState.DROPPED, now=2)
    await fields.remove(CITY, by=owner())


async def test_only_owners_may(fields: Fields) -> None:
    for asked in (
        fields.card(CITY, by=editor()),
        fields.rename(CITY, "Town", by=editor()),
        fields.remove(CITY, by=editor()),
    ):
        with pytest.raises(NotAllowed):
            await asked
