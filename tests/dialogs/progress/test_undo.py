"""The seconds after Confirm, in which a broadcast can be undone; and the number that has to be
typed before a large one."""

import asyncio
import json
from collections.abc import AsyncIterator

import pytest

from botapi_sandbox.control import Control
from db.connection.database import Database
from tests.actors import editor
from tests.dialogs.conftest import (
    ADMIN,
    FIRST,
    SECOND_ADMIN,
    STRANGER,
    House,
    Person,
    living,
    words_of,
)
from tests.dialogs.windows.test_planned import HOUR, open_card, planned
from tests.engine.conftest import text

UNDO = 600.0  # seconds: nobody waits for their end
SHORT = 8.0


@pytest.fixture
async def undo_seconds() -> float:
    return UNDO


@pytest.fixture
async def house(
    sandbox_url: str, database: Database, control: Control, undo_seconds: float
) -> AsyncIterator[House]:
    for number, name in ((ADMIN, "Ada"), (SECOND_ADMIN, "Bob"), (STRANGER, "Sam")):
        await control.add_user(number, name, started=True)
    async with living(
        sandbox_url, database, control, undo_seconds=undo_seconds, type_count_above=4
    ) as ready:
        yield ready


async def confirm(admin: Person, text: str = "Good news") -> int:
    """The message with the countdown."""
    await admin.compose(text)
    await admin.press("Send now")
    await admin.sees("Send it to")
    await admin.press("Confirm")
    return int((await admin.sees("Goes out in"))["message_id"])


async def test_undo_gives_the_draft_back_as_it_was(house: House, admin: Person) -> None:
    await house.subscribe(3)
    countdown = await confirm(admin)
    assert "Nobody has it yet" in words_of(await admin.sees("Goes out in"))
    pressed = await admin.press("Undo", countdown)
    assert "Undone" in pressed.text
    await admin.sees("Not sent: \u2068Good news\u2069")
    await admin.sees("This is what people will get")
    assert await house.rows("SELECT stage FROM broadcasts") == [("draft",)]
    assert await house.rows("SELECT count(*) FROM plans") == [(0,)]
    await house.until("SELECT count(*) FROM progress_messages", (0,))
    assert (await house.control.counts("Good news")).recipients == 1  # the preview


async def test_what_is_started_now_counts_down_and_comes_back_with_its_time(
    house: House, admin: Person
) -> None:
    await house.subscribe(2)
    number = await planned(house, after=2 * HOUR)
    [(due_at,)] = await house.rows("SELECT due_at FROM plans")
    await open_card(admin)
    await admin.press("Start now")
    await admin.sees("now, to 2 recipients?")
    await admin.press("Yes, now")
    await admin.press("Undo", (await admin.sees("Goes out in"))["message_id"])
    await admin.sees("This is what people will get")
    [(notes,)] = await house.rows(f"SELECT notes FROM broadcasts WHERE id = {number}")
    assert json.loads(notes)["at"] == due_at


async def test_a_second_undo_is_too_late(house: House, admin: Person) -> None:
    await house.subscribe(3)
    countdown = await confirm(admin)
    one, other = await asyncio.gather(
        admin.press("Undo", countdown), admin.press("Undo", countdown)
    )
    assert sorted("Too late" in each.text for each in (one, other)) == [False, True]
    assert await house.rows("SELECT stage FROM broadcasts") == [("draft",)]


async def test_another_admin_may_undo_it_and_the_draft_stays_its_authors(
    house: House, admin: Person, second_admin: Person
) -> None:
    await house.subscribe(3)
    await confirm(admin)
    await house.board.show(1, SECOND_ADMIN)
    await second_admin.sees("Goes out in")
    await second_admin.press("Undo")
    await second_admin.sees("Not sent")
    assert await house.rows("SELECT held_by, created_by FROM broadcasts") == [(None, ADMIN)]
    assert not any("This is what people" in text for text in await second_admin.answers())


