"""Nobody but admins gets to the admins' side, whatever they send."""

import logging

import pytest

from botapi_sandbox.control import Control
from broadcast.model.errors import NotAllowed
from db.connection.database import Database
from handlers.admin.control.runs import Action, perform
from tests.dialogs.conftest import ADMIN, STRANGER, House, Person, living

FORMER_ADMIN = 14
GROUP = -700


@pytest.mark.parametrize(
    "command", ["/admin", "/broadcast", "/status", "/pause", "/resume", "/cancel"]
)
async def test_an_admins_command_is_an_unknown_one(
    house: House, stranger: Person, caplog: pytest.LogCaptureFixture, command: str
) -> None:
    await stranger.say("/nonsense")
    await stranger.sees("I only send news")
    with caplog.at_level(logging.WARNING, "handlers.frame.access"):
        await stranger.say(command)
        await stranger.say("/privacy")  # answered after the command was
        await stranger.sees("This is stored about you")
    first, second, _ = await stranger.answers()
    assert first == second
    assert [record.getMessage() for record in caplog.records] == [
        f"user {STRANGER}, who is no admin, tried {command}"
    ]
    assert await house.rows("SELECT count(*) FROM dialog_states") == [(0,)]


async def test_forged_replayed_and_forwarded_buttons(
    house: House, admin: Person, stranger: Person, caplog: pytest.LogCaptureFixture
) -> None:
    await house.subscribe(300)
    await admin.compose("Secret")
    await admin.press("Send now")
    window = await admin.sees("Send it to")
    confirm = window["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await admin.press("Confirm")
    progress = await admin.sees(" of 300")
    unknown = await house.control.forged_callback(STRANGER, "nonsense")
    tries = [
        await house.control.forged_callback(STRANGER, confirm),
        await house.control.forged_callback(STRANGER, confirm, window),
        await house.control.forged_callback(STRANGER, "run:cancel:1:0"),
        await house.control.forged_callback(STRANGER, "run:cancel:1:0", progress),
    ]
    assert unknown.answered
    assert all(one == unknown for one in tries)
    assert sum(f"user {STRANGER} pressed" in record.getMessage() for record in caplog.records) == 5
    assert await house.rows("SELECT state FROM runs") == [("running",)]
    assert await stranger.answers() == []


async def test_a_stranger_in_a_window_that_is_open(
    house: House, admin: Person, stranger: Person
) -> None:
    """The launch button of a dialog that still waits, pressed by somebody else."""
    await house.subscribe(3)
    await admin.compose("Secret")
    await admin.press("Send now")
    window = await admin.sees("Send it to")
    confirm = window["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await house.control.forged_callback(STRANGER, confirm, window)
    assert await house.rows("SELECT count(*) FROM runs") == [(0,)]
    await admin.press("Confirm")
    await admin.sees("Sent: 3")


async def test_the_role_is_lost_in_mid_dialog(
    sandbox_url: str, database: Database, control: Control
) -> None:
    await control.add_user(FORMER_ADMIN, "Eve", started=True)
    async with database.write() as connection:
        await connection.exec_driver_sql(
            f"INSERT INTO admins (user_id, role, added_at) VALUES ({FORMER_ADMIN}, 'editor', 1)"
        )
    async with living(sandbox_url, database, control) as house:
        await house.subscribe(300)
        eve = house.person(FORMER_ADMIN)
        progress = (await eve.launch("Hers"))["message_id"]
        await eve.compose("Next")
        await eve.press("Send now")
        await eve.sees("Send it to")
        async with database.write() as connection:
            await connection.exec_driver_sql("DELETE FROM admins")
        house.access._stored = None
        unknown = await house.control.forged_callback(FORMER_ADMIN, "nonsense")
        assert await eve.press("Confirm") == unknown
        assert await eve.press("Cancel", progress) == unknown
        await eve.say("Anything")
        await eve.sees("I only send news")
        assert await house.rows("SELECT count(*) FROM runs WHERE state <> 'cancelled'") == [(1,)]
        # Her progress message is not kept fresh any more.
        await house.until("SELECT count(*) FROM progress_messages", (0,))


async def test_what_acts_asks_for_the_role_again(house: House) -> None:
    await house.subscribe(300)
    number = await house.launched("Guarded")
    for action in Action:
        with pytest.raises(NotAllowed):
            await perform(
                action,
                number,
                by=await house.access.actor(STRANGER),
                launches=house.assembly.doors.launches,
            )
    assert await house.rows("SELECT state FROM runs") == [("running",)]


async def test_an_admin_in_a_group_is_nobody_special(house: House, admin: Person) -> None:
    await house.control.add_chat(GROUP, "group", "Friends", members=[ADMIN])
    await admin.say("/admin", chat_id=GROUP)
    await admin.say("/status")
    await admin.sees("Nothing has been broadcast yet")
    group = await house.control.chat(GROUP)
    assert not any("Your menu" in str(message) for message in group)
    assert await house.rows("SELECT count(*) FROM dialog_states") == [(0,)]


async def test_an_admin_who_only_uses_commands_leaves_no_dialog(
    house: House, admin: Person
) -> None:
    for command, words in (("/status", "Nothing has been"), ("/pause", "nothing to pause")):
        await admin.say(command)
        await admin.sees(words)
    assert await house.rows("SELECT count(*) FROM dialog_states") == [(0,)]


async def test_names_in_a_broadcast_that_mean_something_to_others(
    house: House, admin: Person
) -> None:
    """HTML and right-to-left text stand in the title as they are, kept to themselves."""
    await house.subscribe(2)
    await admin.launch("<b>שלום</b> { $title } $name")
    report = await admin.sees("🏁 Finished")
    assert "\u2068<b>שלום</b> { $title } $name\u2069" in report["text"]


async def test_privacy_shows_what_was_imported_about_somebody(
    house: House, stranger: Person
) -> None:
    await stranger.say("/start")
    await stranger.sees("subscribed")
    await stranger.say("/privacy")
    assert "imported" not in (await stranger.sees("This is stored about you"))["text"]
    async with house.database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO fields (id, name, folded, created_at) VALUES (1, 'City', 'city', 1)"
        )
        await connection.exec_driver_sql(
            "INSERT INTO subscriber_fields (field_id, subscriber_id, value)"
            " SELECT 1, id, 'Rome\u202e' FROM subscribers"
        )
    await stranger.say("/privacy")
    assert "• \u2068City\u2069: \u2068Rome\u2069" in (await stranger.sees("imported"))["text"]
