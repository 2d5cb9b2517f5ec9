"""The test group: by a link, beside the author, and who of it did not get the test."""

import re

from botapi_sandbox.control import Message
from tests.dialogs.conftest import STRANGER, House, Person, words_of

LINK = re.compile(r"https://t\.me/\w+\?start=(\S+)")
GROUP = -1_001_000_000_500


def labels(window: Message) -> list[str]:
    rows = window.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def link_of(admin: Person) -> str:
    await admin.say("/admin")
    await admin.sees("Your menu")
    await admin.press("Team")
    await admin.sees("Your team")
    await admin.press("Test group")
    await admin.sees("Nobody is in it yet")
    await admin.press("Make a link")
    found = LINK.search(words_of(await admin.sees("opens this link first joins the test group")))
    await admin.sees("1 link is open")
    assert found is not None
    return found[1]


async def join(admin: Person, tester: Person) -> None:
    await tester.say(f"/start {await link_of(admin)}")
    await tester.sees("You are in the test group now")
    await admin.sees("has opened your link and is in the test group")


async def test_a_tester_gets_the_test_and_is_not_subscribed(
    house: House, admin: Person, stranger: Person
) -> None:
    await join(admin, stranger)
    assert await house.rows("SELECT count(*) FROM subscribers WHERE chat_id = 13") == [(0,)]
    await admin.compose("A first look")
    await admin.press("Send test")
    await admin.sees("Who gets the test?")
    await admin.press("Me and the group (1)")
    await stranger.sees("A first look")
    window = await admin.sees("Of the test group, 1 of 1 got it")
    assert any("Send now" in one for one in labels(window))


async def test_a_tester_who_blocked_the_bot_is_named(
    house: House, admin: Person, stranger: Person
) -> None:
    await join(admin, stranger)
    await house.control.block(STRANGER)
    await admin.compose("A first look")
    await admin.press("Send test")
    await admin.sees("Who gets the test?")
    await admin.press("Me and the group")
    window = await admin.sees("0 of 1 got it")
    assert "\u2068Sam\u2069 did not get it: they have blocked the bot" in words_of(window)


async def test_alone_nobody_is_asked(admin: Person) -> None:
    await admin.compose()
    await admin.press("Send test")
    await admin.sees("The test is above: only you got it")


async def test_a_tester_leaves_by_a_tap_and_is_removed_by_one(
    house: House, admin: Person, stranger: Person
) -> None:
    await join(admin, stranger)
    await stranger.press("Leave the test group")
    await stranger.sees("You are no longer in the test group")
    await house.until("SELECT count(*) FROM testers", (0,))


async def test_the_window_lists_and_removes(house: House, admin: Person, stranger: Person) -> None:
    await join(admin, stranger)
    await admin.press("Refresh")
    await admin.sees(f"🧪 \u2068Sam\u2069 ({STRANGER})")
    await admin.press("Remove: \u2068Sam\u2069")
    await admin.sees("Nobody is in it yet")
    await house.until("SELECT count(*) FROM testers", (0,))


async def test_a_made_up_or_shown_link_opens_nothing(
    house: House, admin: Person, stranger: Person
) -> None:
    code = await link_of(admin)
    await house.control.add_chat(GROUP, "supergroup", "Club", members=[STRANGER])
    await house.control.say(STRANGER, f"/start {code}", chat_id=GROUP)
    await house.control.wait_for(GROUP, "it no longer works", timeout=10)
    await stranger.say(f"/start {code}")
    await stranger.sees("This link does not work any more")
    assert await house.rows("SELECT count(*) FROM testers") == [(0,)]
