"""/status, /pause, /resume, /cancel, and the buttons below a progress message."""

import pytest

from tests.dialogs.conftest import ADMIN, House, Person


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/status", "Nothing has been broadcast yet"),
        ("/pause", "nothing to pause"),
        ("/resume", "nothing to resume"),
        ("/cancel", "nothing to cancel"),
    ],
)
async def test_with_nothing_running(admin: Person, command: str, words: str) -> None:
    await admin.say(command)
    await admin.sees(words)


@pytest.mark.parametrize(
    ("command", "words"),
    [("/Admin", "Your menu"), ("/STATUS", "Nothing has been broadcast yet")],
)
async def test_a_command_in_capitals_was_unknown(admin: Person, command: str, words: str) -> None:
    await admin.say(command)
    await admin.sees(words)


async def test_the_one_that_runs_is_meant(house: House, admin: Person) -> None:
    await house.subscribe(300)
    await house.launched("The one")
    await admin.say("/pause")
    await admin.sees("⏸ Paused: \u2068The one\u2069")
    await admin.say("/pause")
    await admin.sees("nothing to pause")
    await admin.say("/resume")
    await admin.sees("Resumed: \u2068The one\u2069")
    await admin.say("/cancel")
    await admin.sees("⏹ Cancelled: \u2068The one\u2069")
    assert await house.rows("SELECT state FROM runs") == [("cancelled",)]


async def test_of_several_the_buttons_ask_which(house: House, admin: Person) -> None:
    await house.subscribe(300)
    await house.launched("First")
    await house.launched("Second")
    await admin.say("/cancel")
    question = await admin.sees("Which one do you want to cancel")
    pressed = await admin.press("First", question["message_id"])
    assert "Cancelled: \u2068First" in pressed.text
    answer = await admin.sees("⏹ Cancelled: \u2068First\u2069")
    assert answer["message_id"] == question["message_id"]
    assert "reply_markup" not in answer
    assert await house.rows("SELECT broadcast_id, state FROM runs ORDER BY id") == [
        (1, "cancelled"),
        (2, "running"),
    ]


async def test_the_buttons_below_the_progress(house: House, admin: Person) -> None:
    await house.subscribe(400)
    progress = (await admin.launch("Steered"))["message_id"]
    assert "Paused" in (await admin.press("Pause", progress)).text
    await admin.sees("An admin paused it")
    assert "Resumed" in (await admin.press("Resume", progress)).text
    await admin.sees("📣 Sending: \u2068Steered\u2069")
    assert "Cancelled" in (await admin.press("Cancel", progress)).text
    report = await admin.sees("are counted as skipped")
    assert report["message_id"] == progress
    assert "reply_markup" not in report


async def test_a_button_that_comes_too_late(house: House, admin: Person) -> None:
    await house.subscribe(300)
    progress = (await admin.launch("Contended"))["message_id"]
    await house.assembly.service.pause(1, by=ADMIN)
    assert "Too late" in (await admin.press(data="run:pause:1:0", message_id=progress)).text


async def test_a_button_of_a_broadcast_that_never_was(house: House, admin: Person) -> None:
    await admin.say("/admin")
    menu = await admin.sees("Your menu")
    pressed = await admin.press(data="run:pause:77:0", message_id=menu["message_id"])
    assert "no longer exists" in pressed.text


@pytest.mark.parametrize(
    "data", ["run:pause:99999999999999999999999:0", "run:explode:1:0", "run:", "nonsense", "\x1d"]
)
async def test_made_up_data_gets_an_answer(house: House, admin: Person, data: str) -> None:
    await admin.say("/admin")
    menu = await admin.sees("Your menu")
    pressed = await admin.press(data=data, message_id=menu["message_id"])
    assert pressed.answered
    assert await house.rows("SELECT count(*) FROM runs") == [(0,)]


async def test_status_shows_the_last_one_when_nothing_runs(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await house.launched("The last")
    await house.until("SELECT state FROM runs", ("finished",))
    await admin.say("/status")
    await admin.sees("Finished: \u2068The last\u2069")
    assert await house.rows("SELECT count(*) FROM progress_messages") == [(0,)]


async def test_a_photo_to_be_sent_cancelled_what_was_running(house: House, admin: Person) -> None:
    """Its caption began with /cancel: commands come from texts only."""
    await house.subscribe(300)
    await house.launched("The one that runs")
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.send("photo", caption="/cancel your gym membership and run outside")
    await admin.sees("This is what people will get")
    assert await house.rows("SELECT state FROM runs") == [("running",)]


async def test_a_photo_of_somebody_took_them_off_the_list(house: House, stranger: Person) -> None:
    await stranger.say("/start")
    await stranger.sees("Welcome")
    await stranger.send("photo", caption="/stop signs of our town")
    await stranger.sees("I only send news")
    query = "SELECT state FROM subscribers WHERE chat_id = 13"
    assert await house.rows(query) == [("active",)]
