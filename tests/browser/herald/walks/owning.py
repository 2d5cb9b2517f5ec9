"""What owners decide for all broadcasts, and who gets tests."""

from handlers.admin.states import (
    Compose,
    FieldWindows,
    KeyWindows,
    SettingsWindows,
    TesterWindows,
    TopicWindows,
)
from tests.browser.guide import Guide
from tests.browser.herald.walks.composing import DRAFT
from tests.browser.herald.walks.taps import Texts, menu, passes, tap
from tests.browser.screen import Screen

WINDOWS = {
    *SettingsWindows,
    *FieldWindows,
    *TopicWindows,
    *KeyWindows,
    *TesterWindows,
    Compose.test,
}
TESTER = 1_002


async def owning(screen: Screen, guide: Guide) -> None:
    await menu(screen)
    await tap(screen, "Settings")
    choices: Texts = ("Footer", "Unsubscribe button", "Topics", "Fields", "Back")
    words = "What is decided here"
    await guide.window("settings", words, of=SettingsWindows.list, buttons=choices)
    await tap(screen, "Footer")
    await guide.window("footer", "stands below every broadcast", of=SettingsWindows.footer)
    await tap(screen, "Back", below="stands below every broadcast")
    await tap(screen, "Unsubscribe button", below=words)
    title = "stands a button for leaving"
    choices = ("English: ", "Русский: ")
    await guide.window("leave-words", title, of=SettingsWindows.leave_words, buttons=choices)
    await tap(screen, "English: ")
    one = "Send me what the button should say"
    await guide.window("leave-word", one, of=SettingsWindows.leave_word, buttons=["Back"])
    await tap(screen, "Back", below=one)
    await tap(screen, "Back", below=title)
    await quiet_hours(screen, guide)
    await week_cap(screen, guide)
    await autoreply(screen, guide)
    await fields(screen, guide)
    await keys(screen, guide)
    await topics(screen, guide)


async def quiet_hours(screen: Screen, guide: Guide) -> None:
    """None are kept: what others send meanwhile would stand still."""
    await tap(screen, "Quiet hours", below="What is decided here")
    title = "stands still, and goes on by itself"
    await guide.window("quiet-hours", title, of=SettingsWindows.quiet_hours, buttons=["Back"])
    await tap(screen, "Back", below=title)


async def week_cap(screen: Screen, guide: Guide) -> None:
    """There is none afterwards: what others send meanwhile would miss people."""
    await tap(screen, "Not too many", below="What is decided here")
    title = "how many broadcasts may one person get"
    choices: Texts = ("No limit", "1", "2", "3", "5", "7", "Back")
    await guide.window("week-cap", title, of=SettingsWindows.week_cap, buttons=choices)
    await tap(screen, "Back", below=title)


async def autoreply(screen: Screen, guide: Guide) -> None:
    await tap(screen, "Replies", below="What is decided here")
    title = "is told once a day"
    choices: Texts = ("English: ", "Русский: ")
    await guide.window("autoreplies", title, of=SettingsWindows.autoreplies, buttons=choices)
    await tap(screen, "English: ", below=title)
    one = "Send me the text that they are told"
    await guide.window("autoreply", one, of=SettingsWindows.autoreply, buttons=["Back"])
    await tap(screen, "Back", below=one)
    await tap(screen, "Back", below=title)


async def fields(screen: Screen, guide: Guide) -> None:
    await tap(screen, "Fields", below="What is decided here")
    title = "what imports have told of people"
    await guide.window("fields", title, of=FieldWindows.list, buttons=["city", "Back"])
    await tap(screen, "city", below=title)
    one = "For example: "
    choices: Texts = ("Who the ", "Rename", "Delete", "Back")
    await guide.window("field", one, of=FieldWindows.one, buttons=choices)
    await tap(screen, "Rename", below=one)
    asked = "Send me the new name"
    await guide.window("field-name", asked, of=FieldWindows.name, buttons=["Back"])
    await tap(screen, "Back", below=asked)
    await tap(screen, "Delete", below=one)
    asked = "Delete the field"
    choices = ("Yes, delete it", "No")
    await guide.window("field-delete", asked, of=FieldWindows.remove, buttons=choices)
    await tap(screen, "No", below=asked)
    await tap(screen, "Back", below=one)
    await tap(screen, "Back", below=title)


