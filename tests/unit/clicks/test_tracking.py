"""From a run's links to what stands in the database: whom it counts, and where links lead."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete, func, insert, select, update

from botapi.call import Call
from broadcast.clicks import counter, tracking
from broadcast.clicks.tracking import Tracking
from broadcast.model.clicks.addresses import Addresses
from broadcast.model.content import Content
from broadcast.model.options import Clicks, Options
from db.clicks import signing
from db.connection.database import Database
from db.people import pages
from db.people.whom import Followed
from db.records import RunRow
from db.schema.automation.clicks import link_clicks, tracked_links
from db.schema.states import RunKind
from db.schema.subscribers import subscribers
from db.subscribers.store import Subscribers
from tests.clocks import VirtualClock

BASE = "https://bot.example/r/42/"
SHOP, NEWS = "https://shop.example/", "https://news.example/"
CHAT = 501


def content(*urls: str, clicks: Clicks = Clicks.TOTAL) -> Content:
    entities = [{"type": "text_link", "offset": 0, "length": 1, "url": url} for url in urls]
    call = Call(method="sendMessage", params={"text": "words", "entities": entities})
    return Content(message=(call,), options=Options(clicks=clicks))


def run(said: Content, number: int = 1, **fields: object) -> RunRow:
    row = RunRow(
        id=number,
        broadcast_id=number,
        state="running",
        content=said.dump(),
        urgent=False,
        remaining=1,
        sent=0,
        failed=0,
        taken_steps=0,
        paid=0,
        audience_upto=1,
        frozen_upto=1,
        frozen=True,
    )
    return replace(row, **fields)  # type: ignore[arg-type] # by name


@pytest.fixture
def links(database: Database) -> Tracking:
    return Tracking(database, BASE, VirtualClock())


@pytest.fixture
def anew(database: Database) -> Callable[[], Tracking]:
    """Another process's."""
    return lambda: Tracking(database, BASE, VirtualClock())


async def addresses(links: Tracking, said: Content, number: int = 1, **fields: object) -> Addresses:
    found = await links.of(run(said, number, **fields))
    assert found is not None
    return found


async def sums(database: Database) -> dict[str, tuple[int, int]]:
    """Clicks and people, by where it leads."""
    row = tracked_links.c
    async with database.read() as connection:
        rows = await connection.execute(select(row.url, row.clicks, row.people))
        return {url: (clicks, people) for url, clicks, people in rows}


async def subscriber(database: Database, chat_id: int = CHAT) -> int:
    await Subscribers(database).subscribe(chat_id, now=1)
    async with database.read() as connection:
        query = select(subscribers.c.id).where(subscribers.c.chat_id == chat_id)
        return int(await connection.scalar(query) or 0)


async def test_a_run_that_counts_nothing_asks_the_database_nothing() -> None:
    nowhere: Database = None  # type: ignore[assignment] # it would break
    counting = Tracking(nowhere, BASE, VirtualClock())
    assert await counting.of(run(content(SHOP, clicks=Clicks.OFF))) is None
    assert await counting.of(run(content("https://t.me/x"))) is None
    assert await counting.of(run(content(SHOP), kind=RunKind.RECALL)) is None
    assert await Tracking(nowhere, None, VirtualClock()).of(run(content(SHOP))) is None


async def test_each_target_has_one_number_in_a_run_for_ever(
    links: Tracking, anew: Callable[[], Tracking]
) -> None:
    first = await addresses(links, content(SHOP, NEWS, SHOP))
    assert list(first.links) == [SHOP, NEWS]
    again = await addresses(anew(), content(NEWS, SHOP))
    assert again.links == first.links
    assert again.token(SHOP) == first.token(SHOP)
    other = await addresses(links, content(SHOP), number=2)
    assert other.links[SHOP] not in first.links.values()


async def test_a_correction_keeps_what_it_keeps(links: Tracking) -> None:
    sent = await addresses(links, content(SHOP))
    corrected = content(NEWS, SHOP)
    edit = await addresses(links, corrected, 9, kind=RunKind.EDIT, source_run_id=1)
    assert edit.links[SHOP] == sent.links[SHOP]
    assert (await addresses(links, corrected)).links == edit.links


async def test_a_click_is_led_on_and_counted(
    links: Tracking, anew: Callable[[], Tracking], database: Database
) -> None:
    token = (await addresses(links, content(SHOP, NEWS))).token(SHOP)
    later = anew()  # it has sent nothing itself
    assert await later.follow(token, counts=True) == SHOP
    assert await later.follow(token, counts=True) == SHOP
    assert await later.follow(token, counts=False) == SHOP
    assert await later.counter.flush()
    assert await sums(database) == {SHOP: (2, 0), NEWS: (0, 0)}


