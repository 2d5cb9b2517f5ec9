"""Tagging by hand: everybody who matches, a stretch of subscribers at a time."""

import pytest

from broadcast.doors.audience import tags as module
from broadcast.doors.audience.tags import Tags
from db.audience.audience import Audience
from db.audience.conditions import AtRandom, InLanguage, Tagged
from db.audience.facts import CannotAsk
from db.connection.database import Database
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.clocks import FastClock

RUSSIAN = Audience(must=(InLanguage(codes=("ru",)),))


@pytest.fixture
async def tags(database: Database, monkeypatch: pytest.MonkeyPatch) -> Tags:
    """Ten subscribers, every second of whom reads Russian; three of them are a stretch."""
    monkeypatch.setattr(module, "STRETCH", 3)
    people = Subscribers(database)
    for number in range(1, 11):
        await people.subscribe(number, now=1, language_code="ru" if number % 2 else "en")
    await people.unsubscribe(1, 2)
    door = Tags(database, FastClock(1_000))
    await door.add("vip", by=editor())
    return door


async def the_tag(tags: Tags) -> int:
    [tag] = await tags.every()
    return tag.id


async def test_it_is_put_on_those_who_match_once(tags: Tags) -> None:
    tag_id = await the_tag(tags)
    assert await tags.tag(tag_id, RUSSIAN, on=True, by=editor()) == 4
    assert await tags.tag(tag_id, Audience(), on=True, by=editor()) == 5
    [tag] = await tags.every()
    assert tag.count == 9


async def test_it_is_taken_from_those_who_match(tags: Tags) -> None:
    tag_id = await the_tag(tags)
    await tags.tag(tag_id, Audience(), on=True, by=editor())
    assert await tags.tag(tag_id, RUSSIAN, on=False, by=editor()) == 4
    [tag] = await tags.every()
    assert tag.count == 5


async def test_a_number_of_people_is_that_number_over_all_stretches(tags: Tags) -> None:
    drawn = Audience(must=(AtRandom(seed=1, count=4),))
    assert await tags.tag(await the_tag(tags), drawn, on=True, by=editor()) == 4


async def test_who_asks_about_what_is_gone_changes_nothing(tags: Tags) -> None:
    gone = Audience(must=(Tagged(names=("gone",)),))
    with pytest.raises(CannotAsk):
        await tags.tag(await the_tag(tags), gone, on=True, by=editor())


async def test_a_tag_that_was_removed_is_on_nobody(tags: Tags) -> None:
    tag_id = await the_tag(tags)
    await tags.remove(tag_id, by=editor())
    assert await tags.tag(tag_id, Audience(), on=True, by=editor()) == 0
