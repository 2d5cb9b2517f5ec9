"""What owners may call topics, and in which order people see them."""

import pytest

from broadcast.doors.audience.naming import Named
from broadcast.doors.audience.topics import LONGEST, MOST, Topics
from broadcast.model.errors import NotAllowed
from db.connection.database import Database
from tests.actors import editor, owner
from tests.clocks import VirtualClock


@pytest.fixture
def topics(database: Database) -> Topics:
    return Topics(database, VirtualClock())


async def names(topics: Topics) -> list[str]:
    return [one.name for one in await topics.every()]


async def test_up_to_ten_in_the_order_that_owners_give_them(topics: Topics) -> None:
    for number in range(MOST):
        assert await topics.add(f"Topic {number}", by=owner()) is Named.DONE
    assert await topics.add("One more", by=owner()) is Named.FULL
    listed = await topics.every()
    await topics.raise_one(listed[2].id, by=owner())
    assert (await names(topics))[:4] == ["Topic 0", "Topic 2", "Topic 1", "Topic 3"]


async def test_the_first_one_stays_where_it_is(topics: Topics) -> None:
    for name in ("News", "Offers"):
        await topics.add(name, by=owner())
    first, _second = await topics.every()
    await topics.raise_one(first.id, by=owner())
    assert await names(topics) == ["News", "Offers"]


@pytest.mark.parametrize("typed", ["", "  \u200b\u2066 ", "x" * (LONGEST + 1)])
async def test_what_is_no_name_is_refused(topics: Topics, typed: str) -> None:
    assert await topics.add(typed, by=owner()) is Named.BAD


async def test_the_same_name_in_other_letters_is_taken(topics: Topics) -> None:
    await topics.add("Straße", by=owner())
    assert await topics.add(" STRASSE ", by=owner()) is Named.TAKEN
    [topic] = await topics.every()
    assert await topics.rename(topic.id, "STRASSE", by=owner()) is Named.DONE
    assert await names(topics) == ["STRASSE"]


async def test_editors_name_no_topics(topics: Topics) -> None:
    with pytest.raises(NotAllowed):
        await topics.add("News", by=editor())
