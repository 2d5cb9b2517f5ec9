"""A subscriber's time zone: chosen behind /settings, or known from a place that they send."""

import pytest

from botapi_sandbox.control import Message
from db.subscribers.store import Subscribers
from tests.dialogs.conftest import STRANGER, House, Person, eventually, words_of

KNOWN = (
    "SELECT value FROM subscriber_fields JOIN subscribers ON subscribers.id = subscriber_id"
    " WHERE chat_id = 13"
)
MOSCOW = {"latitude": 55.75, "longitude": 37.62}
LAGOS = {"latitude": 6.5, "longitude": 3.4}


def labels(window: Message) -> list[str]:
    rows = window.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def open_zones(person: Person) -> None:
    await person.say("/settings")
    await person.sees("Your settings")
    await person.press("🕒 Time zone")
    await person.sees("Where are you?")


async def says_now(person: Person, words: str) -> None:
    """The window, which is edited."""

    async def is_said() -> bool:
        window = await person.control.last_message(person.id)
        return window is not None and words in words_of(window)

    await eventually(is_said)


async def test_by_region_clock_and_town(house: House, stranger: Person) -> None:
    await stranger.say("/start")
    await stranger.sees("Welcome")
    await open_zones(stranger)
    await stranger.sees("I do not know your time zone yet")
    await stranger.press("Asia")
    await stranger.sees("What does your clock say?")
    await stranger.press("(UTC+5:30)")
    await stranger.sees("Which town has your time?")
    await stranger.press("Kolkata")
    await stranger.sees("✅ Your time zone is Kolkata, UTC+5:30")
    await house.until(KNOWN, ("Asia/Kolkata",))
    await stranger.press("Back")
    await says_now(stranger, "Your settings")
    window = await stranger.control.last_message(STRANGER)
    assert window is not None
    assert "🕒 Time zone: Kolkata, UTC+5:30" in labels(window)


async def test_by_the_difference_to_utc_and_forgotten(house: House, stranger: Person) -> None:
    await open_zones(stranger)
    await stranger.press("By the difference")
    await stranger.sees("knows no summer time")
    await stranger.press("(UTC-9)")
    await stranger.sees("✅ Your time zone is UTC-9")
    await house.until(KNOWN, ("Etc/GMT+9",))
    await house.until("SELECT state FROM subscribers WHERE chat_id = 13", ("unsubscribed",))
    await open_zones(stranger)
    await stranger.press("Forget my time zone")
    await stranger.sees("is forgotten")
    await house.until(KNOWN)


async def test_a_place_that_is_waited_for_is_taken(house: House, stranger: Person) -> None:
    await open_zones(stranger)
    await stranger.send("location", **MOSCOW)
    await stranger.sees("✅ Your time zone is Moscow, UTC+3")
    await house.until(KNOWN, ("Europe/Moscow",))
    await stranger.send("location", **MOSCOW)
    await stranger.sees("🕒 Your time zone: Moscow")


async def test_any_other_place_is_asked_about(house: House, stranger: Person) -> None:
    await stranger.say("/start")
    await stranger.sees("Welcome")
    await stranger.send("venue")
    await stranger.sees("the time zone Moscow, UTC+3")
    assert await house.rows(KNOWN) == []
    await stranger.press("No")
    await stranger.sees("Nothing was changed")
    await stranger.send("location", **LAGOS)
    await stranger.sees("the time zone Lagos, UTC+1")
    await stranger.press("Yes, take it")
    await stranger.sees("✅ Your time zone is Lagos, UTC+1")
    await house.until(KNOWN, ("Africa/Lagos",))


async def test_privacy_shows_it_and_erasing_takes_it(house: House, stranger: Person) -> None:
    await open_zones(stranger)
    await stranger.send("location", **MOSCOW)
    await stranger.sees("✅ Your time zone is Moscow")
    await stranger.say("/privacy")
    window = await stranger.sees("This is stored about you")
    assert "Your time zone: Moscow, UTC+3" in words_of(window)
    assert "imported" not in words_of(window)
    await Subscribers(house.database).erase(STRANGER)
    await house.until("SELECT count(*) FROM subscriber_fields", (0,))


async def test_a_place_that_is_none(stranger: Person) -> None:
    await stranger.send("location", latitude=300, longitude=0)
    await stranger.sees("I find no time zone for that place")


@pytest.mark.parametrize("data", ["zone-is:Mars/Olympus", "zone-is:../etc/passwd", "zone-in:mars"])
async def test_a_made_up_button_changes_nothing(house: House, stranger: Person, data: str) -> None:
    await open_zones(stranger)
    pressed = await stranger.control.forged_callback(STRANGER, data)
    assert pressed.text == "This button does not work any more."
    assert await house.rows(KNOWN) == []


async def test_an_admin_sends_a_place_as_content(house: House, admin: Person) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.send("location", **LAGOS)
    await admin.sees("This is what people will get")
    assert await house.rows("SELECT value FROM subscriber_fields") == []


async def test_an_admin_is_asked_about_a_place_that_no_window_takes(
    house: House, admin: Person
) -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.send("location", **LAGOS)
    await admin.sees("Is that your time zone?")
    assert await house.rows("SELECT value FROM subscriber_fields") == []
