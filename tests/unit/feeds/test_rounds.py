"""Rounds of a feed: each item once, nothing of before, as many a day as may be."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from broadcast.ledger.restoring import doubt_what_ran
from broadcast.model.content import Content
from broadcast.model.events import RepeatAhead
from broadcast.repeating.content import RoundOutdated
from db.connection.database import Database
from db.feeds import items as stored
from db.feeds.items import MOST_WAITING, REMEMBERED
from db.schema.automation.repeating import feed_items, feed_keys, repeats
from db.schema.automation.repeating import feeds as feeds_table
from db.subscribers.store import Subscribers
from tests.unit.feeds.house import BY, FeedHouse, Server, items
from tests.unit.feeds.samples import numbered
from tests.unit.repeating.house import DAY, HOUR, MINUTE, MONDAY, RepeatHouse, clock_at

TEN_IN = HOUR  # the house begins at nine, rounds come at ten


async def test_what_was_there_before_is_not_sent_what_comes_is(house: FeedHouse) -> None:
    number = await house.fed(*items(2, 1))
    await house.come_round(TEN_IN)
    assert await house.rounds(number) == []
    house.server.lists(*items(4, 3, 2, 1))
    await house.come_round(DAY)
    assert await house.titles(number) == [["Item 4", "Item 3"]]
    await house.come_round(DAY)
    assert await house.titles(number) == [["Item 4", "Item 3"]]


async def test_the_message_stands_above_unless_it_shall_not(house: FeedHouse) -> None:
    number = await house.fed()
    house.server.lists(*items(1))
    await house.come_round(TEN_IN)
    await house.feeds.change_heading(number, stands=False, by=BY)
    house.server.lists(*items(2, 1))
    await house.come_round(DAY)
    assert await house.said(number) == [
        "Good news\n\nItem 1\nAll about 1",
        "Item 2\nAll about 2",
    ]


async def test_one_that_came_while_the_bot_was_down_says_what_is_new(house: FeedHouse) -> None:
    """Nobody has read the feed before it: a weekly one would say it in a week."""
    number = await house.fed(*items(1))
    house.server.lists(*items(2, 1))
    await RepeatHouse.passes(house, TEN_IN + 10 * MINUTE)
    assert await house.titles(number) == [["Item 2"]]


async def test_a_round_without_news_is_none_and_says_nothing(house: FeedHouse) -> None:
    number = await house.fed(*items(1))
    await house.goes_by(2 * DAY, every=HOUR)
    assert await house.rounds(number) == []
    assert house.told.of(RepeatAhead) == []
    assert (await house.get(number)).runs


async def test_what_comes_within_the_last_hour_is_shown_before_it_goes_out(
    house: FeedHouse,
) -> None:
    number = await house.fed(rule="FREQ=DAILY")
    await house.passes(30 * MINUTE)
    assert house.told.of(RepeatAhead) == []
    house.server.lists(*items(1))
    await house.passes(28 * MINUTE)  # it is read once more shortly before a round
    (ahead,) = house.told.of(RepeatAhead)
    await house.passes(2 * MINUTE)
    assert await house.titles(number) == [["Item 1"]]
    assert house.told.of(RepeatAhead) == [ahead]


async def test_who_was_shown_the_message_is_shown_the_items(house: FeedHouse) -> None:
    """The feed is chosen within the last hour, when the preview was there already."""
    number = await house.repeat()
    await house.passes(MINUTE)
    assert len(house.told.of(RepeatAhead)) == 1
    house.server.lists()
    await house.feeds.choose(number, await house.feeds.look("shop.example", by=BY), by=BY)
    house.server.lists(*items(1))
    await house.feeds.read_now(number, by=BY)
    await house.passes(MINUTE)
    assert len(house.told.of(RepeatAhead)) == 2


async def test_a_feed_that_changes_its_ids_repeats_nothing(house: FeedHouse) -> None:
    number = await house.fed(*items(1))
    house.server.lists(*items(3, 2, 1))
    await house.come_round(TEN_IN)
    house.server.lists(*items(3, 2, 1, id=""))
    await house.come_round(DAY)
    house.server.lists(*(replace(one, id=f"new {one.id}") for one in items(4, 3, 2, 1)))
    await house.come_round(DAY)
    # its links, too: by then each is known by the new ids
    moved = (replace(one, id=f"new {one.id}", link="") for one in items(4, 3, 2, 1))
    house.server.lists(*(replace(one, title=f"Item {one.id}") for one in moved))
    await house.come_round(DAY)
    assert await house.titles(number) == [["Item 3", "Item 2"], ["Item 4"]]


async def test_at_most_so_many_a_day_the_newest_first_and_the_rest_later(
    house: FeedHouse,
) -> None:
    number = await house.fed(rule="FREQ=HOURLY;INTERVAL=4", most=3)
    house.server.lists(*items(5, 4, 3, 2, 1))
    for _ in range(3):
        await house.come_round(4 * HOUR)
    assert await house.titles(number) == [["Item 5", "Item 4", "Item 3"]]
    await house.come_round(4 * HOUR)  # another day
    assert await house.titles(number) == [["Item 5", "Item 4", "Item 3"], ["Item 2", "Item 1"]]


async def test_the_day_is_the_zones(house: FeedHouse) -> None:
    """At 23:30 and at 0:30, Berlin's time."""
    number = await house.repeat("FREQ=HOURLY", "09:30")
    house.server.lists()
    await house.feeds.choose(number, await house.feeds.look("shop.example", by=BY), by=BY)
    await house.feeds.change_most(number, 1, by=BY)
    house.server.lists(*items(2, 1))
    await house.come_round(14 * HOUR + 30 * MINUTE)
    assert await house.titles(number) == [["Item 2"]]
    await house.come_round(HOUR)
    assert await house.titles(number) == [["Item 2"], ["Item 1"]]


