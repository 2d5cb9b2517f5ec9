"""Quiet hours: owners decide on them, drafts can do otherwise."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from broadcast.model.content import Content
from broadcast.model.hours.quiet_hours import QuietHours
from db.subscribers.store import Subscribers
from handlers.language.zones import offset_of
from tests.actors import owner
from tests.dialogs.conftest import FIRST, STRANGER, House, Person, eventually, words_of

NIGHT = QuietHours.read("22-8")


def quiet_now(house: House) -> QuietHours:
    """It has been for an hour at least, and goes on for two."""
    hour = datetime.fromtimestamp(house.clock.time(), ZoneInfo("Europe/Berlin")).hour
    return QuietHours.read(f"{(hour - 1) % 24}-{(hour + 3) % 24}")


async def open_hours(admin: Person) -> None:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Settings")
    await admin.sees("holds for all broadcasts")
    await admin.press("Quiet hours")
    await admin.sees("stands still, and goes on by itself")


async def has_button(admin: Person, label: str) -> None:
    async def is_there() -> bool:
        return label in str((await admin.chat())[-1].get("reply_markup"))

    await eventually(is_there)


async def test_they_are_typed_turned_and_taken_away(house: House, admin: Person) -> None:
    hours = house.assembly.doors.quiet_times
    await open_hours(admin)
    assert "Now they are" not in (await admin.answers())[-1]
    await admin.say("22:30-7:45")
    await admin.sees("Now they are 22:30-7:45 (Europe/Berlin)")
    assert await hours.get() == QuietHours.read("22:30-7:45")
    await admin.press("By people")
    await has_button(admin, "✅ By people")
    assert await hours.get() == QuietHours.read("22:30-7:45", by_person=True)
    await admin.say("23-7")
    await admin.sees("Now they are 23-7")
    assert await hours.get() == QuietHours.read("23-7", by_person=True)
    await admin.press("No quiet hours")

    async def is_gone() -> bool:
        return await hours.get() is None

    await eventually(is_gone)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("25-99", "are no hours of the day"),
        ("22:61-8", "are no hours of the day"),
        ("at night", "are no hours of the day"),
        ("0-24", "leaves no hour of the day"),
        ("8-8", "leaves no hour of the day"),
        ("8:00-7:30", "leaves no hour of the day"),
    ],
)
async def test_what_are_no_quiet_hours_changes_nothing(
    house: House, admin: Person, typed: str, words: str
) -> None:
    await house.assembly.doors.quiet_times.decide(NIGHT, by=owner())
    await open_hours(admin)
    await admin.say(typed)
    await admin.sees(words)
    assert await house.assembly.doors.quiet_times.get() == NIGHT


async def test_whose_zone_is_known_is_a_number_with_names(house: House, admin: Person) -> None:
    await Subscribers(house.database).subscribe(STRANGER, now=1, first_name="Sam")
    await house.assembly.doors.zones.note(STRANGER, "Asia/Tokyo")
    hours = QuietHours.read("22-8", by_person=True)
    await house.assembly.doors.quiet_times.decide(hours, by=owner())
    await open_hours(admin)
    await admin.press("Time zone known: 1 person")
    await admin.sees("Sam")


async def test_what_runs_already_keeps_the_bots_clock_and_the_window_says_so(
    house: House, admin: Person
) -> None:
    """It is one part: whose clock is whose was not written down when it began."""
    await house.subscribe(3)
    hours = house.assembly.doors.quiet_times
    await hours.decide(quiet_now(house), by=owner())
    await house.launched("Before")
    await open_hours(admin)
    assert "under way" not in (await admin.answers())[-1]
    await admin.press("By people")
    await admin.sees("1 broadcast is under way since before that")
    await house.assembly.doors.zones.note(FIRST, "Asia/Tokyo")
    await house.launched("After")  # divided
    assert await hours.by_the_bots_clock() == 1


async def test_a_draft_does_otherwise(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await admin.compose()
    await admin.press("Options")
    await admin.sees("How should it be sent?")
    await admin.press("Hours, end, deletion")
    await admin.sees("When may it be sent")
    assert "In quiet hours" not in str((await admin.chat())[-1].get("reply_markup"))
    await admin.press("Back")
    await admin.sees("How should it be sent")
    await admin.press("Back")
    await admin.sees("This is what people will get")
    await house.assembly.doors.quiet_times.decide(NIGHT, by=owner())
    await admin.press("Options")
    await admin.press("Hours, end, deletion")
    await has_button(admin, "In quiet hours: waits")
    await admin.press("In quiet hours: waits")
    await has_button(admin, "In quiet hours: without a sound")
    await admin.press("Back")
    await admin.sees("How should it be sent")
    await admin.press("Back")
    await admin.press("Send now")
    assert "without a sound in quiet hours" in words_of(await admin.sees("Send it to"))


async def test_a_broadcast_stands_still_says_so_and_goes_on(house: House, admin: Person) -> None:
    await house.subscribe(3)
    await house.assembly.doors.quiet_times.decide(quiet_now(house), by=owner())
    await admin.compose("Good news")
    await admin.press("Send now")
    asked = words_of(await admin.sees("Send it to"))
    assert "Quiet hours are in between: done" in asked
    assert "It begins " in asked
    await admin.press("Confirm")
    await admin.sees("Stands still until")
    assert "; 3 wait. It goes on by itself." in (await admin.answers())[-1]
    await admin.say("/status")
    await admin.sees("Stands still until")
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.sees("newest first")
    await admin.press("Good news")
    card = await admin.sees("Launched")
    assert "Stands still until" in words_of(card)
    assert "⏳ 3" in str(card.get("reply_markup"))  # who they are is a tap away
    await house.assembly.doors.quiet_times.decide(None, by=owner())
    await admin.sees("Sent: 3")


async def test_by_people_s_own_clocks_only_they_wait(house: House, admin: Person) -> None:
    """Whose zone is not known goes by the bot's clock."""
    await house.subscribe(2)
    now = house.clock.time()
    night = next(
        zone
        for zone in ("Asia/Tokyo", "America/New_York", "Asia/Kolkata", "Pacific/Auckland")
        if abs(offset_of(zone, now) - offset_of("Europe/Berlin", now)) >= 4 * 3_600
    )
    hour = datetime.fromtimestamp(now, ZoneInfo(night)).hour
    hours = QuietHours.read(f"{(hour - 1) % 24}-{(hour + 3) % 24}", by_person=True)
    await house.assembly.doors.quiet_times.decide(hours, by=owner())
    await house.assembly.doors.zones.note(FIRST, night)
    await admin.compose()
    await admin.press("Send now")
    asked = words_of(await admin.sees("Send it to"))
    assert "Quiet hours are in between: done" in asked
    assert "It begins " not in asked


async def test_until_when_it_may_be_sent(house: House, admin: Person) -> None:
    await house.subscribe(1)
    await admin.compose()
    await admin.press("Options")
    await admin.press("Hours, end, deletion")
    await admin.press("Not after …")
    await admin.sees("Until when may it be sent?")
    await admin.press("In an hour")
    await has_button(admin, "⌛️ Not after ")

    async def is_kept() -> bool:
        rows = await house.rows("SELECT content FROM broadcasts")
        return Content.load(rows[0][0]).options.expires_at is not None

    await eventually(is_kept)
    await house.assembly.doors.quiet_times.decide(quiet_now(house), by=owner())
    await admin.press("Back")
    await admin.sees("How should it be sent")
    await admin.press("Back")
    await admin.press("Send now")
    asked = words_of(await admin.sees("Send it to"))
    assert "before it can go to anybody: nobody would get it" in asked
    assert "not after " in asked
    await admin.press("Confirm")
    await admin.sees("Stands still until its end at")
    assert "1 of them will not get it, and count as skipped" in (await admin.answers())[-1]
