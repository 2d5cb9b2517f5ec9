"""Links by which people come, and requests to join a channel."""

from botapi_sandbox.control import Control
from handlers.admin.states import LinkWindows, PlaceWindows
from tests.browser.guide import Guide
from tests.browser.herald.walks.taps import Texts, menu, passes, tap
from tests.browser.screen import Screen

VISITOR = 2_002
WINDOWS = {*LinkWindows, *PlaceWindows}


async def growing(screen: Screen, guide: Guide, demo: str) -> None:
    await menu(screen)
    await tap(screen, "Links")
    await passes(screen, "A link of its own")
    await tap(screen, "New link")
    await guide.window("link-name", "What is the link for?", of=LinkWindows.name)
    await screen.write("Spring poster")
    await passes(screen, "Came by it: 0")
    await tap(screen, "Another code", below="Came by it: 0")
    words = "Send me the code"
    await guide.window("link-code", words, of=LinkWindows.code, buttons=["Back"])
    await tap(screen, "Back", below=words)
    shown = await screen.message_with("Came by it: 0").inner_text()
    async with Control(demo) as control:
        await control.add_user(VISITOR, "Vera")
        await control.say(VISITOR, f"/start {shown.split('start=')[1].split()[0]}")
    await tap(screen, "Refresh", below="Came by it: 0")
    await passes(screen, "Came by it: 1")
    choices: Texts = ("Link and QR picture", "Rename", "Tag", "Delete", "Refresh", "Back")
    await guide.window("link", "Came by it: ", of=LinkWindows.card, buttons=choices, above=1)
    for name, button, words, state in (
        ("link-rename", "Rename", "another name for the link", LinkWindows.rename),
        ("link-tag", "Tag", "Which tag shall everybody get", LinkWindows.tag),
    ):
        await tap(screen, button, below="Came by it: ")
        await guide.window(name, words, of=state, buttons=["Back"])
        await tap(screen, "Back", below=words)
    await tap(screen, "👣 1", below="Came by it: ")
    await guide.window("link-people", "Vera", of=LinkWindows.people, buttons=["Back"])
    await tap(screen, "Back", below="Vera")
    await tap(screen, "Delete", below="Came by it: ")
    choices = ("Yes, delete it", "No, keep it")
    await guide.window("link-delete", "Delete the link", of=LinkWindows.delete, buttons=choices)
    await tap(screen, "No, keep it")
    await tap(screen, "Back", below="Came by it: ")
    choices = ("Spring poster", "New link", "Other codes", "Requests to join")
    await guide.window("links", "Links by which people come", of=LinkWindows.list, buttons=choices)
    await tap(screen, "Other codes")
    words = "Codes without a name"
    await guide.window("link-others", words, of=LinkWindows.others, buttons=["Back"])
    await tap(screen, "Back", below=words)
    await places(screen, guide)


async def places(screen: Screen, guide: Guide) -> None:
    await tap(screen, "Requests to join", below="Links by which people come")
    words = "where I may let people in"
    await guide.window("places", words, of=PlaceWindows.list, buttons=["The book channel"])
    await tap(screen, "The book channel")
    await passes(screen, "Somebody who asks to join")
    await tap(screen, "Greet whoever asks")
    lines = ("Somebody who asks to join", "The greeting:")
    choices = ("✅ Greet whoever", "Let everybody in", "Change the greeting", "Back")
    await guide.window("place", *lines, of=PlaceWindows.card, buttons=choices)
    await tap(screen, "Change the greeting")
    words = "Send me the greeting"
    await guide.window("place-greeting", words, of=PlaceWindows.greeting, buttons=["Back"])
    await tap(screen, "Back", below=words)
