"""What was sent is corrected, pinned and taken back from its card."""

from playwright.async_api import expect

from handlers.admin.states import Compose, Mending
from tests.browser.guide import Guide
from tests.browser.herald.walks.taps import Texts, menu, passes, tap
from tests.browser.owner import PATIENCE
from tests.browser.screen import Screen

WINDOWS = {*Mending, Compose.deletion, Compose.options_hours}
WRONG, RIGHT = "The reading begins at sevne on Friday.", "The reading begins at seven on Friday."
DRAFT = "This is what people will get"
OPTIONS, HOURS, CARD = "How should it be sent", "When may it be sent", "Launched "


async def sending(screen: Screen, guide: Guide) -> None:
    """It could delete itself, and stays."""
    await screen.write("/broadcast")
    await passes(screen, "Send me the message")
    await screen.write(WRONG)
    await passes(screen, DRAFT)
    await tap(screen, "Options", below=DRAFT)
    await tap(screen, "Hours, end, deletion", below=OPTIONS)
    choices: Texts = ("Not after", "Deletes itself: never", "Back")
    await guide.window("options-hours", HOURS, of=Compose.options_hours, buttons=choices)
    await tap(screen, "Deletes itself: never", below=HOURS)
    words = "When shall it delete itself?"
    choices = ("1 h", "12 h", "24 h", "47 h", "Back")
    await guide.window("deletion", words, of=Compose.deletion, buttons=choices)
    await tap(screen, "Back", below=words)
    await tap(screen, "Back", below=HOURS)
    await tap(screen, "Back", below=OPTIONS)
    await tap(screen, "Send now", below=DRAFT)
    await typed(screen, guide)
    await expect(screen.message_with("Finished: ")).to_be_visible(timeout=PATIENCE)


async def typed(screen: Screen, guide: Guide) -> None:
    """So many recipients are not confirmed by a tap."""
    asked = "recipients?"
    words = "write the number of recipients"
    await guide.window("confirm-typed", asked, words, buttons=["Who they are", "Back"])
    said = await screen.message_with(asked).inner_text()
    await screen.write(said.split(" recipients?")[0].split()[-1])


async def card(screen: Screen) -> None:
    await menu(screen)
    await tap(screen, "Broadcasts")
    await tap(screen, "The reading", below="newest first")
    await passes(screen, CARD)


async def correcting(screen: Screen, guide: Guide) -> None:
    await card(screen)
    await tap(screen, "Correct", below=CARD)
    words = "Send me the message that takes the place"
    choices: Texts = ("Other buttons", "Back")
    await guide.window("correct", words, of=Mending.correct, buttons=choices)
    await tap(screen, "Other buttons", below=words)
    how = "Send me the buttons that take the place"
    await guide.window("correct-buttons", how, of=Mending.buttons, buttons=["Back"])
    await tap(screen, "Back", below=how)
    await passes(screen, words)
    await screen.write(RIGHT)
    lines = ("Correct it for", "sevne", "seven on Friday")
    choices = ("Confirm", "Leave it as it was")
    await guide.window("compare", *lines, of=Mending.compare, buttons=choices, above=2)
    await tap(screen, "Confirm", below="Correct it for")
    await expect(screen.message_with("Corrected: ")).to_be_visible(timeout=PATIENCE)
    await guide.window("corrected", "This gives those who have #", "Corrected: ")


async def pinning(screen: Screen, guide: Guide) -> None:
    await card(screen)
    await tap(screen, "Pin", below=CARD)
    words, choices = "In private chats nobody is notified", ("Yes, pin it", "No")
    await guide.window("pin", words, of=Mending.pin, buttons=choices)
    await tap(screen, "Yes, pin it", below=words)
    await expect(screen.message_with("Pinned: ")).to_be_visible(timeout=PATIENCE)
    await card(screen)
    await tap(screen, "Unpin", below=CARD)
    words = "Take the pin of"
    await guide.window("unpin", words, of=Mending.unpin, buttons=["Yes, unpin it", "No"])
    await tap(screen, "No", below=words)
    await passes(screen, CARD)
    lines = (CARD, "Correction #", "Pinning #")
    await guide.window("card-mended", *lines, buttons=["Correct", "Take back", "Unpin"])


async def recalling(screen: Screen, guide: Guide) -> None:
    await tap(screen, "Take back", below=CARD)
    lines = ("for everybody who has it?", "can be taken back if you begin by", "It takes about")
    choices = ("Yes, take it back", "No")
    await guide.window("recall", *lines, of=Mending.recall, buttons=choices)
    await tap(screen, "Yes, take it back", below="for everybody who has it?")
    await expect(screen.message_with("Taken back: ")).to_be_visible(timeout=PATIENCE)
    await guide.window("recalled", "Taken back: ", "Deleted: ")
