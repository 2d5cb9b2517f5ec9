"""Every window of the bot, opened by clicks in the demo, and its picture for docs/guide.md.

Which windows there are is asked of the dialogs themselves: a new one fails the test until somebody
walks through it here, and until the guide shows it.
"""

from collections.abc import AsyncIterator
from itertools import chain
from typing import cast

import pytest
import pytest_asyncio
from aiogram.fsm.state import State
from aiogram_dialog import Dialog
from playwright.async_api import expect

from bot.demo.story.cast import crowds
from botapi_sandbox.control import Control
from db.admins.dialog_states import DialogStates
from db.connection.database import Database
from handlers.admin.door.sessions import SqlStorage
from handlers.admin.router import build_admin_router
from handlers.admin.states import Audience, Browse, Compose, DraftWindows, Menu, TeamWindows
from runtime.clock import SystemClock
from tests.browser.guide import Guide
from tests.browser.herald.walks import mending, planning, programs, repeating, serial, trying
from tests.browser.herald.walks.every import WINDOWS as ELSEWHERE
from tests.browser.herald.walks.taps import tap
from tests.browser.owner import BODY, HEADLINE, LINK, OWNER, PATIENCE, subscribe
from tests.browser.processes import serving
from tests.browser.screen import Screen

PEOPLE = 400
RATE = 40  # messages/s: slow enough to be paused on the way
# Answers that get lost: more than the fifteen names of one page; and never three in a row nor six
# of fifty, for which the broadcast would stop by itself.
APART = 16
EDITOR = 1_002
READER = 1_004  # Élodie, whose app speaks a language that the bot does not
CLUB = -1_000_000_007_001
Texts = tuple[str, ...]


def windows() -> set[State]:
    """Those of all dialogs that the bot has."""
    nowhere = SqlStorage(DialogStates(cast("Database", None)), SystemClock())
    router = build_admin_router(nowhere)
    dialogs = (each for each in router.sub_routers if isinstance(each, Dialog))
    return {state for dialog in dialogs for state in dialog.windows}


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[str]:
    """The demo's page. There is a group too, which the owner runs."""
    choices = ("--people", str(PEOPLE), "--rate", str(RATE), "--port", "0", "--no-browser")
    async with serving("bot", "demo", "--undo", "0", *choices) as addresses:
        async with Control(addresses.page) as control:
            await control.add_chat(CLUB, "supergroup", "The book club", members=[OWNER])
            await control.promote(CLUB, "creator", OWNER)
        yield addresses.page


@pytest.mark.timeout(240)
async def test_every_window_is_in_the_guide(demo: str, screen: Screen) -> None:
    guide = Guide(screen)
    await subscribers_side(screen, guide)
    await composing(screen, guide)
    await options(screen, guide)
    await confirming(screen, guide)
    await mute_the_group(demo)
    async with Control(demo) as control:
        await control.faults(lost_after={"share": 1.0, "chats": unanswered()})
        await sending(screen, guide)
        await report(screen, guide)
        await control.faults(lost_after=None)
    await browsing(screen, guide)
    await team(screen, guide)
    apart = (mending, planning, programs, repeating, serial, trying)  # each with a demo of its own
    own = set().union(*(walk.WINDOWS for walk in apart))
    assert guide.seen == windows() - ELSEWHERE - own
    assert guide.left_out() == []


async def subscribers_side(screen: Screen, guide: Guide) -> None:
    """What everybody can do; then a group."""
    await subscribe(screen)
    await guide.window("start", "Welcome, ", "You are subscribed")
    await screen.open_chat(CLUB)
    await screen.write("/start")
    await guide.window("group", "The news will arrive here", above=1)
    await screen.open_chat(READER)
    await screen.write("/help")
    await guide.window(
        "help", "These are the commands I understand", "/privacy - what is stored", above=1
    )
    await screen.write("/language")
    choices: Texts = ("✓ English", "Русский")
    await guide.window("language", "Which language", buttons=choices, above=1)
    await tap(screen, "English")
    await expect(screen.message_with("From now on I speak English with you")).to_be_visible()
    await screen.write("/privacy")
    await guide.window("privacy", "This is stored about you", buttons=["Delete my data"], above=1)
    await tap(screen, "Delete my data")
    choices = ("Yes, delete everything", "No, keep it")
    await guide.window("privacy-sure", "Delete all that is stored", buttons=choices)
    await tap(screen, "No, keep it")
    await expect(screen.message_with("Nothing was deleted")).to_be_visible()
    await screen.write("/stop")
    await guide.window("stop", "You are unsubscribed", above=1)
    await screen.write("/start")
    await expect(screen.message_with("Welcome back")).to_be_visible()