async def test_two_taps_on_confirm_begin_one_countdown(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await admin.compose()
    await admin.press("Send now")
    window = await admin.sees("Send it to")
    data = window["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    first, second = await asyncio.gather(
        admin.press(data=data, message_id=window["message_id"]),
        admin.press(data=data, message_id=window["message_id"]),
    )
    assert sorted((first.text, second.text)) == ["", "It is already on its way."]
    assert await house.rows("SELECT kind, state FROM plans") == [("undo", "waiting")]


@pytest.mark.parametrize("undo_seconds", [SHORT])
async def test_afterwards_it_goes_out_and_undo_says_that_it_is_too_late(
    house: House, admin: Person
) -> None:
    await house.subscribe(3)
    await admin.compose()
    await admin.press("Send now")
    await admin.sees("Send it to")
    await admin.press("Confirm")
    countdown = await admin.sees("Goes out in")
    undo = countdown["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    house.clock.turn(-3_600)  # somebody sets the clock back: eight seconds stay eight seconds
    await admin.sees("Sent: 3")
    pressed = await admin.press(data=undo, message_id=countdown["message_id"])
    assert "Too late" in pressed.text
    await admin.sees("Sent: 3")
    assert await house.control.missed("Good news", FIRST, 3) == []


async def test_of_a_large_one_the_number_is_typed(house: House, admin: Person) -> None:
    await house.subscribe(5)
    await admin.compose()
    await admin.press("Send now")
    window = await admin.sees("write the number of recipients, 5")
    assert "Confirm" not in str(window["reply_markup"])
    await admin.say("4")
    await admin.sees("That is not the number")
    await admin.say("yes")
    await admin.sees("That is not the number")
    assert await house.rows("SELECT count(*) FROM plans") == [(0,)]
    await admin.say("5")
    await admin.sees("Goes out in")
    assert await house.rows("SELECT kind FROM plans") == [("undo",)]


async def test_a_made_up_button_is_no_way_around_the_number(house: House, admin: Person) -> None:
    await house.subscribe(5)
    await admin.compose()
    await admin.press("Send now")
    window = await admin.sees("write the number of recipients")
    back = window["reply_markup"]["inline_keyboard"][-1][0]["callback_data"]
    made_up = back[: -len("back")] + "confirm:1"
    await admin.press(data=made_up, message_id=window["message_id"])
    await admin.sees("write the number of recipients")
    assert await house.rows("SELECT count(*) FROM plans") == [(0,)]


async def test_cancel_while_it_counts_down_is_undo(house: House, admin: Person) -> None:
    """It said that nothing was running."""
    await house.subscribe(3)
    await confirm(admin)
    await admin.say("/cancel")
    await admin.sees("Undone. Nobody got it")
    await admin.sees("Not sent: \u2068Good news\u2069")
    assert await house.rows("SELECT stage FROM broadcasts") == [("draft",)]
    await admin.say("/cancel")
    await admin.sees("nothing to cancel")


@pytest.mark.parametrize("command", ["/cancel", "/pause"])
async def test_others_who_want_to_stop_it_are_shown_its_button(
    house: House, admin: Person, second_admin: Person, command: str
) -> None:
    await house.subscribe(3)
    await confirm(admin)
    await second_admin.say(command)
    await second_admin.sees("Goes out in")
    assert await house.rows("SELECT kind, state FROM plans") == [("undo", "waiting")]
    await second_admin.press("Undo")
    await second_admin.sees("Not sent")


@pytest.mark.parametrize("command", ["/cancel", "/status"])
async def test_commands_tell_of_what_is_planned(house: House, admin: Person, command: str) -> None:
    draft = await house.assembly.doors.drafts.add(text("Later"), by=editor(ADMIN))
    at = int(house.clock.time()) + 3_600
    await house.assembly.doors.plans.plan(draft, at, by=editor(ADMIN))
    await admin.say(command)
    await admin.sees("1 broadcast is planned")
    assert await house.rows("SELECT kind, state FROM plans") == [("time", "waiting")]
