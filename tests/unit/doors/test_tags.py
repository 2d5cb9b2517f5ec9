"""Tags: their names, and what a typo was perhaps meant to be."""

import pytest

from broadcast.doors.audience.naming import Named
from broadcast.doors.audience.tags import Tags
from db.connection.database import Database
from tests.actors import editor
from tests.clocks import VirtualClock


@pytest.fixture
def tags(database: Database) -> Tags:
    return Tags(database, VirtualClock())


async def names(tags: Tags) -> list[str]:
    return [one.name for one in await tags.every()]


@pytest.mark.parametrize("typed", ["x" * 33, "", " \u200b "])
async def test_a_name_has_one_to_32_characters(tags: Tags, typed: str) -> None:
    assert await tags.add(typed, by=editor()) is Named.BAD
    assert await tags.add("x" * 32, by=editor()) is Named.DONE


async def test_a_tag_is_the_same_in_other_letters(tags: Tags) -> None:
    await tags.add("VIP", by=editor())
    assert await tags.add("vip", by=editor()) is Named.TAKEN
    found = await tags.find(" Vip ")
    assert found is not None
    assert found.name == "VIP"


@pytest.mark.parametrize("typed", ["custmer", "Customers", "cusotmer"])
async def test_a_typo_offers_the_nearest(tags: Tags, typed: str) -> None:
    for name in ("customer", "vip"):
        await tags.add(name, by=editor())
    assert await tags.nearest(typed) == "customer"


async def test_what_is_like_none_of_them_offers_nothing(tags: Tags) -> None:
    await tags.add("vip", by=editor())
    assert await tags.nearest("completely else") is None


async def test_a_tag_is_renamed_and_removed(tags: Tags) -> None:
    for name in ("a", "b"):
        await tags.add(name, by=editor())
    first, second = await tags.every()
    assert await tags.rename(first.id, "B", by=editor()) is Named.TAKEN
    assert await tags.rename(first.id, "A", by=editor()) is Named.DONE
    await tags.remove(second.id, by=editor())
    assert await tags.rename(second.id, "c", by=editor()) is Named.GONE
    assert await names(tags) == ["A"]
