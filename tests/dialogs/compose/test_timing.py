"""When a draft goes out: the windows in which a time is chosen, and the launch that is planned."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from botapi_sandbox.control import Message
from tests.dialogs.conftest import ADMIN, House, Person, words_of

BERLIN = ZoneInfo("Europe/Berlin")


def labels(message: Message) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def open_time(admin: Person) -> Message:
    await admin.compose()
    await admin.press("🕰 Time")
    return await admin.sees("When shall it go out?")


async def due_at(house: House) -> datetime:
    [(moment,)] = await house.rows("SELECT due_at FROM plans")
    return datetime.fromtimestamp(moment, tz=BERLIN)


async def test_tomorrow_at_nine_is_three_taps_away(house: House, admin: Person) -> None:
    await house.subscribe(3)
    await open_time(admin)
    await admin.press("Tomorrow 9:00")
    await admin.sees("👥 Everyone · ")
    draft = await admin.sees(", 09:00")
    assert "Everyone · now" not in words_of(draft)
    await admin.press("Plan it")
    question = words_of(await admin.sees("It goes out on"))
    assert "(Europe/Berlin), in " in question
    assert "Send it to 3 recipients" in question
    await admin.press("Yes, then")
    card = await admin.sees("Planned by")
    assert "(Europe/Berlin), in " in words_of(card)
    assert await house.rows("SELECT stage FROM broadcasts") == [("scheduled",)]
    assert (await due_at(house)).strftime("%H:%M:%S") == "09:00:00"
    assert await house.rows("SELECT count(*) FROM runs") == [(0,)]
    await admin.press("Back")
    await admin.sees("Planned, the next one first")
    await admin.press("Back")
    assert "🗓 Planned (1)" in labels(await admin.sees("Your menu"))


async def test_a_time_is_written_and_said_again_before_it_counts(
    house: House, admin: Person
) -> None:
    await house.subscribe(2)
    await open_time(admin)
    await admin.press("Other")
    await admin.sees("Write when")
    await admin.say("tomorrow 9")
    sure = await admin.sees("I understood")
    assert ", 09:00 (Europe/Berlin), in " in words_of(sure)
    await admin.press(labels(sure)[0])
    await admin.sees(", 09:00")
    previews = [one for one in await admin.answers() if one == "Good news"]
    assert len(previews) == 1  # raised again above the window


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("31 nov", "there is no such day"),
        ("25:61", "there is no such time"),
        ("5 dec 19:00 utc", "Times here are those of Europe/Berlin"),
        ("1 jan 2099", "more than a year away"),
        ("soon", "I cannot read"),
    ],
)
async def test_what_is_no_time_is_said_with_the_reason(
    house: House, admin: Person, typed: str, words: str
) -> None:
    await open_time(admin)
    await admin.say(typed)
    assert f"\u2068{typed}\u2069" in words_of(await admin.sees(words))
    await admin.press("In an hour")
    await admin.sees("👥 Everyone · ")


async def test_of_a_time_that_has_passed_the_next_is_offered(house: House, admin: Person) -> None:
    await open_time(admin)
    await admin.say("yesterday 10:00")
    sure = await admin.sees("The nearest one to come")
    await admin.press("Another time")
    await admin.sees("Write when")
    assert labels(sure)[0].endswith(")")


async def test_the_calendar_begins_today_and_the_clock_takes_a_tap_each(
    house: House, admin: Person
) -> None:
    await open_time(admin)
    await admin.press("Other")
    await admin.sees("Write when")
    await admin.press("Calendar")
    days = labels(await admin.sees("Which day?"))
    today = datetime.fromtimestamp(house.clock.time(), tz=BERLIN).day
    assert f"[{today}]" in days
    assert "Mo" in days
    assert days.index("Mo") < days.index("Su")
    weeks = [days[at : at + 7] for at in range(days.index("Su") + 1, len(days), 7)]
    assert ["·"] * 7 not in weeks  # none that is over
    await admin.press(next(label for label in days if label.endswith("▶️")))  # the month after
    await admin.press("28")
    clock = await admin.sees("at what time?")
    assert "Hour" in labels(clock)
    await admin.press("18")
    await admin.press("55")
    sure = await admin.sees("I understood")
    assert ", 18:55" in words_of(sure)
    await admin.press(labels(sure)[0])
    await admin.sees("18:55")


@pytest.mark.parametrize("typed", ["18:55", "1855", "6:55 in the evening"])
async def test_a_time_alone_is_meant_for_the_day_that_was_tapped(
    house: House, admin: Person, typed: str
) -> None:
    """It was taken for today's."""
    await open_time(admin)
    await admin.press("Other")
    await admin.sees("Write when")
    await admin.press("Calendar")
    days = labels(await admin.sees("Which day?"))
    await admin.press(next(label for label in days if label.endswith("▶️")))
    await admin.press("28")
    await admin.sees("at what time?")
    await admin.say(typed)
    sure = words_of(await admin.sees("I understood"))
    assert " 28 " in sure
    assert ", 18:55" in sure


