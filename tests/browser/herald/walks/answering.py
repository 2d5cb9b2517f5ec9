"""The draft goes out, somebody answers, and what came of it is reported."""

from playwright.async_api import expect

from botapi_sandbox.control import Control
from handlers.admin.states import Browse
from tests.browser.guide import Guide
from tests.browser.herald.walks.composing import DRAFT
from tests.browser.herald.walks.taps import Texts, ends, menu, passes, tap
from tests.browser.owner import OWNER, PATIENCE
from tests.browser.screen import Screen

WINDOWS = {Browse.answers, Browse.answered, Browse.report, Browse.leavers, Browse.newcomers}
NEWCOMER = 2_001


async def answering(screen: Screen, guide: Guide, demo: str) -> None:
    await tap(screen, "Send now", below=DRAFT)
    await passes(screen, "recipients?")
    await tap(screen, "Confirm", below="recipients?")
    await expect(screen.message_with("Finished: ")).to_be_visible(timeout=PATIENCE)
    await tap(screen, "Blue", below="Tap one below")
    alert = screen.page.get_by_test_id("alert")
    await expect(alert).to_contain_text("Blue it is!")
    await alert.get_by_role("button").click()
    async with Control(demo) as control:
        reached = dict(await control.delivered("Tap one below"))
        for number in sorted(one for one in reached if one > OWNER)[:3]:
            await control.press(number, None, "Red")
        await control.block(number)
        await control.add_user(NEWCOMER, "Nora", language="en")
        await control.say(NEWCOMER, "/start")
    await menu(screen)
    await tap(screen, "Broadcasts")
    await tap(screen, "Dear ", below="newest first")
    await tap(screen, "Answers", below="Launched ")
    lines = ("have answered", "Red", "Blue")
    await guide.window("answers", *lines, of=Browse.answers, buttons=["Red", "Blue", "Back"])
    await tap(screen, "Red", below="have answered")
    choices: Texts = ("Write to these", "Back")
    await guide.window("answered", ": 3 people", of=Browse.answered, buttons=choices)
    await tap(screen, "Back", below=": 3 people")
    await tap(screen, "Back", below="have answered")
    await tap(screen, "who came since", below="Launched ")
    choices = ("Yes, send it (1)", "No")
    await guide.window("newcomers", "since", of=Browse.newcomers, buttons=choices)
    await tap(screen, "No", below="since")
    await tap(screen, "Report", below="Launched ")
    choices = ("Deliveries over time", "Growth", "Sources", "Recipients (CSV)", "Back")
    await guide.window("more", "How many got each", of=Browse.report, buttons=choices)
    await tap(screen, "👋 1")
    await guide.window("leavers", "Who left within a day", of=Browse.leavers, buttons=["Back"])
    await tap(screen, "Back", below="Who left within a day")
    before = await screen.messages.last.get_attribute("data-id")
    await tap(screen, "Deliveries over time", below="How many got each")
    await expect(screen.messages.last).not_to_have_attribute("data-id", str(before))
    await ends(screen, "How many got each")
    await guide.window("picture", "How many got each", above=1)
