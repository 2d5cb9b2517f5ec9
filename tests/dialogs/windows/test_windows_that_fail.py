"""A window that does not get through loses nothing: neither the open dialog nor a draft."""

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import DeleteMessage, EditMessageText, SendMessage

from botapi_sandbox.control import Control, Message
from db.connection.database import Database
from tests.dialogs.conftest import ADMIN, House, Person, eventually, living
from tests.dialogs.trouble import FAILURES, Trouble

DRAFT = "This is what people will get"
OPEN = 'SELECT count(*) FROM dialog_states WHERE data LIKE \'%"state":"{}"%\''
WAIT = 0.3  # seconds for an answer that never comes


def opened(state: str) -> str:
    return OPEN.format(state)


async def composed(house: House, admin: Person, text: str = "Precious") -> Message:
    window = await admin.compose(text)
    await house.until(opened("Compose:draft"), (1,))
    return window


async def asked_for_a_message(house: House, admin: Person) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await house.until(opened("Compose:message"), (1,))


@pytest.mark.parametrize("failure", FAILURES)
async def test_a_menu_that_fails_leaves_the_draft_open(
    house: House, admin: Person, failure: str
) -> None:
    """The context of the draft was deleted before the menu was sent."""
    window = await composed(house, admin)
    trouble = Trouble(house, FAILURES[failure], SendMessage)
    await admin.say("/admin")
    await trouble.ends()
    await admin.press("Send test", window["message_id"])
    await admin.sees("only you got it")


@pytest.mark.parametrize("failure", FAILURES)
async def test_a_draft_whose_window_fails_is_offered_again(
    house: House, admin: Person, failure: str
) -> None:
    await asked_for_a_message(house, admin)
    trouble = Trouble(house, FAILURES[failure], SendMessage)  # previews go another way
    await admin.say("Precious")
    await trouble.ends()
    await admin.say("/admin")
    await admin.sees("An unfinished draft waits")
    await admin.press("Continue the draft")
    await admin.sees(DRAFT)


async def test_what_follows_a_lost_draft_window_makes_no_second_draft(
    house: House, admin: Person
) -> None:
    await asked_for_a_message(house, admin)
    trouble = Trouble(house, FAILURES["a server error"], SendMessage)
    await admin.say("Nobody answered")
    await trouble.ends()
    await admin.say("So once more")
    await admin.sees(DRAFT)
    assert await house.rows("SELECT title FROM broadcasts") == [("So once more",)]


async def test_an_old_window_that_cannot_be_removed_is_no_error(
    house: House, admin: Person
) -> None:
    await asked_for_a_message(house, admin)
    trouble = Trouble(house, FAILURES["a server error"], DeleteMessage)
    await admin.say("Precious")
    await admin.sees(DRAFT)
    await trouble.ends()
    await admin.press("Send test")
    await admin.sees("only you got it")


async def test_a_draft_is_offered_after_a_restart_though_its_dialog_is_lost(
    sandbox_url: str, database: Database, control: Control
) -> None:
    await control.add_user(ADMIN, "Ada", started=True)
    async with living(sandbox_url, database, control) as house:
        await composed(house, house.person(ADMIN))
    async with database.write() as connection:
        await connection.exec_driver_sql("DELETE FROM dialog_states")
    async with living(sandbox_url, database, control) as house:
        admin = house.person(ADMIN)
        await admin.say("/broadcast")
        await admin.sees("You have an unfinished draft: \u2068Precious\u2069")
        await admin.press("Continue")
        await admin.sees(DRAFT)


async def test_a_list_that_fails_leaves_the_menu_open(house: House, admin: Person) -> None:
    await admin.say("/admin")
    menu = await admin.sees("Your menu")
    await house.until(opened("Menu:main"), (1,))
    trouble = Trouble(house, FAILURES["a server error"], EditMessageText)
    await admin.press("Broadcasts", menu["message_id"], wait=WAIT)
    await trouble.ends()
    assert await house.rows(opened("Browse:list")) == [(0,)]
    await admin.press("Audience", menu["message_id"])
    await admin.sees("Your audience")


async def test_a_page_that_fails_leaves_the_one_that_stands(house: House, admin: Person) -> None:
    """The next tap on what is seen would be taken for a tap on what is not."""
    await house.subscribe(1)
    await composed(house, admin)
    await admin.press("Send now")
    question = await admin.sees("Send it to 1")
    await house.until(opened("Compose:confirm"), (1,))
    trouble = Trouble(house, FAILURES["a server error"], EditMessageText)
    await admin.press("Back", question["message_id"], wait=WAIT)
    await trouble.ends()
    await admin.press("Confirm", question["message_id"])
    await admin.sees("Sent: 1")


async def test_one_lost_answer_to_an_edit_is_no_failure(house: House, admin: Person) -> None:
    await admin.say("/admin")
    menu = await admin.sees("Your menu")
    await house.control.faults(lost_before={"next": 1, "methods": ["editMessageText"]})
    await admin.press("Audience", menu["message_id"])
    assert (await admin.sees("Your audience"))["message_id"] == menu["message_id"]


@pytest.mark.parametrize("words", ["MESSAGE_ID_INVALID", "message can't be edited", "odd"])
async def test_a_window_that_cannot_be_edited_is_sent_anew(
    house: House, admin: Person, words: str
) -> None:
    """The answer to the words that the library did not know was "sorry"."""
    await admin.say("/admin")
    menu = await admin.sees("Your menu")
    Trouble(house, lambda method: TelegramBadRequest(method=method, message=words), EditMessageText)
    await admin.press("Audience", menu["message_id"])
    window = await admin.sees("Your audience")
    assert window["message_id"] > menu["message_id"]

    async def old_is_gone() -> bool:
        return not any("Your menu" in text for text in await admin.answers())

    await eventually(old_is_gone)
    assert not any("Sorry" in text for text in await admin.answers())
