"""The owners' windows of addresses that events are posted to."""

import re

from botapi_sandbox.control import Message
from db.admins.admins import Admins
from db.schema.states import Role
from tests.dialogs.conftest import STRANGER, House, Person

URLS = "SELECT url FROM event_addresses ORDER BY id"
KINDS = "SELECT kinds FROM event_addresses"
ALL = (
    "subscriber.joined subscriber.left subscriber.blocked broadcast.launched broadcast.paused"
    " broadcast.finished answer reply"
)


def labels(window: Message) -> list[str]:
    rows = window.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def open_events(admin: Person) -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Settings")
    await admin.sees("What is decided here")
    await admin.press("From outside")
    await admin.sees("A shop, a script")
    await admin.press("Events")
    await admin.sees("I post it to the addresses below")


async def add(admin: Person, url: str) -> str:
    """The secret."""
    await admin.press("Add an address")
    await admin.sees("Send me the address")
    await admin.say(url)
    shown = await admin.sees("I show it this once")
    found = re.search(r"whsec_[A-Za-z0-9+/=]+", shown["text"])
    assert found is not None
    return found[0]


async def test_an_address_is_added_tried_switched_off_and_removed(
    house: House, admin: Person
) -> None:
    await open_events(admin)
    await add(admin, " https://shop.test/herald?token=hidden ")
    await house.until(URLS, ("https://shop.test/herald?token=hidden",))
    await admin.press("Go on")
    window = await admin.sees("Which events shall be posted there?")
    assert "hidden" not in window["text"]
    await house.until(KINDS, (ALL,))
    await admin.press("✅ somebody leaves")
    await house.until(KINDS, (ALL.replace(" subscriber.left", ""),))
    await admin.sees("Which events shall be posted there?")
    await admin.press("Done")
    await admin.sees("Events: 7 of 8")
    await admin.press("Send a test event")
    await admin.sees("It did not take the test event")
    await admin.press("Switch off")
    await admin.sees("It is switched off since")
    await admin.press("Switch on again")
    card = await admin.sees("Events: 7 of 8")
    assert "Switch off" in " ".join(labels(card))
    await admin.press("Remove")
    await admin.sees("Remove")
    await admin.press("Yes, remove it")
    await house.until(URLS)


async def test_a_secret_is_shown_once(house: House, admin: Person) -> None:
    await open_events(admin)
    first = await add(admin, "https://shop.test/")
    await admin.press("Go on")
    await admin.sees("Which events shall be posted there?")
    async with house.database.read() as connection:
        kept = await connection.exec_driver_sql("SELECT * FROM dialog_states")
        assert first not in str(kept.all())
    await admin.press("Done")
    await admin.sees("Events: 8 of 8")
    await admin.press("New secret")
    await admin.sees("The old one stops signing at once")
    await admin.press("Yes, make a new one")
    second = (await admin.sees("I show it this once"))["text"]
    assert first not in second
    await house.until("SELECT count(*) FROM event_addresses WHERE secret = '" + first + "'", (0,))


async def test_what_is_no_address_is_said(house: House, admin: Person) -> None:
    await open_events(admin)
    await admin.press("Add an address")
    await admin.sees("Send me the address")
    await admin.say("shop.test")
    await admin.sees("It is not a web address")
    await admin.say("https://192.168.1.1/in")
    await admin.sees("It leads into a private network")
    await house.until(URLS)


async def test_editors_have_no_such_button(house: House, stranger: Person) -> None:
    await Admins(house.database).add(STRANGER, Role.EDITOR, 1, owner_elsewhere=True)
    await house.access.changed()
    await stranger.say("/admin")
    menu = await stranger.sees("Your menu")
    assert not any("Settings" in one for one in labels(menu))


async def test_privacy_says_who_else_is_told(house: House, admin: Person, stranger: Person) -> None:
    """Not that it is shared with nobody, where it is."""
    await house.subscribe(1)
    await stranger.say("/privacy")
    alone = (await stranger.sees("This is stored about you"))["text"]
    assert alone.endswith("shared with nobody. You can have all of it deleted.")
    await open_events(admin)
    await add(admin, "https://shop.test/in")
    await stranger.say("/privacy")
    told = (await stranger.sees("own servers are told"))["text"]
    assert told.endswith("those servers are then told to forget you.")
    assert "shared with nobody." not in told
