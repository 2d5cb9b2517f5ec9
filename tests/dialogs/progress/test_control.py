"""/status, /pause, /resume, /cancel, and the buttons below a progress message."""

import re

import pytest

from tests.actors import editor
from tests.dialogs.conftest import ADMIN, House, Person, eventually


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
    question = await admin.sees("Cancel “\u2068The one\u2069”?")
    assert re.search(r"\b[1-9]\d* people who have not got it yet", question["text"])
    await admin.press("No, do not", question["message_id"])
    await admin.sees("It was not cancelled")
    assert await house.rows("SELECT state FROM runs") == [("running",)]
    await admin.say("/cancel")
    question = await admin.sees("Cancel “\u2068The one\u2069”?")
    await admin.press("Yes, cancel it", question["message_id"])
    await admin.sees("⏹ Cancelled: \u2068The one\u2069")
    assert await house.rows("SELECT state FROM runs") == [("cancelled",)]


async def test_of_several_the_buttons_ask_which(house: House, admin: Person) -> None:
    await house.subscribe(300)
    await house.launched("First")
    await house.launched("Second")
    await admin.say("/cancel")
    question = await admin.sees("Which one do you want to cancel")
    await admin.press("First", question["message_id"])
    sure = await admin.sees("Cancel “\u2068First\u2069”?")
    assert sure["message_id"] == question["message_id"]
    pressed = await admin.press("Yes", question["message_id"])
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
    await admin.press("Cancel", progress)
    asked = await admin.sees("will not get it")
    assert asked["message_id"] == progress
    await admin.press("No", progress)

    async def goes_on() -> bool:
        return not any("will not get it" in text for text in await admin.answers())

    await eventually(goes_on)
    await admin.press("Cancel", progress)
    await admin.sees("will not get it")
    assert "Cancelled" in (await admin.press("Yes", progress)).text
    report = await admin.sees("are counted as skipped")
    assert report["message_id"] == progress
    labels = [row[0]["text"] for row in report["reply_markup"]["inline_keyboard"]]
    assert len(labels) == 1
    assert labels[0].startswith("📨 Send it to the rest")


async def test_the_question_stays_while_the_figures_move(house: House, admin: Person) -> None:
    """The next edit of the progress message would have taken it away again."""
    await house.subscribe(900)
    progress = (await admin.launch("Moving"))["message_id"]
    await admin.press("Cancel", progress)
    first = await admin.sees("will not get it")

    async def moved() -> bool:
        now = await admin.sees("will not get it")
        return str(now["text"]) != str(first["text"])

    await eventually(moved)
    await admin.press("Yes", progress)
    await admin.sees("are counted as skipped")


async def test_a_question_that_is_answered_too_late(house: House, admin: Person) -> None:
    await house.subscribe(300)
    progress = (await admin.launch("Contended"))["message_id"]
    await admin.press("Cancel", progress)
    await admin.sees("will not get it")
    await house.assembly.doors.launches.cancel(1, by=editor(ADMIN))
    pressed = await admin.press(data="cancel:yes:1:0", message_id=progress)
    assert "Too late" in pressed.text
    assert "Too late" in (await admin.press(data="run:cancel:1:0", message_id=progress)).text


async def test_a_button_that_comes_too_late(house: House, admin: Person) -> None:
    await house.subscribe(300)
    progress = (await admin.launch("Contended"))["message_id"]
    await house.assembly.doors.launches.pause(1, by=editor(ADMIN))
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
