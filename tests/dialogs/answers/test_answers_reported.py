"""Answers in the report and on the card, who gave them, and writing to those who gave one."""

from tests.dialogs.answers.test_answer_buttons import launch_answers
from tests.dialogs.conftest import FIRST, STRANGER, House, Person, eventually, words_of


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


async def open_card(admin: Person) -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("Broadcasts")
    await admin.press("Which one?")


async def test_the_card_shows_counts_and_shares_of_those_who_got_it(
    house: House, admin: Person
) -> None:
    run_id = await launch_answers(house, admin, 8)
    for number in range(3):
        await house.person(FIRST + number).press("Red")
    await house.person(FIRST + 3).press("Blue")
    await house.control.forged_callback(STRANGER, f"answer:{run_id}:0:0", wait=5)
    await open_card(admin)
    card = plain(words_of(await admin.sees("have answered")))
    assert "🔘 4 have answered (50% of those who got it):\n• Red: 3 (38%)\n• Blue: 1 (12%)" in card
    assert "1 answer came from somebody with a forwarded copy" in card
    assert "left by its button" not in card


async def test_write_to_these_begins_a_draft_for_those_alone(house: House, admin: Person) -> None:
    await launch_answers(house, admin, 3)
    for number in (0, 2):
        await house.person(FIRST + number).press("Red")
    await house.person(FIRST + 1).press("Blue")
    await open_card(admin)
    await admin.sees("have answered")
    await admin.press("Answers")
    await admin.sees("3 have answered (100%")
    await admin.press("Red\u2069: 2")
    people = plain(words_of(await admin.sees("2 people")))
    assert f"({FIRST})" in people
    assert f"({FIRST + 2})" in people
    assert f"({FIRST + 1})" not in people
    await admin.press("Write to these")
    await admin.sees("Send me the message")
    await admin.say("For the red ones")
    await admin.sees("This is what people will get")
    await admin.press("Send now")
    await admin.press("Confirm")
    await admin.sees("Sent: 2")
    for number, got_it in ((0, True), (1, False), (2, True)):
        chat = await house.person(FIRST + number).answers()
        assert ("For the red ones" in chat) is got_it


async def test_the_report_counts_who_left_by_the_button(house: House, admin: Person) -> None:
    await launch_answers(house, admin, 2)
    reader = house.person(FIRST)
    await reader.press("Unsubscribe")
    await reader.sees("Shall I stop writing to you?")
    await reader.press("Leave")
    await reader.sees("You are unsubscribed")
    await open_card(admin)
    card = words_of(await admin.sees("1 person left by its button"))
    assert "0 have answered (0% of those who got it)" in card


async def test_the_report_offers_to_write_to_them_at_once(house: House, admin: Person) -> None:
    await launch_answers(house, admin, 2)
    await house.person(FIRST + 1).press("Blue")
    await admin.sees("It took")
    await admin.press("Write to: \u2068Blue")
    await admin.sees("Send me the message")
    await admin.say("For the blue one")
    await admin.sees("This is what people will get")
    await admin.press("Send now")
    await admin.press("Confirm")
    await admin.sees("Sent: 1")
    assert "For the blue one" in await house.person(FIRST + 1).answers()
    assert any("1 has answered" in words for words in await admin.answers())


async def test_writing_to_them_leaves_no_other_window_open(house: House, admin: Person) -> None:
    """The tap is not on the window, and the library knew of the tapped message only."""
    await launch_answers(house, admin, 2)
    await admin.sees("It took")
    await admin.say("/admin")
    menu = await admin.sees("Your menu")
    await admin.press("Write to: \u2068Blue")
    await admin.sees("Send me the message")

    async def is_gone() -> bool:
        return menu["message_id"] not in {one["message_id"] for one in await admin.chat()}

    await eventually(is_gone)


async def test_nobody_else_writes_to_them(house: House, admin: Person, stranger: Person) -> None:
    await launch_answers(house, admin, 2)
    pressed = await house.control.forged_callback(STRANGER, "write:1:0", wait=5)
    assert pressed.text == "This button does not work any more."
    pressed = await house.control.forged_callback(admin.id, "write:1:7", wait=5)
    assert pressed.text == "This button does not work any more."
