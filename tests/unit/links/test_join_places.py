"""Places that people ask to join, as they are kept."""

import pytest

from broadcast.doors.links.join_places import JoinPlaces
from broadcast.doors.links.links import Links
from broadcast.model.errors import NoSuchPlace
from db.connection.database import Database
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.clocks import VirtualClock

CHANNEL = -1001


@pytest.fixture
def links(database: Database) -> Links:
    return Links(database, VirtualClock(), lambda: "by-chance")


@pytest.fixture
def places(database: Database, links: Links) -> JoinPlaces:
    return JoinPlaces(database, links, VirtualClock())


async def test_what_was_switched_on_outlives_a_new_title(places: JoinPlaces) -> None:
    place = await places.seen(CHANNEL, "Old")
    assert not place.greets
    assert not place.approves
    await places.set_greets(CHANNEL, on=True, by=editor())
    place = await places.seen(CHANNEL, "New")
    assert (place.title, place.greets, place.code) == ("New", True, "old")


async def test_a_link_is_made_once_and_again_when_it_is_deleted(
    places: JoinPlaces, links: Links
) -> None:
    await places.seen(CHANNEL, "x" * 200)
    for on in (True, False, True):
        await places.set_greets(CHANNEL, on=on, by=editor())
    [link], count = await links.page(offset=0, limit=5)
    assert (link.name, count) == ("x" * 64, 1)
    await links.delete(link.id, by=editor())
    place = await places.get(CHANNEL)
    assert (place.greets, place.code) == (True, None)
    await places.set_greets(CHANNEL, on=True, by=editor())
    assert (await places.get(CHANNEL)).code == "x" * 64


async def test_places_that_do_something_come_first(places: JoinPlaces) -> None:
    for number in range(3):
        await places.seen(CHANNEL - number, f"Place {number}")
    await places.set_approves(CHANNEL - 2, on=True, by=editor())
    found, count = await places.page(offset=0, limit=2)
    assert (found[0].title, len(found), count) == ("Place 2", 2, 3)


async def test_a_place_that_is_gone_cannot_be_changed(places: JoinPlaces) -> None:
    await places.seen(CHANNEL, "Club")
    await places.lost(CHANNEL)
    await places.lost(CHANNEL)
    with pytest.raises(NoSuchPlace):
        await places.set_greets(CHANNEL, on=True, by=editor())
    with pytest.raises(NoSuchPlace):
        await places.set_greeting(CHANNEL, "Hello", by=editor())


async def test_a_group_keeps_its_place_when_its_number_changes(
    places: JoinPlaces, database: Database
) -> None:
    for chat_id, title in ((-5, "Club"), (-6, "Other")):
        await places.seen(chat_id, title)
        await places.set_approves(chat_id, on=True, by=editor())
    people = Subscribers(database)
    await people.migrate(-5, CHANNEL, 1)
    assert (await places.get(CHANNEL)).approves
    await people.migrate(-6, CHANNEL, 1)
    assert (await places.get(CHANNEL)).title == "Club"
    assert (await places.page(offset=0, limit=5))[1] == 1
