"""The report and the card offer to send again, or to leave it; what a tap there does, and when."""

import pytest

from botapi_sandbox.control import Control, Message
from db.connection.database import Database
from db.subscribers.store import Subscribers
from tests.dialogs.conftest import ADMIN, SECOND_ADMIN, House, Person, eventually, living

CHANNELS = (-1001, -1002)
WORDS = "Good news"
ANSWERS = "SELECT failed_answer, uncertain_answer FROM runs ORDER BY id LIMIT 1"


async def questioned(house: House, *, uncertain: int = 3) -> None:
    """Forty people, so many of them uncertain, and two channels that the bot may not write to."""
    await house.subscribe(40)
    for chat_id in CHANNELS:
        await house.control.add_chat(chat_id, "channel", "Channel", bot_status="member")
        await Subscribers(house.database).subscribe(chat_id, kind="channel", now=1)
    if uncertain:
        await house.control.faults(lost_before={"next": uncertain, "skip": 30})


async def report(house: House, admin: Person, *, uncertain: int = 3) -> Message:
    await questioned(house, uncertain=uncertain)
    await admin.launch(WORDS)
    return await admin.sees("Send it to them again?")


def labels(message: Message) -> list[str]:
    rows = message.get("reply_markup", {"inline_keyboard": []})["inline_keyboard"]
    return [one["text"] for row in rows for one in row]


async def reached(house: House) -> dict[int, int]:
    people = set(range(1_000_001, 1_000_041)) | set(CHANNELS)
    got = dict(await house.control.delivered(WORDS))
    return {chat_id: times for chat_id, times in got.items() if chat_id in people}


async def test_the_report_says_why_and_offers(house: House, admin: Person) -> None:
    shown = await report(house, admin)
    assert "2 × the bot may not write there" in shown["text"]
    assert "need administrator rights" not in shown["text"]
    assert "3 × the connection broke before the answer came" in shown["text"]
    assert "3 recipients are uncertain" in shown["text"]
    assert labels(shown) == [
        "🔁 Send again: failed (2)",
        "🔁 Send again: uncertain (3)",
        "🔁 Send again: both (5)",
        "✔️ Leave it as it is",
    ]