async def test_what_had_no_room_for_a_week_is_left_out(house: FeedHouse) -> None:
    number = await house.fed(most=1)
    house.server.lists(*items(2, 1))
    await house.come_round(TEN_IN)
    for day in range(8):
        house.server.lists(numbered(10 + day), *items(2, 1))
        await house.come_round(DAY)
    house.server.lists(*items(2, 1))
    await house.come_round(DAY)
    assert [one for (one,) in await house.titles(number)] == [
        "Item 2",
        *(f"Item {10 + day}" for day in range(8)),
    ]
    assert (await house.feed(number)).waiting == 0


async def test_of_very_many_the_newest_wait(house: FeedHouse) -> None:
    number = await house.fed()
    house.server.lists(*items(*range(MOST_WAITING + 50, 0, -1)))
    await house.reader.read_now((await house.feed(number)).id)
    assert (await house.feed(number)).waiting == MOST_WAITING
    await house.come_round(TEN_IN)
    assert (await house.titles(number))[0][0] == f"Item {MOST_WAITING + 50}"


async def test_many_make_one_message_of_as_many_as_fit(house: FeedHouse) -> None:
    number = await house.fed()
    long = "word " * 60
    house.server.lists(*items(*range(20, 0, -1), summary=long))
    await house.come_round(TEN_IN)
    await house.come_round(DAY)
    first, then = await house.titles(number)
    assert [*first, *then] == [f"Item {n}" for n in range(20, 0, -1)]


async def test_a_corrected_item_is_said_as_it_is_by_then(house: FeedHouse) -> None:
    number = await house.fed()
    house.server.lists(*items(1, title="Item one, mispelt"))
    await house.passes(30 * MINUTE)
    house.server.lists(*items(1, title="Item one, corrected"))
    await house.come_round(30 * MINUTE)
    assert await house.titles(number) == [["Item one, corrected"]]


async def test_two_processes_say_it_once(house: FeedHouse) -> None:
    number = await house.fed()
    house.server.lists(*items(1))
    other = await house.begin_anew()
    house.clock.now += TEN_IN
    await asyncio.gather(house.reader.once(), other.reader.once())
    await asyncio.gather(house.timer.once(), other.timer.once())
    assert await house.titles(number) == [["Item 1"]]


