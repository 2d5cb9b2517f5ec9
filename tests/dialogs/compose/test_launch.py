"""Launching, as an admin does it."""

import asyncio

import pytest
from aiogram.methods import DeleteMessage, EditMessageReplyMarkup, SendMessage

from broadcast.planning import launching
from broadcast.planning.launching import Counted
from db.audience.audience import Audience
from db.audience.conditions import AtRandom
from db.connection.database import Database
from tests.actors import editor
from tests.dialogs.conftest import ADMIN, FIRST, House, Person, eventually, words_of
from tests.dialogs.trouble import FAILURES, Trouble


async def test_from_the_command_to_the_report(house: House, admin: Person) -> None:
    await house.subscribe(40)
    await admin.compose("Good <b>news</b>")
    await admin.press("Send now")
    question = await admin.sees("Send it to 40 recipients")
    assert "about 1 s" in question["text"]
    await admin.press("Confirm")
    await admin.sees("Finished: \u2068Good <b>news</b>\u2069")
    report = await admin.sees("Sent: 40")
    assert "It took" in report["text"]
    assert "reply_markup" not in report
    counts = await house.control.counts("Good <b>news</b>")
    assert await house.control.missed("Good <b>news</b>", FIRST, 40) == []
    assert counts.recipients == 41  # the preview too
    await house.until("SELECT count(*) FROM progress_messages", (0,))
    await house.until("SELECT count(*) FROM dialog_states", (0,))


async def test_a_double_tap_launches_once(house: House, admin: Person) -> None:
    await house.subscribe(5)
    await admin.compose()
    await admin.press("Send now")
    window = (await admin.sees("Send it to"))["message_id"]
    data = (await admin.sees("Send it to"))["reply_markup"]["inline_keyboard"][0][0]
    first, second = await asyncio.gather(
        admin.press(data=data["callback_data"], message_id=window),
        admin.press(data=data["callback_data"], message_id=window),
    )
    assert sorted((first.text, second.text)) == ["", "It is already on its way."]
    await admin.sees("Sent: 5")
    assert await house.rows("SELECT count(*) FROM runs") == [(1,)]
    assert not any("Your menu" in answer for answer in await admin.answers())

    async def one_progress_message() -> bool:
        return sum("Good news" in text for text in await admin.answers()) == 2  # and the preview

    await eventually(one_progress_message)


async def test_the_second_tap_shows_the_progress_that_the_first_could_not(
    house: House, admin: Person
) -> None:
    """It said "on its way" and showed nothing either."""
    await house.subscribe(900)
    await admin.compose()
    await admin.press("Send now")
    window = await admin.sees("Send it to")
    data = window["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    trouble = Trouble(house, FAILURES["refused"], SendMessage)
    Trouble(house, FAILURES["refused"], DeleteMessage, EditMessageReplyMarkup)
    await admin.press(data=data, message_id=window["message_id"], wait=0.3)
    await trouble.ends()
    await house.until("SELECT count(*) FROM dialog_states", (0,))
    pressed = await admin.press(data=data, message_id=window["message_id"])
    assert "already on its way" in pressed.text
    await admin.sees("Sending")
    await admin.cancel()


@pytest.mark.parametrize("failure", FAILURES)
async def test_progress_comes_though_the_window_cannot_be_closed(
    house: House, admin: Person, failure: str
) -> None:
    await house.subscribe(5)
    await admin.compose()
    await admin.press("Send now")
    await admin.sees("Send it to")
    Trouble(house, FAILURES[failure], DeleteMessage, EditMessageReplyMarkup)
    await admin.press("Confirm", wait=0.3)
    await admin.sees("Sent: 5")
    await house.until("SELECT count(*) FROM dialog_states", (0,))


async def test_two_admins_launch_at_once(house: House, admin: Person, second_admin: Person) -> None:
    await house.subscribe(20)
    await asyncio.gather(admin.launch("From Ada"), second_admin.launch("From Bob"))
    assert "From Ada" in (await admin.sees("Sent: 20"))["text"]
    assert "From Bob" in (await second_admin.sees("Sent: 20"))["text"]
    assert await house.control.missed("From Ada", FIRST, 20) == []
    assert await house.control.missed("From Bob", FIRST, 20) == []


async def test_nobody_is_subscribed(house: House, admin: Person) -> None:
    await admin.compose()
    await admin.press("Send now")
    window = await admin.sees("Nobody is subscribed, so there is nobody")
    buttons = [row[0]["text"] for row in window["reply_markup"]["inline_keyboard"]]
    assert buttons == ["⬅️ Back"]


async def test_everybody_left_before_the_tap(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await admin.compose()
    await admin.press("Send now")
    await admin.sees("Send it to 1 recipient?")
    async with house.database.write() as connection:
        await connection.exec_driver_sql("UPDATE subscribers SET state = 'unsubscribed'")
    await admin.press("Confirm")
    await admin.sees("Nobody is subscribed, so nothing was sent")
    assert await house.rows("SELECT stage FROM broadcasts") == [("draft",)]


async def test_an_audience_that_changes_while_it_is_counted_is_shown_anew(
    house: House, admin: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was taken for a launch: the window closed, and there was no progress."""
    await house.subscribe(3)
    await admin.compose()
    await admin.press("Send now")
    await admin.sees("Send it to 3 recipients?")
    doors = house.assembly.doors
    counted = launching.counted

    async def changed(database: Database, broadcast_id: int, *, now: int) -> Counted:
        found = await counted(database, broadcast_id, now=now)
        one = Audience(must=(AtRandom(seed=1, count=1),))
        await doors.drafts.choose(broadcast_id, one, by=editor(ADMIN))
        return found

    monkeypatch.setattr(launching, "counted", changed)
    await admin.press("Confirm")
    window = words_of(await admin.sees("was changed while I counted"))
    assert "Send it to 1 recipient?" in window
    monkeypatch.setattr(launching, "counted", counted)
    await admin.press("Confirm")
    await admin.sees("Sent: 1")


async def test_a_draft_that_was_launched_elsewhere(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await admin.compose()
    await admin.press("Send now")
    await admin.sees("Send it to 1 recipient?")
    await house.assembly.doors.launches.launch(1, by=editor(ADMIN))
    await admin.press("Confirm")
    await admin.sees("Sent: 1")
    assert await house.rows("SELECT count(*) FROM runs") == [(1,)]


async def test_a_draft_that_is_gone(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await admin.compose()
    await house.assembly.doors.drafts.discard(1, by=editor(ADMIN))
    pressed = await admin.press("Send now")
    assert "no longer exists" in pressed.text
    await admin.sees("Your menu")
