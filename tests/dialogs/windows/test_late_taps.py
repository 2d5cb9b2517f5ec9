"""After a downtime taps come too late to be answered: what they ask for was then half done."""

import pytest

from db.subscribers.store import Subscribers
from tests.dialogs.conftest import ADMIN, STRANGER, House, Person

WAIT = 0.1  # seconds for an answer that never comes


async def test_late_yes_to_deleting_is_confirmed(house: House, stranger: Person) -> None:
    await stranger.say("/start")
    await stranger.sees("Welcome")
    await stranger.say("/privacy")
    await stranger.sees("This is stored")
    await stranger.press("Delete my data")
    await stranger.sees("Delete all that is stored")
    await house.control.limits(callback_seconds=0.0)
    await stranger.press("Yes", wait=WAIT)
    await stranger.sees("nothing about you is stored")
    assert await Subscribers(house.database).find(STRANGER) is None


async def test_late_choice_of_a_language_is_shown(house: House, stranger: Person) -> None:
    await stranger.say("/language")
    await stranger.sees("Which language")
    await house.control.limits(callback_seconds=0.0)
    await stranger.press("Русский", wait=WAIT)
    await stranger.sees("Теперь я буду писать")


async def test_late_answer_to_which_one_is_shown(house: House, admin: Person) -> None:
    await house.subscribe(300)
    await house.launched("First")
    await house.launched("Second")
    await admin.say("/cancel")
    question = await admin.sees("Which one do you want to cancel")
    await house.control.limits(callback_seconds=0.0)
    await admin.press("First", question["message_id"], wait=WAIT)
    await admin.sees("Cancel “\u2068First\u2069”?")
    await admin.press("Yes", question["message_id"], wait=WAIT)
    answer = await admin.sees("⏹ Cancelled: \u2068First\u2069")
    assert answer["message_id"] == question["message_id"]


async def test_a_lost_dialogs_button_opens_the_menu_though_a_gateway_fails(
    house: House, admin: Person, caplog: pytest.LogCaptureFixture
) -> None:
    """The failing answer was raised out of the error handler, and no menu came."""
    window = (await admin.compose())["message_id"]
    dialogs = f"SELECT count(*) FROM dialog_states WHERE user_id = {ADMIN}"
    await house.until(dialogs, (2,))
    async with house.database.write() as connection:
        await connection.exec_driver_sql("DELETE FROM dialog_states")
    await house.control.faults(html_502={"next": 1, "methods": ["answerCallbackQuery"]})
    await admin.press("Send now", window, wait=WAIT)
    await admin.sees("Your menu")
    assert "Traceback" not in caplog.text
