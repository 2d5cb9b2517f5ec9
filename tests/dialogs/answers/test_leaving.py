"""The unsubscribe button of a broadcast: it asks, and the next tap is final."""

from typing import Any

from botapi_sandbox.control import Message
from tests.dialogs.conftest import FIRST, STRANGER, House, Person, eventually

READER = FIRST


async def state_of(house: House, chat_id: int) -> Any:
    rows = await house.rows(f"SELECT state FROM subscribers WHERE chat_id = {chat_id}")
    return rows[0][0] if rows else None


async def departures(house: House) -> list[Any]:
    rows = await house.rows(
        "SELECT run_id, chat_id FROM departures JOIN subscribers ON subscribers.id = subscriber_id"
    )
    return [tuple(row) for row in rows]


async def launch(house: House, admin: Person) -> Person:
    """Somebody who got it."""
    await house.subscribe(1)
    await admin.launch("News")
    reader = house.person(READER)
    await reader.sees("News")
    return reader


def labels(message: Message) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [one["text"].replace("\u2068", "").replace("\u2069", "") for row in rows for one in row]


async def shows(person: Person, label: str) -> bool:
    return label in labels((await person.chat())[-1])


async def test_the_first_tap_asks_and_the_second_is_final(house: House, admin: Person) -> None:
    reader = await launch(house, admin)
    await reader.press("Unsubscribe")
    await reader.sees("Shall I stop writing to you?")
    assert await state_of(house, READER) == "active"
    await reader.press("Leave")
    await reader.sees("You are unsubscribed")
    assert await state_of(house, READER) == "unsubscribed"
    assert await departures(house) == [(1, READER)]
    news = next(one for one in await reader.chat() if one.get("text") == "News")
    assert labels(news) == ["🔕 Unsubscribe"]
    pressed = await reader.press("Unsubscribe")
    assert "You are not subscribed here" in pressed.text
    await reader.say("/start")
    await reader.sees("Welcome back")
    assert await state_of(house, READER) == "active"


async def test_topics_are_offered_first(house: House, admin: Person) -> None:
    async with house.database.write() as connection:
        for number, name in enumerate(("Sport", "Music")):
            await connection.exec_driver_sql(
                "INSERT INTO topics (name, folded, position) VALUES (?, ?, ?)",
                (name, name.casefold(), number),
            )
    reader = await launch(house, admin)
    await reader.press("Unsubscribe")
    asked = await reader.sees("What shall I go on sending you?")
    assert labels(asked) == ["✅ Sport", "✅ Music", "🚪 Leave: send me nothing"]
    await reader.press("Sport")
    await house.until("SELECT count(*) FROM topic_opt_outs", (1,))
    await eventually(lambda: shows(reader, "⬜️ Sport"))
    await reader.press("Sport")
    await house.until("SELECT count(*) FROM topic_opt_outs", (0,))
    assert await state_of(house, READER) == "active"
    await reader.press("Leave", asked["message_id"])
    await reader.sees("You are unsubscribed")
    assert await departures(house) == [(1, READER)]


async def test_a_stranger_with_a_copy_leaves_nothing(house: House, admin: Person) -> None:
    await launch(house, admin)
    pressed = await house.control.forged_callback(STRANGER, "unsubscribe:1", wait=5)
    assert "You are not subscribed here" in pressed.text
    assert await state_of(house, STRANGER) is None
    assert not any("Shall I stop" in words for words in await house.person(STRANGER).answers())


async def test_a_preview_asks_nobody(house: House, admin: Person) -> None:
    await admin.compose("News")
    assert "This is a preview" in (await admin.press("Unsubscribe")).text


async def test_forged_runs_note_nothing(house: House, admin: Person) -> None:
    """Whoever sends them can only leave, which /stop does as well."""
    reader = await launch(house, admin)
    for data in ("unsubscribe:", "unsubscribe:-1", f"unsubscribe:{10**30}", "leave:-5"):
        pressed = await house.control.forged_callback(READER, data, wait=5)
        assert pressed.text == "This button does not work any more.", data
    await house.control.forged_callback(READER, "unsubscribe:999", wait=5)
    await reader.sees("Shall I stop writing to you?")
    await reader.press("Leave")
    await reader.sees("You are unsubscribed")
    assert await departures(house) == []


async def test_it_can_be_left_out(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await admin.compose("News")
    await admin.press("Options")
    await admin.sees("How should it be sent")
    await admin.press("How it looks")
    await admin.sees("How should it look")
    await admin.press("Unsubscribe button")
    await admin.press("Back")
    await admin.sees("How should it be sent")
    await admin.press("Back")
    await admin.press("Send now")
    await admin.sees("Send it to")
    await admin.press("Confirm")
    await admin.sees("Sent: 1")
    news = await house.person(READER).sees("News")
    assert labels(news) == []


async def test_owners_choose_its_words_for_each_language(house: House, admin: Person) -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Settings")
    await admin.sees("What is decided here")
    await admin.press("Unsubscribe button")
    await admin.sees("Tap a language")
    await admin.press("English")
    await admin.sees("Now it says")
    await admin.say("x" * 65)
    await admin.sees("That does not fit a button")
    await admin.say("No more of this")
    await admin.sees("Tap a language")
    reader = await launch(house, admin)
    assert labels(await reader.sees("News")) == ["No more of this"]


async def test_erased_people_are_in_no_list_of_departures(house: House, admin: Person) -> None:
    reader = await launch(house, admin)
    await reader.press("Unsubscribe")
    await reader.sees("Shall I stop writing to you?")
    await reader.press("Leave")
    await reader.sees("You are unsubscribed")
    await reader.say("/privacy")
    await reader.sees("This is stored about you")
    await reader.press("Delete my data")
    await reader.sees("Delete all that is stored")
    await reader.press("Yes, delete everything")
    await reader.sees("nothing about you is stored")
    assert await house.rows("SELECT 1 FROM departures") == []
