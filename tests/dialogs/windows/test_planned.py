"""Planned broadcasts: the list, the card, and the question what becomes of one that is late."""

import pytest

from botapi.call import Call
from broadcast.model.content import Content
from tests.actors import editor
from tests.dialogs.conftest import ADMIN, House, Person, words_of

HOUR = 3_600


async def planned(house: House, text: str = "Later", *, after: int = 10 * HOUR) -> int:
    """Behind the admins' backs."""
    content = Content(message=(Call(method="sendMessage", params={"text": text}),))
    number = await house.assembly.doors.drafts.add(content, by=editor(ADMIN))
    at = int(house.clock.time()) + after
    await house.assembly.doors.plans.plan(number, at, by=editor(ADMIN))
    return number


async def open_card(person: Person, text: str = "Later") -> None:
    await person.say("/admin")
    await person.sees("Your menu")
    await person.press("🗓 Planned")
    await person.sees("Planned, the next one first")
    await person.press(text)
    await person.sees("Planned by")


async def test_the_list_has_the_next_one_first(house: House, admin: Person) -> None:
    await planned(house, "Second", after=5 * HOUR)
    await planned(house, "First", after=2 * HOUR)
    await admin.say("/admin")
    menu = await admin.sees("Your menu")
    assert "Planned (2)" in str(menu["reply_markup"])
    await admin.press("🗓 Planned")
    rows = (await admin.sees("Planned, the next"))["reply_markup"]["inline_keyboard"]
    assert ["First" in rows[0][0]["text"], "Second" in rows[1][0]["text"]] == [True, True]


async def test_a_test_of_it_goes_to_who_asks(house: House, admin: Person) -> None:
    await planned(house)
    await open_card(admin)
    await admin.press("Send test")
    await admin.sees("Later")
    await admin.sees("Planned by")
    assert (await house.control.counts("Later")).recipients == 1


async def test_it_is_moved(house: House, admin: Person) -> None:
    await planned(house)
    [(before,)] = await house.rows("SELECT due_at FROM plans")
    await open_card(admin)
    await admin.press("At another time")
    await admin.sees("When shall it go out?")
    await admin.press("In an hour")
    await admin.sees("It goes out at the new time")
    [(after,)] = await house.rows("SELECT due_at FROM plans")
    assert after < before


async def test_it_is_started_now(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await planned(house)
    await open_card(admin)
    await admin.press("Start now")
    await admin.sees("now, to 2 recipients?")
    await admin.press("Yes, now")
    await admin.sees("Sent: 2")


async def test_it_is_dropped_after_a_question(house: House, admin: Person) -> None:
    await planned(house)
    await open_card(admin)
    await admin.press("Drop it")
    await admin.sees("it cannot be brought back")
    await admin.press("No, keep it")
    await admin.sees("Planned by")
    await admin.press("Drop it")
    await admin.sees("it cannot be brought back")
    await admin.press("Yes, drop it")
    await admin.sees("Your menu")
    assert await house.rows("SELECT count(*) FROM broadcasts") == [(0,)]


async def test_whoever_has_planned_it_sees_it_begin(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await planned(house, after=20)
    await admin.sees("Sent: 2")


async def test_of_two_who_decide_one_counts(
    house: House, admin: Person, second_admin: Person
) -> None:
    number = await planned(house)
    await open_card(admin)
    await open_card(second_admin)
    await house.assembly.doors.plans.drop(number, by=editor(ADMIN))
    pressed = await admin.press("Edit")
    assert "no longer exists" in pressed.text


async def late(house: House, *, subscribers: int = 2) -> int:
    """Its time came while the bot was down, say."""
    if subscribers:
        await house.subscribe(subscribers)
    number = await planned(house, after=HOUR)
    house.clock.turn(2 * HOUR)
    await planned(house, "Wakes the timer", after=50 * HOUR)
    return number


async def test_a_late_one_is_asked_about_and_sent_now(
    house: House, admin: Person, second_admin: Person
) -> None:
    await late(house)
    question = await admin.sees("What shall become of it?")
    assert "but I was not running then" in words_of(question)
    other = await second_admin.sees("What shall become of it?")
    await admin.press("Start now", question["message_id"])
    await admin.sees("Sent: 2")
    pressed = await second_admin.press("Start now", other["message_id"])
    assert "Too late" in pressed.text
    await second_admin.sees("Sent: 2")


async def test_a_late_one_gets_another_time(house: House, admin: Person) -> None:
    number = await late(house)
    question = await admin.sees("What shall become of it?")
    await admin.press("At another time", question["message_id"])
    await admin.sees("When shall it go out?")
    await admin.press("In an hour")
    await admin.sees("It goes out at the new time")
    rows = f"SELECT state, asked_why FROM plans WHERE broadcast_id = {number}"
    assert await house.rows(rows) == [("waiting", None)]


async def test_a_question_that_was_answered_elsewhere_starts_nothing(
    house: House, admin: Person
) -> None:
    """It went out at once, though another admin had put it off until tomorrow."""
    number = await late(house)
    question = await admin.sees("What shall become of it?")
    at = int(house.clock.time()) + 24 * HOUR
    await house.assembly.doors.plans.move(number, at, by=editor(ADMIN))
    pressed = await admin.press("Start now", question["message_id"])
    assert "Too late" in pressed.text
    await admin.sees("🕰 Planned: ")
    rows = f"SELECT state, due_at FROM plans WHERE broadcast_id = {number}"
    assert await house.rows(rows) == [("waiting", at)]


async def test_a_late_one_is_dropped_after_a_question(house: House, admin: Person) -> None:
    number = await late(house)
    question = await admin.sees("What shall become of it?")
    await admin.press("Drop it", question["message_id"])
    await admin.sees("it cannot be brought back")
    await admin.press("Yes, drop it")
    await admin.sees("Planned, the next one first")
    assert await house.rows(f"SELECT count(*) FROM broadcasts WHERE id = {number}") == [(0,)]


async def test_nobody_to_send_to_is_said_and_the_question_stays(
    house: House, admin: Person
) -> None:
    await late(house, subscribers=0)
    question = await admin.sees("What shall become of it?")
    pressed = await admin.press("Start now", question["message_id"])
    assert "nobody matches" in pressed.text
    assert await house.rows("SELECT state FROM plans ORDER BY due_at LIMIT 1") == [("asked",)]


async def test_a_planner_who_lost_the_role_is_said(house: House, admin: Person) -> None:
    await house.subscribe(1)
    content = Content(message=(Call(method="sendMessage", params={"text": "Theirs"}),))
    number = await house.assembly.doors.drafts.add(content, by=editor(77))
    at = int(house.clock.time()) + 20
    await house.assembly.doors.plans.plan(number, at, by=editor(77))
    await admin.sees("is not an admin any more")


@pytest.mark.parametrize("button", ["Undo", "Open"])
async def test_what_is_gone_is_said(house: House, admin: Person, button: str) -> None:
    number = await planned(house)
    await house.board.show(number, ADMIN)
    message = await admin.sees("Planned: \u2068Later\u2069")
    data = f"plan:{'undo' if button == 'Undo' else 'open'}:{number}"
    await house.assembly.doors.plans.drop(number, by=editor(ADMIN))
    pressed = await admin.press(data=data, message_id=message["message_id"])
    assert pressed.text
