"""What programs outside hear of the bot."""

from handlers.admin.states import AddressWindows, OutsideWindows
from tests.browser.guide import Guide
from tests.browser.herald.walks.taps import Texts, menu, tap
from tests.browser.screen import Screen

WINDOWS = {*OutsideWindows, *AddressWindows}


async def programs(screen: Screen, guide: Guide) -> None:
    await menu(screen)
    await tap(screen, "Settings")
    await tap(screen, "From outside", below="What is decided here")
    title = "A shop, a script"
    await guide.window("outside", title, of=OutsideWindows.main, buttons=["API keys", "Events"])
    await tap(screen, "Events", below=title)
    await events(screen, guide)
    await tap(screen, "Back", below="I post it to the addresses below")
    await tap(screen, "Back", below=title)


async def events(screen: Screen, guide: Guide) -> None:
    """Nobody listens there: the name is none of the internet's."""
    listed = "I post it to the addresses below"
    await tap(screen, "Add an address", below=listed)
    await guide.window("event-address", "Send me the address", of=AddressWindows.add)
    await screen.write("https://shop.example/herald")
    shown = "I show it this once"
    choices: Texts = ("Copy", "Go on")
    await guide.window("event-secret", shown, of=AddressWindows.secret, buttons=choices)
    await tap(screen, "Go on", below=shown)
    which = "Which events shall be posted there?"
    choices = ("somebody joins", "a broadcast ends", "Done")
    await guide.window("event-kinds", which, of=AddressWindows.kinds, buttons=choices)
    await tap(screen, "Done", below=which)
    choices = ("Send a test event", "Which events", "New secret", "Switch off", "Remove", "Back")
    card = "Delivered: "
    await guide.window("event-card", card, of=AddressWindows.card, buttons=choices)
    await tap(screen, "New secret", below=card)
    asked = "The old one stops signing at once"
    await guide.window("event-renew", asked, of=AddressWindows.renew, buttons=["Yes", "No"])
    await tap(screen, "No", below=asked)
    await tap(screen, "Back", below=card)
    await guide.window("events", listed, of=AddressWindows.list, buttons=["shop.example", "Add"])
    await tap(screen, "shop.example", below=listed)
    await tap(screen, "Remove", below=card)
    asked = "Remove "
    await guide.window("event-remove", asked, of=AddressWindows.remove, buttons=["Yes", "No"])
    await tap(screen, "Yes, remove it", below=asked)
