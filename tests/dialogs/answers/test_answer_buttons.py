"""Answer buttons as people tap them: those who got the broadcast, strangers, and forged clients."""

from typing import Any

from tests.dialogs.conftest import FIRST, STRANGER, House, Person

LINES = "Red - answer: Red it is #red | Blue - answer: Blue it is"


async def compose_answers(admin: Person, lines: str = LINES) -> None:
    await admin.compose("Which one?")
    await admin.press("Buttons")
    await admin.sees("one per line")
    await admin.say(lines)
    await admin.sees("This is what people will get")


async def launch_answers(house: House, admin: Person, count: int = 2) -> int:
    """Returns the run."""
    await house.subscribe(count)
    await compose_answers(admin)
    await admin.press("Send now")
    await admin.sees("Send it to")
    await admin.press("Confirm")
    await admin.sees(f"Sent: {count}")
    ((run_id,),) = await house.rows("SELECT id FROM runs")
    return int(run_id)


async def tallies(house: House) -> list[Any]:
    rows = await house.rows(
        "SELECT button, recipients, strangers FROM answer_tallies ORDER BY button"
    )
    return [tuple(row) for row in rows]


def plain(text: str) -> str:
    """Without isolation marks."""
    return text.replace("\u2068", "").replace("\u2069", "")


async def test_a_tap_is_answered_by_a_popup_and_counted_once(house: House, admin: Person) -> None:
    await launch_answers(house, admin)
    reader = house.person(FIRST)
    for _ in range(2):
        pressed = await reader.press("Red")
        assert (pressed.text, pressed.alert) == ("Red it is", True)
    assert await tallies(house) == [(0, 1, 0)]
    assert (await reader.press("Blue")).text == "Blue it is"
    assert await tallies(house) == [(0, 0, 0), (1, 1, 0)]


async def test_people_see_the_shares_if_the_admin_wants(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await compose_answers(admin)
    await admin.press("Buttons")
    await admin.sees("They are now")
    await admin.press("Show how all")
    await admin.press("Back")
    await admin.sees("This is what people will get")
    await admin.press("Send now")
    await admin.sees("Send it to")
    await admin.press("Confirm")
    await admin.sees("Sent: 2")
    async with house.database.write() as connection:  # what the first one chose
        await connection.exec_driver_sql(
            f"UPDATE subscribers SET language = 'ru' WHERE chat_id = {FIRST}"
        )
    await house.person(FIRST + 1).press("Red")
    assert (
        plain((await house.person(FIRST + 1).press("Red")).text)
        == "Red it is\n\nRed 100% · Blue 0%"
    )
    seen = plain((await house.person(FIRST).press("Blue")).text)
    assert seen.replace("\u00a0", " ") == "Blue it is\n\nRed 50 % · Blue 50 %"


async def test_a_preview_counts_nothing(house: House, admin: Person) -> None:
    await compose_answers(admin)
    assert "This is a preview" in (await admin.press("Red")).text
    assert await tallies(house) == []


async def test_a_forwarded_copy_is_counted_apart_and_subscribes_nobody(
    house: House, admin: Person, stranger: Person
) -> None:
    """Nothing is known of the chat that the copy stands in."""
    run_id = await launch_answers(house, admin)
    pressed = await house.control.forged_callback(STRANGER, f"answer:{run_id}:0:1", wait=5)
    assert pressed.text == "Blue it is"
    assert await tallies(house) == [(1, 0, 1)]
    assert await house.rows(f"SELECT 1 FROM subscribers WHERE chat_id = {STRANGER}") == []


async def test_forged_data_counts_nothing(house: House, admin: Person) -> None:
    run_id = await launch_answers(house, admin)
    for data in (
        "answer:999:0:0",
        f"answer:{run_id}:0:2",
        f"answer:{run_id}:7:0",
        f"answer:{run_id}:0:{10**30}",
        f"answer:{run_id}:0:-1",
        f"answer:{run_id}",
        "answer:",
    ):
        pressed = await house.control.forged_callback(FIRST, data, wait=5)
        assert pressed.text == "This button does not work any more.", data
    assert await tallies(house) == []


async def test_an_answer_tapped_after_its_message_was_deleted(house: House, admin: Person) -> None:
    """A client shows what is gone for a while; a copy of it stays for ever."""
    run_id = await launch_answers(house, admin)
    ((message_id,),) = await house.rows(
        "SELECT message_id FROM deliveries JOIN subscribers ON subscribers.id = subscriber_id"
        f" WHERE chat_id = {FIRST}"
    )
    await house.bot.delete_message(FIRST, message_id)
    gone = {"chat": {"id": FIRST, "type": "private"}, "message_id": message_id, "date": 0}
    pressed = await house.control.forged_callback(FIRST, f"answer:{run_id}:0:0", gone, wait=5)
    assert pressed.text == "Red it is"
    assert await tallies(house) == [(0, 1, 0)]


async def test_an_admin_who_composes_can_answer_too(house: House, admin: Person) -> None:
    """The tap is no dialog's, whatever dialog is open."""
    run_id = await launch_answers(house, admin)
    await admin.compose("Another one")
    pressed = await house.control.forged_callback(admin.id, f"answer:{run_id}:0:0", wait=5)
    assert pressed.text == "Red it is"
    await admin.press("Send test")
    await admin.sees("The test is above")
