"""The owners' window of topics: name, order, delete."""

from botapi_sandbox.control import Message
from db.admins.admins import Admins
from db.schema.states import Role
from tests.dialogs.conftest import STRANGER, House, Person


def labels(window: Message) -> list[str]:
    rows = window.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


NAMES = "SELECT name FROM topics ORDER BY position, id"


async def open_topics(admin: Person) -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Settings")
    await admin.sees("What is decided here")
    await admin.press("Topics")
    await admin.sees("All are on until somebody turns one off")


async def add(admin: Person, name: str) -> None:
    await admin.press("New topic")
    await admin.sees("What is the new topic called?")
    await admin.say(name)
    await admin.sees("All are on until somebody turns one off")


async def test_topics_are_named_ordered_renamed_and_deleted(house: House, admin: Person) -> None:
    await open_topics(admin)
    for name in ("News", "Offers"):
        await add(admin, name)
    await admin.press("\u2068Offers\u2069")
    await admin.sees("Nobody has turned it off")
    await admin.press("Move up")
    await house.until(NAMES, ("Offers",), ("News",))
    await admin.press("\u2068News\u2069")
    await admin.sees("Nobody has turned it off")
    await admin.press("Rename")
    await admin.sees("What shall it be called?")
    await admin.say("offers")
    await admin.sees("There is a topic with this name already")
    await admin.say("Events")
    await house.until(NAMES, ("Offers",), ("Events",))
    await admin.sees("All are on until")
    await admin.press("\u2068Events\u2069")
    await admin.sees("Nobody has turned it off")
    await admin.press("Delete")
    await admin.sees("Delete the topic")
    await admin.press("Yes, delete it")
    await house.until(NAMES, ("Offers",))


async def test_what_is_no_name_is_said(admin: Person) -> None:
    await open_topics(admin)
    await admin.press("New topic")
    await admin.sees("What is the new topic called?")
    await admin.say("x" * 65)
    await admin.sees("it needs 1 to 64 characters")


async def test_editors_have_no_such_button(house: House, stranger: Person) -> None:
    await Admins(house.database).add(STRANGER, Role.EDITOR, 1, owner_elsewhere=True)
    await house.access.changed()
    await stranger.say("/admin")
    menu = await stranger.sees("Your menu")
    assert not any("Settings" in label for label in labels(menu))
