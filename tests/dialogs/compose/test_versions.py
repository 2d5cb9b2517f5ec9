"""Versions of a draft that are tried against each other: made, shown, edited, removed, told of."""

import re

from tests.dialogs.compose.test_compose import preview_of
from tests.dialogs.compose.test_languages import add_version as add_language
from tests.dialogs.compose.test_languages import people
from tests.dialogs.compose.test_testers import labels
from tests.dialogs.conftest import House, Person, eventually

COUNTED = re.compile("• (?:A|B|wait for the better one): ([0-9]+)")


async def add_version(admin: Person, letter: str, text: str) -> None:
    await admin.press("Versions")
    await admin.press(f"Version {letter}")
    await admin.sees(f"Send me the message for version {letter}")
    await admin.say(text)
    await admin.sees(f"This is version {letter}")


async def shows(admin: Person, text: str) -> None:
    """Right above the window."""

    async def is_shown() -> bool:
        return bool((await admin.chat())[-2].get("text") == text)

    await eventually(is_shown)


async def test_two_versions_are_shown_edited_and_told_of(house: House, admin: Person) -> None:
    await house.subscribe(200)
    await admin.compose("Good news")
    assert "A/B" not in (await admin.chat())[-1]["text"]
    await admin.press("Versions")
    assert "goes to them" in (await admin.sees("Try two to four versions"))["text"]
    await admin.press("Version B")
    await admin.sees("Send me the message for version B")
    await admin.say("Great news")
    window = (await admin.sees("This is version B"))["text"]
    assert window.startswith("👥 Everyone · now · A/B · 2 × 10%")
    assert (await preview_of(admin))["text"] == "Great news"
    await admin.press("Buttons")
    await admin.sees("one per line")
    await admin.say("Yes - answer: Thanks!")
    await shows(admin, "Great news")
    await admin.press("Versions")
    window = (await admin.sees("Each of the 2 versions goes to 10%"))["text"]
    assert "The other 80% wait" in window
    assert "It is decided 4 h after" in window
    assert "I do not choose but ask you" in window
    assert "fewer people leave or block" in window  # A cannot be answered
    await admin.press("A · ")
    await shows(admin, "Good news")
    await admin.press("Back")
    await admin.press("Send now")
    confirm = (await admin.sees("Send it to"))["text"]
    counts = [int(words) for words in COUNTED.findall(confirm)]
    assert sum(counts) == 200
    assert counts[2] > counts[0] + counts[1] > 10
    assert "Version A has no answer buttons" in confirm


async def test_a_version_begins_as_a_copy_of_the_first_with_its_languages(
    house: House, admin: Person
) -> None:
    await people(house, "de", "de", "en")
    await admin.compose("Good news")
    number = await add_language(admin, "German · 2", "Gute Nachrichten")
    await admin.press("Versions")
    await admin.press("Version B")
    await admin.press("Copy of A")
    await admin.sees("This is version B")
    await shows(admin, "Good news")
    await admin.press("Languages")
    await admin.press("German")
    await shows(admin, "Gute Nachrichten")
    await admin.press("Back")
    await house.control.edit(admin.id, number, "Beste Nachrichten")  # of A
    await admin.sees("You edited your message")
    assert "This is version B" not in (await admin.chat())[-1]["text"]
    await shows(admin, "Beste Nachrichten")
    await admin.press("Versions")
    await admin.press("B · ")
    await shows(admin, "Good news")
    await admin.press("Back")
    await admin.press("Languages")
    await admin.press("German")
    await shows(admin, "Gute Nachrichten")


async def test_a_version_without_its_language_is_pointed_out(house: House, admin: Person) -> None:
    await people(house, "de", "de", "en")
    await admin.compose("Good news")
    await add_language(admin, "German · 2", "Gute Nachrichten")
    await add_version(admin, "B", "Great news")
    await admin.press("Send now")
    confirm = (await admin.sees("Send it to"))["text"]
    assert "⚠️ Version B has nothing in German" in confirm
    assert "Version A has nothing" not in confirm
    assert "the difference will most likely be chance" in confirm


async def test_a_version_that_is_removed_is_gone_and_the_later_ones_move_up(
    house: House, admin: Person
) -> None:
    await admin.compose("Good news")
    await add_version(admin, "B", "Great news")
    await add_version(admin, "C", "Best news")
    await add_version(admin, "D", "Top news")
    await admin.press("Versions")
    window = await admin.sees("Each of the 4 versions")
    assert "Version E" not in str(window["reply_markup"])
    await admin.press("A · ")
    await shows(admin, "Good news")
    await admin.press("Remove A")
    await shows(admin, "Great news")
    window = await admin.sees("Each of the 3 versions")
    assert labels(window)[:4] == [
        "👁 A · \u2068Great news\u2069",
        "B · \u2068Best news\u2069",
        "C · \u2068Top news\u2069",
        "➕ Version D",
    ]


async def test_share_and_time_are_tapped_or_typed(house: House, admin: Person) -> None:
    await admin.compose("Good news")
    await add_version(admin, "B", "Great news")
    await admin.press("Versions")
    await admin.press("10% each")
    await admin.press("25%")
    await admin.sees("goes to 25%")
    await admin.press("25% each")
    await admin.say("51")
    await admin.sees("whole number from 1 to 50")
    await admin.say("a lot")
    await admin.sees("whole number from 1 to 50")
    await admin.say("15 %")
    await admin.sees("The other 70% wait")
    await admin.press("After 4 h")
    await admin.press("24 h")
    await admin.sees("It is decided 24 h after")
    await admin.press("After 24 h")
    await admin.say("9 min")
    await admin.sees("from 10 minutes to 14 days")
    await admin.say("90 min")
    await admin.sees("It is decided 1 h 30 min after")
    await admin.press("After 1 h 30 min")
    await admin.press("By hand")
    await admin.sees("You decide, by a tap")
    await admin.press("15% each")
    await admin.press("50%")
    window = await admin.sees("Nobody waits")
    assert "By hand" not in str(window["reply_markup"])
