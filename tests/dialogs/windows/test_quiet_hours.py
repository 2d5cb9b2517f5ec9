"""Quiet hours: owners decide on them, drafts can do otherwise."""

import pytest

from broadcast.model.hours.quiet_hours import QuietHours
from db.subscribers.store import Subscribers
from tests.actors import owner
from tests.dialogs.conftest import STRANGER, House, Person, eventually, words_of

NIGHT = QuietHours.read("22-8")


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


async def test_a_draft_does_otherwise(house: House, admin: Person) -> None:
    await house.subscribe(2)
    await admin.compose()
    await admin.press("Options")
    await admin.sees("How should it be sent?")
    assert "In quiet hours" not in str((await admin.chat())[-1].get("reply_markup"))
    await admin.press("Back")
    await admin.sees("This is what people will get")
    await house.assembly.doors.quiet_times.decide(NIGHT, by=owner())
    await admin.press("Options")
    await has_button(admin, "In quiet hours: waits")
    await admin.press("In quiet hours: waits")
    await has_button(admin, "In quiet hours: without a sound")
    await admin.press("Back")
    await admin.press("Send now")
    assert "without a sound in quiet hours" in words_of(await admin.sees("Send it to"))