async def test_the_time_is_taken_away_again(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await open_time(admin)
    await admin.press("In an hour")
    await admin.sees("👥 Everyone · ")
    await admin.press("🕰 Time")
    await admin.sees("When shall it go out?")
    await admin.press("Not later: now")
    await admin.sees("👥 Everyone · now")
    await admin.send_now("Sent: 1")


async def test_a_time_that_passes_before_confirm_is_asked_about(
    house: House, admin: Person
) -> None:
    await house.subscribe(1)
    await open_time(admin)
    await admin.press("In an hour")
    await admin.sees("👥 Everyone · ")
    house.clock.turn(4_000)
    await admin.press("Plan it")
    question = await admin.sees("It was to go out on")
    assert "Yes, then" not in " ".join(labels(question))
    await admin.press("🕰 Time")
    await admin.sees("When shall it go out?")
    await admin.press("In an hour")
    await admin.sees("It goes out on")
    await admin.press("Yes, then")
    await admin.sees("Planned by")


async def test_edit_makes_it_a_draft_that_keeps_its_time(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await open_time(admin)
    await admin.press("In an hour")
    await admin.sees("👥 Everyone · ")
    await admin.press("Plan it")
    await admin.sees("It goes out on")
    await admin.press("Yes, then")
    await admin.sees("Planned by")
    planned = await due_at(house)
    await admin.press("Edit")
    draft = await admin.sees("This is what people will get")
    assert f"{planned:%H:%M}" in words_of(draft)
    assert await house.rows("SELECT stage FROM broadcasts") == [("draft",)]
    assert await house.rows("SELECT held_by, created_by FROM broadcasts") == [(None, ADMIN)]


async def test_a_draft_that_is_left_keeps_its_time(house: House, admin: Person) -> None:
    """Else whoever comes back to it would send at once what was meant for tomorrow."""
    await house.subscribe(1)
    await open_time(admin)
    await admin.press("Tomorrow 9:00")
    await admin.sees(", 09:00")
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Continue the draft")
    draft = await admin.sees("This is what people will get")
    assert ", 09:00" in words_of(draft)
    assert "🚀 Send now" not in labels(draft)
    await admin.press("Plan it")
    await admin.sees("It goes out on")


async def test_whoever_takes_it_over_finds_its_time(
    house: House, admin: Person, second_admin: Person
) -> None:
    await house.subscribe(2)
    await open_time(admin)
    await admin.press("Tomorrow 9:00")
    await admin.sees(", 09:00")
    await second_admin.say("/admin")
    await second_admin.sees("Your menu")
    await second_admin.press("All drafts (1)")
    await second_admin.sees("Drafts of all admins")
    await second_admin.press("Good news")
    await second_admin.press("Take over")
    assert ", 09:00" in words_of(await second_admin.sees("This is what people will get"))
