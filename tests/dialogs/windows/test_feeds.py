"""A feed as what rounds say: its address, what is found there, the words of an item, the news."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from botapi_sandbox.control import Control
from db.connection.database import Database
from tests.actors import editor
from tests.dialogs.conftest import (
    ADMIN,
    SECOND_ADMIN,
    House,
    Person,
    eventually,
    living,
    words_of,
)
from tests.unit.feeds.samples import numbered, rss

HOUR = 3_600
WENT_OUT = "SELECT count(*) FROM broadcasts WHERE repeat_id = 1 AND stage = 'launched'"


class Shop:
    """A server of a feed, and of a page that names none."""

    def __init__(self) -> None:
        self.url = ""
        self.numbers = [1]
        self.status = 200

    async def feed(self, _: web.Request) -> web.Response:
        if self.status != 200:
            return web.Response(status=self.status)
        return web.Response(body=rss(numbered(one) for one in self.numbers))

    async def page(self, _: web.Request) -> web.Response:
        return web.Response(text="<html><body>Hello", content_type="text/html")


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    shop, app = Shop(), web.Application()
    app.router.add_get("/feed", shop.feed)
    app.router.add_get("/page", shop.page)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    shop.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield shop
    await runner.cleanup()


@pytest.fixture
async def house(sandbox_url: str, database: Database, control: Control) -> AsyncIterator[House]:
    for user_id, name in ((ADMIN, "Ada"), (SECOND_ADMIN, "Bob")):
        await control.add_user(user_id, name, started=True)
    async with living(sandbox_url, database, control, private=True) as ready:
        yield ready


async def repeated(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await admin.compose("News of the shop")
    await admin.press("🕰 Time")
    await admin.sees("When shall it go out?")
    await admin.press("Repeat…")
    await admin.sees("How often")
    await admin.press("Every day")
    await admin.sees("At what time?")
    await admin.press("10:00")
    await admin.sees("The next ones:")
    await admin.press("Yes, repeat it")
    await admin.sees("Made by")


async def fed(house: House, admin: Person, shop: Shop) -> None:
    await repeated(house, admin)
    await admin.press("A feed")
    await admin.sees("Send me the address of a feed")
    await admin.say(f"{shop.url}/feed")
    await admin.sees("It lists 1 item")
    await admin.press("Yes, send what is new")
    await admin.sees("from now on")


async def test_a_feed_is_found_shown_and_chosen(house: House, admin: Person, shop: Shop) -> None:
    await repeated(house, admin)
    await admin.press("A feed")
    await admin.sees("Send me the address of a feed")
    await admin.say(f"{shop.url}/page")
    await admin.sees("There is a web page that names no feed")
    await admin.say("ftp://shop.example")
    await admin.sees("That is no web address")
    await admin.say(f"{shop.url}/feed")
    found = words_of(await admin.sees("It lists 1 item"))
    assert "Shop news" in found
    assert "counts as known" in found
    assert "News of the shop\n\nItem 1\nAll about 1" in await admin.answers()
    await admin.press("Yes, send what is new")
    assert "Shop news" in words_of(await admin.sees("say what is new in this feed from now on"))
    await admin.press("Back")
    assert "3 a day at most" in words_of(await admin.sees("Made by"))


async def test_how_its_items_are_said_is_changed(house: House, admin: Person, shop: Shop) -> None:
    await fed(house, admin, shop)
    await admin.press("Words of an item")
    await admin.sees("{headline}\n{summary}")
    await admin.say("{titel}")
    await admin.sees("Do you mean {title}?")
    await admin.say("no places")
    await admin.sees("say nothing of an item")
    await admin.say("New: {title}")
    await admin.sees("At most a day")
    assert "News of the shop\n\nNew: Item 1" in await admin.answers()
    await admin.press("Leave my message out")
    await admin.sees("At most a day")
    await admin.press("Show the newest")
    await admin.sees("At most a day")

    async def alone() -> bool:
        return "New: Item 1" in await admin.answers()

    await eventually(alone)
    await admin.press("3 a day")
    await admin.sees("How many new items")
    await admin.press("10")
    assert "At most a day: 10." in words_of(await admin.sees("At most a day"))
    await admin.press("Words of an item")
    await admin.sees("New: {title}")
    await admin.press("The usual words")
    await admin.sees("At most a day")
    await house.until("SELECT heading, most_a_day FROM feeds", (False, 10))


async def test_it_is_read_now_goes_out_and_is_taken_away(
    house: House, admin: Person, shop: Shop
) -> None:
    await fed(house, admin, shop)
    shop.numbers = [2, 1]
    await admin.press("Read it now")
    assert "wait for a round: 1" in words_of(await admin.sees("Read just now"))
    [(moment,)] = await house.rows("SELECT next_at FROM repeats")
    repeats = house.assembly.doors.repeats
    await repeats.change_ahead(1, 0, by=editor(ADMIN))  # the admins' own copies would count, too
    house.clock.turn(moment - house.clock.time() - 2)
    await repeats.change_ahead(1, 0, by=editor(ADMIN))
    await house.until(WENT_OUT, (1,))
    await house.until("SELECT state FROM runs", ("finished",))  # a slow machine takes its time
    await admin.sees("Sent: 1")
    assert (await house.control.counts("Item 2")).recipients == 1
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("🔁 Repeated")
    await admin.sees("the next one first")
    await admin.press("News of the shop")
    await admin.sees("Nothing is waiting")
    await admin.press("A feed")
    await admin.sees("At most a day")
    await admin.press("Take it away")
    await admin.sees("What has gone out stays")
    await admin.press("Yes, take it away")
    assert "Its rounds say" not in words_of(await admin.sees("Made by"))


async def test_its_trouble_is_told_to_all_and_on_its_card(
    house: House, admin: Person, second_admin: Person, shop: Shop
) -> None:
    await second_admin.say("/start")
    await fed(house, admin, shop)
    shop.status = 410
    await admin.press("Read it now")
    await admin.sees("gone for good (410)")
    await house.assembly.doors.repeats.change_ahead(1, HOUR, by=editor(ADMIN))  # somebody looks
    for person in (admin, second_admin):
        await person.sees("cannot be read. The server says that this feed is gone")
    shop.status = 200
    await second_admin.press("Open")
    assert "gone for good" in words_of(await second_admin.sees("Made by"))
    await second_admin.press("A feed")
    assert "cannot be read since" in words_of(await second_admin.sees("At most a day:"))
    await second_admin.press("Read it now")
    await second_admin.sees("can be read again")