async def test_what_nobody_signed_costs_no_look_into_the_database(
    links: Tracking, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = (await addresses(links, content(SHOP))).token(SHOP)
    assert await links.follow(token, counts=True) == SHOP

    def never() -> None:
        raise AssertionError("it was asked")

    monkeypatch.setattr(database, "read", never)
    assert await links.follow(token, counts=True) == SHOP
    for forged in ("", "x", "A" * 35, token[::-1], token[:-1] + "_", token + "A", "é" * 35, "\0"):
        assert await links.follow(forged, counts=True) is None
    links.counter._waiting.pop((1, 0))
    assert links.counter._waiting == {}


async def test_without_a_secret_nothing_is_open(links: Tracking, database: Database) -> None:
    """Nothing was ever sent with one."""
    assert await links.follow("A" * 35, counts=True) is None
    async with database.read() as connection:
        assert await signing.secret(connection) is None


async def test_a_number_that_is_given_again_opens_nothing_new(
    links: Tracking, database: Database, anew: Callable[[], Tracking]
) -> None:
    """A backup was put back: a later link has the number of one that was sent since."""
    token = (await addresses(links, content(SHOP))).token(SHOP)
    async with database.write() as connection:
        await connection.execute(update(tracked_links).values(url=NEWS))
    assert await anew().follow(token, counts=True) is None
    async with database.write() as connection:
        await connection.execute(delete(tracked_links))
    assert await anew().follow(token, counts=True) is None


async def test_people_are_told_apart_where_that_was_asked_for(
    links: Tracking, database: Database
) -> None:
    who, other = await subscriber(database), await subscriber(database, CHAT + 1)
    found = await addresses(links, content(SHOP, NEWS, clicks=Clicks.PERSON))
    for number, url in ((who, SHOP), (who, SHOP), (other, SHOP), (who, NEWS)):
        assert await links.follow(found.token(url, number), counts=True) == url
    await links.counter.flush()
    assert await links.follow(found.token(SHOP, who), counts=True)
    assert await links.follow(found.token(SHOP), counts=True)  # out of a group's message
    await links.counter.flush()
    assert await sums(database) == {SHOP: (5, 2), NEWS: (1, 1)}
    async with database.read() as connection:
        assert await signing.tells_people_apart(connection)
        everybody = await pages.page(connection, Followed(run_id=1), now=1, offset=0, limit=9)
        whom = Followed(run_id=1, link=found.links[NEWS])
        of_news = await pages.page(connection, whom, now=1, offset=0, limit=9)
    assert [one.chat_id for one in everybody] == [CHAT, CHAT + 1]
    assert [one.chat_id for one in of_news] == [CHAT]


async def test_in_total_nobody_is_noted(links: Tracking, database: Database) -> None:
    found = await addresses(links, content(SHOP))
    assert found.tokens(5) == ()
    async with database.read() as connection:
        assert not await signing.tells_people_apart(connection)


async def test_whoever_was_erased_is_nobody(links: Tracking, database: Database) -> None:
    who = await subscriber(database)
    found = await addresses(links, content(SHOP, clicks=Clicks.PERSON))
    await links.follow(found.token(SHOP, who), counts=True)
    await links.counter.flush()
    await Subscribers(database).erase(CHAT)
    await links.follow(found.token(SHOP, who), counts=True)  # they still have the message
    await links.counter.flush()
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(link_clicks)) == 0
    assert await sums(database) == {SHOP: (2, 1)}


async def test_thousands_of_people_in_one_second(links: Tracking, database: Database) -> None:
    people = 1_200  # more than one statement asks for
    async with database.write() as connection:
        rows = [{"chat_id": n, "joined_at": 1, "changed_at": 1} for n in range(1, people + 1)]
        await connection.execute(insert(subscribers), rows)
    found = await addresses(links, content(SHOP, clicks=Clicks.PERSON))
    for who in range(1, people + 1):
        await links.follow(found.token(SHOP, who), counts=True)
    await links.counter.flush()
    assert await sums(database) == {SHOP: (people, people)}


async def test_links_are_forgotten_in_memory_and_read_again(
    links: Tracking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tracking, "REMEMBERED", 2)
    urls = [f"https://shop.example/{n}" for n in range(5)]
    found = await addresses(links, content(*urls))
    for url in urls * 2:
        assert await links.follow(found.token(url), counts=False) == url
    assert len(links._targets) == 2


def test_memory_is_bounded_while_nothing_can_be_written(
    links: Tracking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counter, "MOST_WAITING", 3)
    for who in range(9):
        links.counter.count(1, who)
        links.counter.count(1, 0)
    assert links.counter._waiting == {(1, 0): 10, (1, 1): 1, (1, 2): 1}
