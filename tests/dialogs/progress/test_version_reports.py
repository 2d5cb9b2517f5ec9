"""Versions side by side: in the report, on the card and in the news; who waits, and who decides."""

import re

from botapi.call import Call
from botapi_sandbox.control import Message
from broadcast.model.content import Content
from broadcast.model.events import VersionAsked, VersionSent
from broadcast.model.versions.plan import VersionTest
from tests.actors import editor
from tests.dialogs.compose.test_testers import labels
from tests.dialogs.conftest import ADMIN, FIRST, House, Person, eventually

PEOPLE = 40
HOUR = 3_600  # seconds
UNTIL = re.compile("until ([^.]+)")


def content(seconds: int | None = None) -> Content:
    first, other = ((Call(method="sendMessage", params={"text": one}),) for one in ("A!", "B!"))
    tried = Content(message=first, test=VersionTest(share=20, seconds=seconds))
    return tried.with_version(other)


async def tried(house: House, seconds: int | None = None) -> int:
    await house.subscribe(PEOPLE)
    doors = house.assembly.doors
    number = await doors.drafts.add(content(seconds), by=editor(ADMIN))
    await doors.launches.launch(number, by=editor(ADMIN))
    await house.until("SELECT state FROM runs", ("finished",))
    return number


async def waiting(house: House, number: int) -> int:
    found = await house.assembly.doors.versions.standing(number)
    assert found is not None
    return found.waiting


async def status(admin: Person, words: str) -> Message:
    await admin.say("/status")
    return await admin.sees(words)


async def test_the_report_shows_them_side_by_side_and_sends_one_to_the_rest(
    house: House, admin: Person
) -> None:
    number = await tried(house)
    wait = await waiting(house, number)
    shown = await status(admin, "The versions side by side")
    assert f"🔀 Held back for the better version: {wait}\n" in shown["text"]
    assert "Skipped" not in shown["text"]
    assert "• A: " in shown["text"]
    assert "The difference is within chance" in shown["text"]
    assert f"{wait} people wait until you decide" in shown["text"]
    assert labels(shown) == [
        f"📨 Send A ({wait})",
        f"📨 Send B ({wait})",
        "⏳ Wait 4 h longer",
        "✖️ Send the others nothing",
    ]
    await admin.press("Send B", shown["message_id"])
    await admin.sees(f"Send version B to the {wait} people who wait?")
    await admin.press("No", shown["message_id"])

    async def is_as_before() -> bool:
        return labels((await admin.chat())[-1]) == labels(shown)

    await eventually(is_as_before)
    await admin.press("Send B", shown["message_id"])
    await admin.sees(f"Send version B to the {wait} people who wait?")
    pressed = await admin.press("Yes, send B", shown["message_id"])
    assert "Sending it to them as #2" in pressed.text
    child = await admin.sees("This is the version of #1 that was chosen")
    assert f"of {wait}" in child["text"]
    report = await admin.sees("An admin sent B to the others, as #2")
    assert report["message_id"] == shown["message_id"]
    assert labels(report) == []
    await house.until("SELECT state FROM runs", ("finished",), ("finished",))
    first, other = [
        {chat_id for chat_id, _ in await house.control.delivered(text) if chat_id >= FIRST}
        for text in ("A!", "B!")
    ]
    assert first | other == set(range(FIRST, FIRST + PEOPLE))
    assert not first & other


async def test_a_late_tap_says_that_it_is_decided(
    house: House, admin: Person, second_admin: Person
) -> None:
    number = await tried(house)
    house.assembly.events.say(VersionAsked(broadcast_id=number))
    news = await admin.sees("too close to call")
    other = await second_admin.sees("too close to call")
    await admin.press("nothing", news["message_id"])
    await admin.sees("would get nothing. Are you sure?")
    assert "nothing" in (await admin.press("Yes, send them nothing", news["message_id"])).text
    await admin.sees("others get none of them")
    pressed = await second_admin.press("Send A", other["message_id"])
    assert "already decided" in pressed.text
    assert await house.rows("SELECT count(*) FROM broadcasts") == [(1,)]


async def test_it_waits_longer_and_says_until_when(house: House, admin: Person) -> None:
    await tried(house, HOUR)
    shown = await status(admin, "wait for the better one until")
    before = UNTIL.findall(shown["text"])
    assert "They wait longer" in (await admin.press("4 h longer", shown["message_id"])).text

    async def is_later() -> bool:
        return UNTIL.findall((await admin.chat())[-1]["text"]) != before

    await eventually(is_later)
    assert await house.rows("SELECT seconds > 5 * 3600 - 60 FROM version_tests") == [(1,)]


async def test_cancel_says_what_waits(house: House, admin: Person) -> None:
    await tried(house)
    await admin.say("/cancel")
    await admin.sees("These wait for their version")
    shown = await admin.sees("people wait until you decide")
    assert "✖️ Send the others nothing" in labels(shown)


async def test_the_card_has_them_and_links_the_child(house: House, admin: Person) -> None:
    number = await tried(house)
    wait = await waiting(house, number)
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Broadcasts")
    await admin.press("#1")
    assert "• B: " in (await admin.sees("The versions side by side"))["text"]
    await admin.press("Versions")
    await admin.press("4 h longer")
    await admin.sees("wait for the better one until")
    await admin.press("Send A")
    await admin.sees(f"Send version A to the {wait} people who wait?")
    await admin.press("No")
    await admin.press("Send A")
    await admin.sees(f"Send version A to the {wait} people who wait?")
    await admin.press("Yes, send A")
    card = await admin.sees("An admin sent A to the others, as #2")
    assert "🔁 #2" in labels(card)
    await admin.press("#2", card["message_id"])

    async def links_back() -> bool:
        return any("🔁 #1" in labels(one) for one in await admin.chat())

    await eventually(links_back)
    await admin.press("Back", card["message_id"])
    listed = await admin.sees("Broadcasts, newest first")
    assert any("better version" in one for one in labels(listed))


async def test_the_news_ask_or_tell(house: House, admin: Person) -> None:
    number = await tried(house)
    events = house.assembly.events
    events.say(VersionAsked(broadcast_id=number))
    news = await admin.sees("too close to call")
    assert "Send B" in str(labels(news))
    await admin.press("Send B", news["message_id"])
    await admin.sees("Send version B to")
    await admin.press("Yes, send B", news["message_id"])
    await admin.sees("An admin sent B to the others, as #2")
    events.say(VersionSent(broadcast_id=number, child_id=2, version=1))
    told = await admin.sees("version B did better, by more than chance")
    assert "#2" in told["text"]