async def composing(screen: Screen, guide: Guide) -> None:
    await screen.open_chat(OWNER)
    await screen.write("/help")
    await guide.window("admin-help", "And as an admin", "/resume - resume", above=1)
    await screen.write("/admin")
    entries = ("New broadcast", "Broadcasts", "Audience", "Team", "Refresh")
    await guide.window(
        "menu", "Your menu", "Nothing is being sent", of=Menu.main, buttons=entries, above=1
    )
    await tap(screen, "New broadcast")
    await guide.window("message", "Send me the message", of=Compose.message, buttons=["Never mind"])
    await screen.type(f"{HEADLINE}\n{BODY}")
    for keys in ("Control+Home", "Shift+End", "Control+b"):
        await screen.page.keyboard.press(keys)
    await screen.page.get_by_test_id("send").click()
    choices: Texts = ("Buttons", "Options", "Send test", "Send now", "Replace", "Discard")
    await guide.window(
        "draft", "This is what people will get", of=Compose.draft, buttons=choices, above=1
    )
    await tap(screen, "Buttons")
    await guide.window("buttons", "Send me the buttons", of=Compose.buttons, buttons=["Back"])
    await screen.write(LINK)
    await expect(screen.inline_button("Read it")).to_be_visible()
    await tap(screen, "Discard")
    choices = ("Yes, discard it", "No, keep it")
    await guide.window("discard", "Discard this draft?", of=Compose.discard, buttons=choices)
    await tap(screen, "No, keep it")
    await expect(screen.message_with("This is what people will get")).to_be_visible()
    await several_drafts(screen, guide)


async def several_drafts(screen: Screen, guide: Guide) -> None:
    await screen.write("/broadcast")
    choices: Texts = ("Continue the draft", "Begin a new one")
    await guide.window("begin", "You have an unfinished draft", of=Menu.begin, buttons=choices)
    await tap(screen, "Begin a new one")
    await expect(screen.message_with("Send me the message")).to_be_visible()
    await screen.write("Another one, for later")
    await expect(screen.message_with("This is what people will get")).to_be_visible()
    await screen.write("/admin")
    await tap(screen, "Continue a draft (2)", below="Your menu")
    choices = (HEADLINE, "Another one")
    title = "Drafts of all admins"
    await guide.window("drafts", title, of=DraftWindows.list, buttons=choices)
    await tap(screen, HEADLINE, below=title)
    choices = ("Open", "Duplicate", "Discard")
    await guide.window("draft-card", "Begun by", of=DraftWindows.card, buttons=choices)
    await tap(screen, "Open", below="Begun by")
    await expect(screen.message_with("This is what people will get")).to_be_visible()
    await expect(screen.inline_button("Read it")).to_be_visible()


async def options(screen: Screen, guide: Guide) -> None:
    """Each is switched on."""
    await tap(screen, "Options")
    await expect(screen.message_with("How should it be sent")).to_be_visible()
    for name in ("Silent", "Protected"):
        await switch_on(screen, name)
    await tap(screen, "How it looks")
    await switch_on(screen, "No link preview")
    choices: Texts = ("✅ No link preview", "✅ Unsubscribe button", "Back")
    await guide.window("options-look", "should it look", of=Compose.options_look, buttons=choices)
    await tap(screen, "Clicks, UTM")
    words = "What is to be known of its links"
    choices = ("⬜️ UTM marks", "Back")
    await guide.window("options-links", words, of=Compose.options_links, buttons=choices)
    await tap(screen, "Back")
    await tap(screen, "Back", below="should it look")
    await tap(screen, "Order and speed")
    await switch_on(screen, "Urgent")
    await tap(screen, "⬜️ Paid")
    caps = ("10", "100", "1000", "10000")
    await guide.window("stars", "How many Stars", of=Compose.stars, buttons=caps)
    await screen.write("50")
    await tap(screen, "go on for free")
    await expect(screen.inline_button("When spent: pause")).to_be_visible()
    choices = ("✅ Urgent", "✅ Paid", "At most 50 Stars", "When spent: pause", "Back")
    await guide.window("options-speed", "Before whom", of=Compose.options_speed, buttons=choices)
    await tap(screen, "Back")
    choices = ("✅ Silent", "✅ Protected", "How it looks", "Hours, end", "Order and speed")
    await guide.window("options", "How should it be sent", of=Compose.options, buttons=choices)
    await tap(screen, "Back")


async def switch_on(screen: Screen, name: str) -> None:
    await tap(screen, f"⬜️ {name}")
    await expect(screen.inline_button(f"✅ {name}")).to_be_visible()


async def confirming(screen: Screen, guide: Guide) -> None:
    """Once paid, to see what it says; but it is launched at the free rate."""
    stars = screen.page.get_by_test_id("stars")
    await stars.fill("500")
    await stars.press("Enter")
    await tap(screen, "Send test")
    await guide.window(
        "test", "The test is above", "silent, protected, no link preview, urgent, paid", above=1
    )
    await tap(screen, "Send now")
    lines = ("recipients?", "It will cost about", "Balance: 500 Stars")
    await guide.window("confirm-paid", *lines, buttons=["Confirm"])
    await tap(screen, "Back")
    await tap(screen, "Options")
    await tap(screen, "Order and speed")
    await tap(screen, "✅ Paid")
    await expect(screen.inline_button("⬜️ Paid")).to_be_visible()
    await tap(screen, "Back")
    await tap(screen, "Back", below="How should it be sent")
    await tap(screen, "Send now")
    choices = ("Confirm", "Back")
    await guide.window(
        "confirm", "recipients?", "It will take about", of=Compose.confirm, buttons=choices, above=1
    )