async def keys(screen: Screen, guide: Guide) -> None:
    """A key is made and revoked: no program calls here."""
    await tap(screen, "From outside", below="What is decided here")
    title = "Each program gets a key of its own"
    await passes(screen, title)
    await tap(screen, "API keys", below=title)
    await tap(screen, "New key", below="no program can ask")
    asked = "What is the key for?"
    await guide.window("key-name", asked, of=KeyWindows.name, buttons=["Back"])
    await screen.write("Shop")
    asked = "What may it do?"
    choices: Texts = ("make drafts", "send at once", "60 calls a minute", "90 days", "Make the key")
    await guide.window("key-make", asked, of=KeyWindows.make, buttons=choices)
    await tap(screen, "Make the key", below=asked)
    card = "Nothing has called with it yet"
    await guide.window("key", card, of=KeyWindows.card, buttons=["Revoke", "Back"])
    await tap(screen, "Back", below=card)
    words = "API keys, newest first"
    await guide.window("keys", words, of=KeyWindows.list, buttons=["Shop", "New key", "Back"])
    await tap(screen, "Shop", below=words)
    await tap(screen, "Revoke", below=card)
    asked = "Revoke the key"
    choices = ("Yes, revoke it", "No")
    await guide.window("key-revoke", asked, of=KeyWindows.revoke, buttons=choices)
    await tap(screen, "Yes, revoke it", below=asked)
    await tap(screen, "Back", below="no program can ask")
    await tap(screen, "Back", below=title)


async def topics(screen: Screen, guide: Guide) -> None:
    await tap(screen, "Topics", below="What is decided here")
    await passes(screen, "People choose in /settings")
    await tap(screen, "New topic")
    words = "What is the new topic called?"
    await guide.window("topic-name", words, of=TopicWindows.name, buttons=["Back"])
    await screen.write("Recipes")
    title = "People choose in /settings"
    choices: Texts = ("Recipes", "New topic", "Back")
    await guide.window("topics", title, of=TopicWindows.list, buttons=choices)
    await tap(screen, "Recipes")
    choices = ("Rename", "Delete", "Back")
    await guide.window("topic", "Nobody has turned it off", of=TopicWindows.one, buttons=choices)
    await tap(screen, "Delete")
    choices = ("Yes, delete it", "No")
    words = "Delete the topic"
    await guide.window("topic-delete", words, of=TopicWindows.remove, buttons=choices)
    await tap(screen, "No", below=words)
    await screen.write("/settings")
    await guide.window(
        "subscriber-settings",
        "Your settings",
        buttons=["Recipes", "Time zone", "Leave"],
        above=1,
    )
    await tap(screen, "Time zone")
    await guide.window("zone", "Where are you?", buttons=["Europe", "By the difference", "Back"])
    await tap(screen, "Europe")
    await passes(screen, "What does your clock say?")
    await tap(screen, "(UTC+3)")
    await guide.window("zone-town", "Which town has your time?", buttons=["Moscow", "Back"])


async def testers(screen: Screen, guide: Guide, owner: int) -> None:
    """Somebody opens the link; then a test asks for whom it is."""
    await menu(screen)
    await tap(screen, "Team")
    await tap(screen, "Test group", below="Your team")
    await passes(screen, "Nobody is in it yet")
    await tap(screen, "Make a link")
    given = screen.message_with("joins the test group")
    link = (await given.inner_text()).split("start=")[1].split()[0]
    await screen.open_chat(TESTER)
    await screen.write(f"/start {link}")
    await passes(screen, "You are in the test group now")
    await screen.open_chat(owner)
    await tap(screen, "Refresh", below="Whoever is in it")
    choices = ("Make a link", "Remove: ", "Back")
    words = "Whoever is in it"
    await guide.window("testers", words, of=TesterWindows.list, buttons=choices)


async def testing(screen: Screen, guide: Guide) -> None:
    await tap(screen, "Send test", below=DRAFT)
    choices = ("Only me", "Me and the group", "Back")
    await guide.window("test-ask", "Who gets the test?", of=Compose.test, buttons=choices)
    await tap(screen, "Back", below="Who gets the test?")
    await passes(screen, DRAFT)
