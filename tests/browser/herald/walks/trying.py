"""Two versions of a draft are tried, a few people answer, and the better one goes to the rest."""

from playwright.async_api import expect

from botapi_sandbox.control import Control
from handlers.admin.states import Browse, Compose
from tests.browser.guide import Guide
from tests.browser.herald.walks.composing import DRAFT
from tests.browser.herald.walks.taps import ends, menu, passes, tap
from tests.browser.owner import OWNER, PATIENCE
from tests.browser.screen import Screen

WINDOWS = {
    *(Compose.versions, Compose.new_version, Compose.version_share, Compose.version_time),
    *(Browse.versions, Browse.version_sure),
}
FIRST, SECOND = "The summer issue is out.", "Summer is here, and so is our new issue!"
ANSWER = "Send me one"
SIDE_BY_SIDE = "The versions side by side"


async def making(screen: Screen, guide: Guide) -> None:
    await screen.write("/broadcast")
    await passes(screen, "Send me the message")
    await screen.write(FIRST)
    await passes(screen, DRAFT)
    await tap(screen, "Buttons")
    await passes(screen, "Send me the buttons")
    await screen.write(f"{ANSWER} - answer: It is on its way.")
    await passes(screen, DRAFT)
    await tap(screen, "Versions", below=DRAFT)
    how = "Try two to four versions"
    await passes(screen, how)
    await tap(screen, "Version B", below=how)
    words = "Send me the message for version B"
    choices: tuple[str, ...] = ("Copy of A", "Back")
    await guide.window("version-new", words, of=Compose.new_version, buttons=choices)
    await screen.write(SECOND)
    await passes(screen, "This is version B")
    await guide.window("version-draft", "This is version B", "A/B · 2 × 10%", above=1)
    await deciding(screen, guide)


async def deciding(screen: Screen, guide: Guide) -> None:
    """Whom they go to, and how the better one is found."""
    await tap(screen, "Versions", below="This is version B")
    plan = "Each of the 2 versions"
    choices: tuple[str, ...] = ("A · ", "B · ", "Version C", "Remove B", "10% each", "After 4 h")
    await guide.window("versions", plan, of=Compose.versions, buttons=choices)
    await tap(screen, "10% each", below=plan)
    words = "What share of the audience"
    choices = ("5%", "10%", "20%", "25%", "50%")
    await guide.window("version-share", words, of=Compose.version_share, buttons=choices)
    await tap(screen, "20%", below=words)
    await tap(screen, "After 4 h", below="goes to 20%")
    words = "How long after they went out"
    choices = ("1 h", "4 h", "24 h", "By hand")
    await guide.window("version-time", words, of=Compose.version_time, buttons=choices)
    await tap(screen, "By hand", below=words)
    await tap(screen, "Back", below="You decide, by a tap")
    await passes(screen, DRAFT)
    await tap(screen, "Send now", below=DRAFT)
    lines = ("recipients?", "• A: ", "wait for the better one", "most likely be chance")
    await guide.window("confirm-versions", *lines, buttons=["Confirm"])


async def sending(screen: Screen, guide: Guide, demo: str) -> None:
    await tap(screen, "Confirm", below="recipients?")
    await expect(screen.message_with("Finished: ")).to_be_visible(timeout=PATIENCE)
    async with Control(demo) as control:
        for text, answers in ((FIRST, 2), (SECOND, 6)):
            reached = [one for one, _ in await control.delivered(text) if one > OWNER]
            for number in sorted(reached)[:answers]:
                await control.press(number, None, ANSWER)
    before = await screen.messages.last.get_attribute("data-id")
    await screen.write("/status")
    await expect(screen.messages.last).not_to_have_attribute("data-id", str(before))
    await ends(screen, SIDE_BY_SIDE)
    choices = ("Send A", "Send B", "Wait 4 h longer", "Send the others nothing")
    lines = (SIDE_BY_SIDE, "people wait until you decide")
    await guide.window("report-versions", *lines, buttons=choices)
    await menu(screen)
    await tap(screen, "Broadcasts")
    await tap(screen, "The summer issue", below="newest first")
    await tap(screen, "Versions", below="Launched ")
    await expect(screen.messages.last).not_to_contain_text("Launched ")
    await guide.window("card-versions", *lines, of=Browse.versions, buttons=choices)
    await tap(screen, "Send B")
    words = "Send version B to the"
    await guide.window("version-sure", words, of=Browse.version_sure, buttons=["Yes", "No"])
    await tap(screen, "Yes, send B", below=words)
    chosen = "that was chosen, for those who had waited"
    await expect(screen.message_with(chosen)).to_contain_text("Finished: ", timeout=PATIENCE)
    await guide.window("version-rest", chosen, "Finished: ")
