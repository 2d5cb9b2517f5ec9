"""A draft that will delete itself: chosen among the options, and said where they are."""

from tests.dialogs.conftest import House, Person
from tests.dialogs.windows.test_drafts import labels


def stored(hours: int) -> str:
    return f"SELECT count(*) FROM broadcasts WHERE content LIKE '%\"delete_after\":{hours}%'"


async def test_after_how_many_hours_it_deletes_itself(house: House, admin: Person) -> None:
    await admin.compose("For a day")
    await admin.press("Options")
    await admin.sees("How should it be sent?")
    await admin.press("Hours, end, deletion")
    await admin.sees("When may it be sent")
    await admin.press("Deletes itself: never")
    window = await admin.sees("When shall it delete itself?")
    assert labels(window)[:5] == ["1 h", "12 h", "24 h", "47 h", "⬅️ Back"]
    await admin.press("24 h")
    window = await admin.sees("When may it be sent")
    assert "🗑 Deletes itself after 24 h" in labels(window)
    await house.until(stored(24), (1,))
    await admin.press("Back")
    await admin.sees("How should it be sent")
    await admin.press("Back")
    await admin.sees("⚙️ deletes itself after 24 h")


async def test_it_may_stay_after_all(house: House, admin: Person) -> None:
    await admin.compose("For an hour")
    await admin.press("Options")
    await admin.sees("How should it be sent?")
    await admin.press("Hours, end, deletion")
    await admin.sees("When may it be sent")
    await admin.press("Deletes itself: never")
    await admin.sees("When shall it delete itself?")
    await admin.press("1 h")
    await house.until(stored(1), (1,))
    await admin.press("Deletes itself after 1 h")
    await admin.sees("When shall it delete itself?")
    await admin.press("Never")
    await house.until(stored(0), (1,))


async def test_a_dice_stays_for_its_first_day(house: House, admin: Person) -> None:
    await admin.say("/broadcast")
    await admin.sees("Send me the message")
    await admin.send("dice")
    await admin.sees("This is what people will get")
    await admin.press("Options")
    await admin.sees("How should it be sent?")
    await admin.press("Hours, end, deletion")
    await admin.sees("When may it be sent")
    await admin.press("Deletes itself: never")
    await admin.sees("only once it is a day old")