async def mute_the_group(demo: str) -> None:
    """So that somebody is there whom Telegram refuses to deliver to."""
    async with Control(demo) as control:
        await control.promote(CLUB, "restricted")


def unanswered() -> list[int]:
    """Those whose message arrives while its answer is lost."""
    ids = (range(each.first, each.first + each.count) for each in crowds(PEOPLE))
    return list(chain.from_iterable(ids))[::APART]


async def sending(screen: Screen, guide: Guide) -> None:
    await tap(screen, "Confirm")
    await guide.window("progress", "Sending: ", "▓", "Sent: ", buttons=["Pause", "Cancel"])
    await tap(screen, "Pause", below="Sending: ")
    lines = ("Paused: ", "Resume continues where it stopped")
    await guide.window("paused", *lines, buttons=["Resume", "Cancel"])
    await steering(screen, guide)


async def steering(screen: Screen, guide: Guide) -> None:
    """On the card: the question before it is cancelled, and on it goes."""
    await screen.write("/admin")
    await tap(screen, "Broadcasts", below="Your menu")
    await tap(screen, HEADLINE, below="newest first")
    await tap(screen, "Cancel", below="Launched ")
    choices = ("Yes, cancel it", "No, do not cancel")
    await guide.window("cancel", "will not get it", of=Browse.cancel, buttons=choices)
    await tap(screen, "No, do not cancel")
    await tap(screen, "Resume", below="Launched ")
    await screen.write("/status")
    await expect(screen.messages.last).to_contain_text("Sending: ")


async def report(screen: Screen, guide: Guide) -> None:
    """It asks whether to send it again to those about whom there is doubt."""
    await expect(screen.message_with("Finished: ")).to_be_visible(timeout=PATIENCE)
    lines = ("Finished: ", "Why they failed", "are uncertain: ", "Send it to them again?")
    choices = ("failed (1)", "uncertain", "both", "Leave it as it is")
    await guide.window("report", *lines, buttons=choices)
    await tap(screen, "uncertain", below="Finished: ")
    await guide.window(
        "report-sure", "would get it twice", "Send it again?", buttons=["Yes, send again", "No"]
    )
    await tap(screen, "No", below="Send it again?")
    await expect(screen.inline_button("Leave it as it is")).to_be_visible()


async def browsing(screen: Screen, guide: Guide) -> None:
    """Another admin may decide as well."""
    await screen.open_chat(EDITOR)
    await screen.write("/admin")
    await tap(screen, "Broadcasts")
    await guide.window("list", "newest first", of=Browse.list, buttons=[HEADLINE])
    await tap(screen, HEADLINE)
    card = ("Launched ", "Ended ", "Send it to them again?")
    choices: Texts = ("❔ ", "Leave it as it is")
    await guide.window("card", *card, of=Browse.card, buttons=choices)
    await tap(screen, "❔ ")
    lines: Texts = ("Uncertain means", "❔ ", "the connection broke")
    await guide.window("questions", *lines, of=Browse.questions, buttons=["Next", "Back"])
    await tap(screen, "Next")
    await expect(screen.inline_button("Previous")).to_be_visible()
    await tap(screen, "Back")
    await tap(screen, "Send again: uncertain")
    choices = ("Yes, send again", "No")
    await guide.window("again", "would get it twice", of=Browse.again, buttons=choices)
    await tap(screen, "Yes, send again")
    again = screen.message_with("again, only for those")
    await expect(again).to_contain_text("Finished: ", timeout=PATIENCE)
    await guide.window("again-report", "again, only for those", "Finished: ")
    await tap(screen, "Leave it as it is", below="Launched ")
    lines = ("Launched ", "Uncertain: sent again as #", "Failed: left as they are")
    await guide.window("decided", *lines)
    await tap(screen, "⬅️ Back", below="Launched ")
    await tap(screen, "Back", below="newest first")
    await tap(screen, "Audience", below="Your menu")
    lines = ("Your audience", "Subscribed: ", "Blocked the bot: ", "Languages of the subscribed")
    await guide.window("audience", *lines, of=Audience.counts, buttons=["Back"])


async def team(screen: Screen, guide: Guide) -> None:
    """The owner invites somebody, and nearly removes the editor."""
    await screen.open_chat(OWNER)
    await screen.write("/admin")
    await expect(screen.messages.last).to_contain_text("Your menu")
    await tap(screen, "Team")
    lines = ("Your team", ", owner", ", editor", "Editors compose and launch")
    choices: Texts = ("Invite an editor", "Invite an owner", "Remove ", "Back")
    await guide.window("team", *lines, of=TeamWindows.list, buttons=choices)
    await tap(screen, "Invite an editor")
    choices = ("Revoke: ", "Remove ")
    await guide.window("team-link", "Open links", "for an editor, until", buttons=choices, above=1)
    await tap(screen, "Remove ")
    choices = ("Yes, remove", "No")
    await guide.window("team-remove", "from the team?", of=TeamWindows.remove, buttons=choices)