async def test_a_round_and_what_it_says_are_noted_together(
    house: FeedHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever dies in between: there is neither."""

    async def dies(*_: Any, **__: Any) -> bool:
        raise ConnectionError("killed")

    number = await house.fed()
    house.server.lists(*items(1))
    await house.passes(TEN_IN - 1)
    with monkeypatch.context() as patched:
        patched.setattr(stored, "mark_sent", dies)
        house.clock.now += 1
        await house.timer.once()
    assert await house.rounds(number) == []
    assert (await house.feed(number)).waiting == 1
    await house.repeats.resume(number, by=BY)  # a fault that nobody foresaw has paused it
    after = await house.begin_anew()
    await after.passes(DAY)
    assert await after.titles(number) == [["Item 1"]]


async def test_what_is_said_elsewhere_meanwhile_is_not_said(house: FeedHouse) -> None:
    number = await house.fed()
    house.server.lists(*items(1))
    await house.passes(TEN_IN - 1)
    said = await house.messages.upcoming(number)
    assert said is not None
    feed = await house.feed(number)
    async with house.database.write() as connection:
        assert await stored.mark_sent(connection, feed.id, said.memory.items, now=1)
    source: Any = house.timer._sources._sources[0]
    async with house.database.write() as connection:
        with pytest.raises(RoundOutdated):
            await source.written(connection, None, said, 1)


async def test_the_feed_and_its_address_are_changed(house: FeedHouse) -> None:
    """What another address lists counts as known; what waited is of the old one."""
    number = await house.fed()
    house.server.lists(*items(1))
    await house.passes(30 * MINUTE)
    assert (await house.feed(number)).waiting == 1
    house.server.lists(*items(3, 2))
    found = await house.feeds.look("https://other.example/feed", by=BY)
    await house.feeds.choose(number, found, by=BY)
    feed = await house.feed(number)
    assert (feed.url, feed.waiting, feed.most_a_day) == ("https://other.example/feed", 0, 20)
    house.server.lists(*items(4, 3, 2))
    await house.come_round(DAY)
    assert await house.titles(number) == [["Item 4"]]
    await house.feeds.remove(number, by=BY)
    await house.come_round(DAY)
    assert (await house.said(number))[-1] == "Good news"
    assert await house.count(feed_keys) == 0


async def test_in_a_restored_backup_all_that_is_listed_counts_as_said(house: FeedHouse) -> None:
    number = await house.fed()
    house.server.lists(*items(1))
    await house.passes(30 * MINUTE)
    await doubt_what_ran(house.database, made_at=1, now=house.planning.at(0))
    house.server.lists(*items(2, 1))
    await house.repeats.resume(number, by=BY)
    await house.come_round(DAY)
    assert await house.rounds(number) == []
    house.server.lists(*items(3, 2, 1))
    await house.come_round(DAY)
    assert await house.titles(number) == [["Item 3"]]


async def test_what_is_listed_no_more_is_forgotten_in_the_end(house: FeedHouse) -> None:
    number = await house.fed(*items(2, 1))
    assert await house.items() == 2
    house.server.lists(*items(2))
    for _ in range(3):
        await house.passes(REMEMBERED / 2)
    assert await house.items() == 1
    await house.repeats.stop(number, by=BY)
    await house.passes(DAY)
    assert (await house.count(feeds_table), await house.items()) == (0, 0)


async def test_the_sample_is_the_newest(house: FeedHouse) -> None:
    house.server.lists(*items(2, 1))
    number = await house.repeat()
    found = await house.feeds.look("shop.example/feed", by=BY)
    assert (found.url, found.title, found.count) == ("https://shop.example/feed", "Shop news", 2)
    sample = await house.feeds.sample(number, found)
    assert sample is not None
    assert sample.content.calls()[0].params["text"] == "Good news\n\nItem 2\nAll about 2"
    await house.feeds.choose(number, found, by=BY)
    sample = await house.feeds.sample(number)
    assert sample is not None
    assert Content.load(sample.content.dump()).title == "Good news"


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    days=st.lists(
        st.tuples(
            st.integers(0, 3),  # new ones
            st.sampled_from(["", "id", "link", "words"]),  # what is another each time
            st.booleans(),  # the bot begins anew
        ),
        min_size=1,
        max_size=6,
    ),
    most=st.integers(1, 4),
)
async def test_each_item_once_whatever_its_feed_changes(
    database: Database, days: list[tuple[int, str, bool]], most: int
) -> None:
    await _clear(database)
    await Subscribers(database).subscribe(50, now=1)
    house = FeedHouse(database, clock_at(MONDAY), Server())
    number = await house.fed(*items(1000), most=most)
    count = 0
    for day, (new, changed, anew) in enumerate(days):
        count += new
        listed = [_changed(n, changed, day) for n in range(count, 0, -1)]
        house.server.lists(*listed, _changed(1000, changed, day))
        if anew:
            house = await house.begin_anew()
        await house.come_round(TEN_IN if day == 0 else DAY)
    said = [text.rpartition("§")[2] for one in await house.said(number) for text in one.split("\n")]
    told = [one for one in said if one.isdecimal()]
    assert len(told) == len(set(told)) == min(count, len(told))
    assert "1000" not in told
    left = (await house.feed(number)).waiting
    assert len(told) + left == count


def _changed(number: int, part: str, day: int) -> Any:
    """Its summary ends with who it is."""
    item = numbered(number, summary=f"About {number} §{number}")
    match part:
        case "id":
            return replace(item, id=f"{number}-{day}")
        case "link":
            return replace(item, link=f"https://shop.example/{day}/{number}")
        case "words":
            return replace(item, title=f"Item {number}.{day}", summary=f"Day {day} §{number}")
    return item


async def _clear(database: Database) -> None:
    async with database.write() as connection:
        for table in (feed_keys, feed_items, feeds_table):
            await connection.execute(delete(table))
        await connection.execute(repeats.update().values(state="ended"))