async def test_one_that_went_well_offers_nothing(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await admin.launch(WORDS)
    shown = await admin.sees("It took")
    assert labels(shown) == []
    assert "Send it to them" not in shown["text"]


async def test_the_failed_are_sent_to_at_once(house: House, admin: Person) -> None:
    shown = await report(house, admin)
    for chat_id in CHANNELS:
        await house.control.promote(chat_id)
    pressed = await admin.press("failed (2)", shown["message_id"])
    assert "Sending again as #2" in pressed.text
    await admin.sees("Failed: sent again as #2")
    again = await admin.sees("This is #1 again")
    assert again["message_id"] > shown["message_id"]
    await admin.sees("✅ Sent: 2 of 2")
    got = await reached(house)
    assert set(got.values()) == {1}
    assert set(CHANNELS) <= set(got)
    assert len(got) == 39  # all but the uncertain
    changed = await admin.sees("Failed: sent again as #2")
    assert changed["message_id"] == shown["message_id"]
    assert labels(changed) == ["🔁 Send again: uncertain (3)", "✔️ Leave it as it is"]


async def test_the_uncertain_only_after_a_question(house: House, admin: Person) -> None:
    shown = await report(house, admin)
    await admin.press("uncertain (3)", shown["message_id"])
    asked = await admin.sees("and would get it twice")
    assert asked["message_id"] == shown["message_id"]
    await admin.press("No", shown["message_id"])
    await house.until("SELECT count(*) FROM broadcasts", (1,))

    async def taken_back() -> bool:
        return "twice" not in (await admin.answers())[-1]

    await eventually(taken_back)
    await admin.press("both (5)", shown["message_id"])
    await admin.sees("and would get it twice")
    await admin.press("Yes, send again (5)", shown["message_id"])
    await admin.sees("Uncertain: sent again as #2")
    await house.until(ANSWERS, ("again", "again"))
    await admin.sees("✅ Sent: 3 of 5")
    assert len(await reached(house)) == 40


async def test_leave_takes_the_buttons_away(house: House, admin: Person) -> None:
    shown = await report(house, admin)
    assert "Left as they are" in (await admin.press("Leave", shown["message_id"])).text
    changed = await admin.sees("Uncertain: left as they are")
    assert "Failed: left as they are" in changed["text"]
    assert labels(changed) == []
    await house.until(ANSWERS, ("left", "left"))


async def test_a_double_tap_sends_once(house: House, admin: Person) -> None:
    shown = await report(house, admin)
    await admin.press("failed (2)", shown["message_id"])
    pressed = await admin.press(data="again:send:failed:1", message_id=shown["message_id"])
    assert "already decided" in pressed.text
    assert await house.rows("SELECT count(*) FROM broadcasts") == [(2,)]


async def test_two_admins_decide(house: House, admin: Person, second_admin: Person) -> None:
    shown = await report(house, admin)
    await second_admin.say("/status")
    other = await second_admin.sees("Send it to them again?")
    await admin.press("failed (2)", shown["message_id"])
    # What one decides is in the other's report too, though he has touched nothing.
    changed = await second_admin.sees("Failed: sent again as #2")
    assert changed["message_id"] == other["message_id"]
    for data in ("again:send:both:1", "again:ask:both:1", "again:leave:both:1"):
        pressed = await second_admin.press(data=data, message_id=other["message_id"])
        assert "already decided" in pressed.text
    await second_admin.press("Leave", other["message_id"])
    await house.until(ANSWERS, ("again", "left"))
    await admin.sees("Uncertain: left as they are")


async def test_who_is_an_admin_no_more_decides_nothing(house: House, admin: Person) -> None:
    shown = await report(house, admin)
    house.access._owner_ids = frozenset({SECOND_ADMIN})
    for step in ("send", "ask", "leave"):
        await admin.press(data=f"again:{step}:both:1", message_id=shown["message_id"])
    assert await house.rows("SELECT count(*) FROM broadcasts") == [(1,)]
    await house.until(ANSWERS, (None, None))


@pytest.mark.parametrize(
    "data", ["again:send:all:1", "again:send:both:99999999999999999999", "again:"]
)
async def test_made_up_data_gets_an_answer(house: House, admin: Person, data: str) -> None:
    await admin.say("/admin")
    menu = await admin.sees("Your menu")
    assert (await admin.press(data=data, message_id=menu["message_id"])).answered


async def test_a_broadcast_that_never_was(house: House, admin: Person) -> None:
    await admin.say("/admin")
    menu = await admin.sees("Your menu")
    pressed = await admin.press(data="again:send:both:77", message_id=menu["message_id"])
    assert "no longer exists" in pressed.text


async def test_buttons_of_before_a_restart(
    sandbox_url: str, database: Database, control: Control
) -> None:
    await control.add_user(ADMIN, "Ada", started=True)
    async with living(sandbox_url, database, control) as house:
        shown = await report(house, house.person(ADMIN))
    async with living(sandbox_url, database, control) as house:
        admin = house.person(ADMIN)
        await admin.press("Leave", shown["message_id"])
        changed = await admin.sees("Uncertain: left as they are")
        assert changed["message_id"] == shown["message_id"]


async def test_status_after_the_end_puts_no_second_report(house: House, admin: Person) -> None:
    shown = await report(house, admin)
    await admin.say("/status")

    async def moved() -> bool:
        ids = [one["message_id"] for one in await admin.chat()]
        reports = [text for text in await admin.answers() if "It took" in text]
        return shown["message_id"] not in ids and len(reports) == 1

    await eventually(moved)
    await admin.press("Leave")
    await admin.sees("Uncertain: left as they are")


async def open_card(admin: Person) -> Message:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press(WORDS)
    return await admin.sees("Launched")


async def end(house: House) -> None:
    await questioned(house)
    await house.launched(WORDS)
    await house.until("SELECT state FROM runs", ("finished",))


async def test_the_card_offers_the_same(house: House, admin: Person) -> None:
    await end(house)
    card = await open_card(admin)
    assert "2 × the bot may not write there" in card["text"]
    assert labels(card)[-5:-1] == [
        "🔁 Send again: failed (2)",
        "🔁 Send again: uncertain (3)",
        "🔁 Send again: both (5)",
        "✔️ Leave it as it is",
    ]
    await admin.press("failed (2)", card["message_id"])
    await admin.sees("This is #1 again")
    card = await admin.sees("Failed: sent again as #2")
    await admin.press("uncertain (3)", card["message_id"])
    await admin.sees("and would get it twice")
    await admin.press("Yes, send again (3)", card["message_id"])
    card = await admin.sees("Uncertain: sent again as #3")
    assert [label for label in labels(card) if "#" in label] == ["🔁 #2", "🔁 #3"]
    await house.until("SELECT sent FROM runs WHERE broadcast_id = 3", (3,))


async def test_the_cards_lead_to_each_other(house: House, admin: Person) -> None:
    await end(house)
    card = await open_card(admin)
    await admin.press("failed (2)", card["message_id"])
    await admin.sees("Failed: sent again as #2")
    await house.until("SELECT state FROM runs WHERE broadcast_id = 2", ("finished",))
    await admin.press("#2", card["message_id"])

    async def at_the_child() -> bool:
        texts = {one["message_id"]: one for one in await admin.chat()}
        return labels(texts[card["message_id"]]).count("🔁 #1") == 1

    await eventually(at_the_child)
    await admin.press("#1", card["message_id"])
    card = await admin.sees("Failed: sent again as #2")
    assert "🔁 #2" in labels(card)


async def test_the_card_can_leave_it(house: House, admin: Person) -> None:
    await end(house)
    card = await open_card(admin)
    await admin.press("Leave", card["message_id"])
    card = await admin.sees("Failed: left as they are")
    assert not any("Send again" in label for label in labels(card))
    await house.until(ANSWERS, ("left", "left"))


async def test_a_card_that_is_too_late_says_what_was_decided(house: House, admin: Person) -> None:
    await end(house)
    card = await open_card(admin)
    await admin.press("both (5)", card["message_id"])
    await admin.sees("and would get it twice")
    async with house.database.write() as connection:
        await connection.exec_driver_sql(
            "UPDATE runs SET failed_answer = 'left', uncertain_answer = 'left'"
        )
    await admin.press("Yes, send again", card["message_id"])
    await admin.sees("Uncertain: left as they are")
    assert await house.rows("SELECT count(*) FROM broadcasts") == [(1,)]


async def test_a_late_tap_on_the_card_asks_nothing(house: House, admin: Person) -> None:
    """It asked whether to send again, when that had been decided already."""
    await end(house)
    card = await open_card(admin)
    async with house.database.write() as connection:
        await connection.exec_driver_sql(
            "UPDATE runs SET failed_answer = 'left', uncertain_answer = 'left'"
        )
    await admin.press("both (5)", card["message_id"])
    await admin.sees("Uncertain: left as they are")
    assert not any("twice" in text for text in await admin.answers())


async def test_a_reason_of_many_lines_stays_on_one(house: House, admin: Person) -> None:
    """In the list of who failed its words stood as the server wrote them, and could turn ours."""
    await end(house)
    async with house.database.write() as connection:
        await connection.exec_driver_sql(
            "UPDATE deliveries SET reason = ? WHERE state = 6", ("odd\n\u202ewords",)
        )
    card = await open_card(admin)
    await admin.press("❔ 3", card["message_id"])
    listed = await admin.sees("Uncertain means")
    assert "\u2068odd words\u2069" in listed["text"]
    assert "\u202e" not in listed["text"]


async def cancelled(house: House, admin: Person) -> Message:
    await house.subscribe(600)
    await admin.launch(WORDS)
    await admin.cancel()
    return await admin.sees("are counted as skipped")


async def test_a_cancelled_one_is_sent_to_those_who_did_not_get_it(
    house: House, admin: Person
) -> None:
    shown = await cancelled(house, admin)
    [(rest,)] = await house.rows("SELECT cancelled FROM runs")
    assert rest > 0
    await admin.press(f"Send it to the rest ({rest})", shown["message_id"])
    asked = await admin.sees("did not get it because it was cancelled")
    assert asked["message_id"] == shown["message_id"]
    await admin.press("No", shown["message_id"])

    async def offered_again() -> bool:
        now = {one["message_id"]: one for one in await admin.chat()}[shown["message_id"]]
        return any("Send it to the rest" in label for label in labels(now))

    await eventually(offered_again)
    await admin.press("Send it to the rest", shown["message_id"])
    await admin.sees("did not get it because it was cancelled")
    pressed = await admin.press(f"Yes, send it ({rest})", shown["message_id"])
    assert "Sending it to them as #2" in pressed.text
    await admin.sees("for those who had not got it when it was cancelled")
    await admin.sees("Sent to those who did not get it, as #2")
    pressed = await admin.press(data="again:send:cancelled:1", message_id=shown["message_id"])
    assert "already decided" in pressed.text
    await house.until("SELECT sent FROM runs WHERE broadcast_id = 2", (rest,))
    assert await house.control.missed(WORDS, 1_000_001, 600) == []
    got = dict(await house.control.delivered(WORDS))
    assert {got[number] for number in range(1_000_001, 1_000_601)} == {1}


async def test_the_card_of_a_cancelled_one_offers_the_same(house: House, admin: Person) -> None:
    await cancelled(house, admin)
    card = await open_card(admin)
    assert any("Send it to the rest" in label for label in labels(card))
    assert not any("Leave" in label for label in labels(card))
    await admin.press("Send it to the rest", card["message_id"])
    await admin.sees("did not get it because it was cancelled")
    await admin.press("Yes, send it", card["message_id"])
    await admin.sees("Sent to those who did not get it, as #2")
    await admin.sees("for those who had not got it when it was cancelled")
    await admin.press("Back", card["message_id"])
    listed = await admin.sees("newest first")
    assert any("#2 · the rest · " in label for label in labels(listed))
