"""Buttons of dialogs that are not there any more."""

import json

from tests.dialogs.conftest import House, Person, eventually, words_of

OPEN = "SELECT count(*) FROM dialog_states WHERE data LIKE '%Compose:draft%'"


async def test_a_lost_dialog_becomes_the_menu(house: House, admin: Person) -> None:
    window = (await admin.compose())["message_id"]
    await house.until(OPEN, (1,))
    await forget_dialogs(house)
    pressed = await admin.press("Send now", window)
    assert "its window was closed" in pressed.text
    menu = await admin.sees("Your menu")
    assert menu["message_id"] == window
    await admin.press("Audience", window)
    await admin.sees("Your audience")


async def test_a_broken_stack_does_not_lock_the_admin_out(house: House, admin: Person) -> None:
    await admin.compose()
    await house.until(OPEN, (1,))
    await forget_dialogs(house, "context")
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.say("/broadcast")
    await admin.sees("You have an unfinished draft")


async def test_a_lost_dialog_eats_no_command(house: House, admin: Person) -> None:
    """The answer was that a button had served its time."""
    await admin.compose()
    await house.until(OPEN, (1,))
    await forget_dialogs(house, "context")
    await admin.say("/pause")
    await admin.sees("nothing to pause")


async def test_a_command_that_replies_to_a_window_which_is_closed(
    house: House, admin: Person
) -> None:
    window = (await admin.compose())["message_id"]
    await house.until(OPEN, (1,))
    await forget_dialogs(house)
    await admin.say("/pause", reply_to=window)
    await admin.sees("nothing to pause")


async def test_a_message_that_replies_to_an_old_window_is_for_the_open_one(
    house: House, admin: Person
) -> None:
    await admin.say("/admin")
    old = (await admin.sees("Your menu"))["message_id"]
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.say("Good news", reply_to=old)
    await admin.sees("This is what people will get")


async def test_an_old_button_leaves_the_open_dialog_alone(house: House, admin: Person) -> None:
    await admin.say("/admin")
    old = await admin.sees("Your menu")
    data = old["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await admin.compose("Precious")
    pressed = await admin.press(data=data, message_id=old["message_id"])
    assert "Go on in the one that is open" in pressed.text
    await admin.press("Send test")
    await admin.sees("only you got it")
    assert await house.rows("SELECT count(*) FROM broadcasts") == [(1,)]


async def test_a_stored_window_that_this_version_does_not_know(house: House, admin: Person) -> None:
    await admin.compose()
    await house.until(OPEN, (1,))
    async with house.database.write() as connection:
        await connection.exec_driver_sql(
            "UPDATE dialog_states SET data = replace(data, 'Compose:draft', 'Studio:timeline')"
        )
    pressed = await admin.press("Send now")
    assert "its window was closed" in pressed.text
    await admin.sees("Your menu")


# What version 1 of the compose dialog stored: below the preview, and waiting for a message.
BEFORE = {
    "draft": {"draft_id": 1, "displaced": True, "album": "13", "note": "tap-replace"},
    "message": {"draft_id": 1, "unusable": "compose-cannot-album"},
}


async def reopened(house: House, window: str) -> None:
    """As if the version before had been there when the dialog was opened."""
    await house.until(OPEN, (1,))
    before = {"dialog_data": BEFORE[window], "state": f"Compose:{window}"}
    async with house.database.write() as connection:
        found = await connection.exec_driver_sql("SELECT key, data FROM dialog_states")
        for row in found.all():
            if "Compose:draft" in row.data:
                changed = json.dumps(json.loads(row.data) | before)
                await connection.exec_driver_sql(
                    "UPDATE dialog_states SET data = ? WHERE key = ?", (changed, row.key)
                )


async def test_a_dialog_of_the_version_before_ends_kindly(house: House, admin: Person) -> None:
    window = (await admin.compose("Precious"))["message_id"]
    await reopened(house, "draft")
    pressed = await admin.press("Send now")
    assert "What you composed is kept" in pressed.text
    menu = await admin.sees("An unfinished draft waits")
    assert menu["message_id"] == window
    await admin.press("Continue")
    await admin.sees("This is what people will get")
    assert "Precious" in await admin.answers()
    assert await house.rows("SELECT count(*) FROM broadcasts") == [(1,)]


async def test_a_message_for_a_dialog_of_the_version_before_changes_nothing(
    house: House, admin: Person
) -> None:
    await admin.compose("Precious")
    await reopened(house, "message")
    await admin.say("In its place")
    await admin.sees("What you composed is kept")
    await admin.sees("An unfinished draft waits")
    assert await house.rows("SELECT title FROM broadcasts") == [("Precious",)]


async def test_a_command_leads_out_of_a_dialog_of_the_version_before(
    house: House, admin: Person
) -> None:
    await admin.compose("Precious")
    await reopened(house, "draft")
    await admin.say("/pause")
    await admin.sees("nothing to pause")
    await admin.say("/admin")
    await admin.sees("An unfinished draft waits")


async def forget_dialogs(house: House, like: str = "") -> None:
    async with house.database.write() as connection:
        await connection.exec_driver_sql(
            "DELETE FROM dialog_states WHERE key LIKE ?", (f"%{like}%",)
        )


async def test_what_is_written_to_a_window_that_asks_for_nothing_leaves_one_window(
    admin: Person,
) -> None:
    """It stood there twice, the upper one without buttons."""
    await admin.say("/admin")
    menu = await admin.sees("Your menu")
    await admin.say("Hello?")

    async def has_moved() -> bool:
        windows = [one["message_id"] for one in await admin.chat() if "Your menu" in words_of(one)]
        return len(windows) == 1 and windows != [menu["message_id"]]

    await eventually(has_moved)
