"""Series: one is made, started, and changed while it runs."""

from bot.demo.story.cast import EDITOR
from botapi_sandbox.control import Control
from handlers.admin.states import SeriesWindows
from tests.browser.guide import Guide
from tests.browser.herald.walks.taps import Texts, ends, menu, passes, tap
from tests.browser.screen import Screen

WINDOWS = {*SeriesWindows}
WRITING = "comes after the one before: "
LIST = "messages that come by themselves"
DRAFT, RUNS = "A draft: nobody is in it yet", "It runs."
STEPS, STEP = "Tap one to look at it", "Message 1 of 2"


async def serial(screen: Screen, guide: Guide, demo: str) -> None:
    await menu(screen)
    await tap(screen, "Series")
    await passes(screen, LIST)
    await tap(screen, "New series", below=LIST)
    asked = "What is the series to be called?"
    await guide.window("series-name", asked, of=SeriesWindows.name, buttons=["Back"])
    await screen.write("For newcomers")
    await passes(screen, "Send me the first message")
    await writing(screen, guide)
    await signals(screen, guide)
    await messages(screen, guide)
    await questions(screen, guide)
    await running(screen, guide, demo)


async def writing(screen: Screen, guide: Guide) -> None:
    await screen.write("Welcome to the book club! This is how it works …")
    await passes(screen, f"Message 2 {WRITING}at once")
    await tap(screen, "next day 10:00", below=f"Message 2 {WRITING}")
    choices: Texts = ("at once", "+1 h", "✓ next day 10:00", "+3 days", "Other", "Done")
    words = f"Message 2 {WRITING}next day 10:00"
    await guide.window("series-writing", words, of=SeriesWindows.writing, buttons=choices)
    await tap(screen, "Other", below=words)
    asked = "How long after the message before?"
    await guide.window("series-wait", asked, of=SeriesWindows.wait, buttons=["Back"])
    await screen.write("0 minutes")
    await passes(screen, f"Message 2 {WRITING}at once")
    await screen.write("The book of the month is waiting for you.")
    await passes(screen, f"Message 3 {WRITING}")
    await tap(screen, "Done", below=f"Message 3 {WRITING}")
    await passes(screen, DRAFT)


async def signals(screen: Screen, guide: Guide) -> None:
    await tap(screen, "Begins", below=DRAFT)
    words = "Any of what is chosen here is enough"
    await tap(screen, "subscribed", below=words)
    await passes(screen, "• subscribes")
    choices: Texts = ("✓ subscribed", "by link", "got a tag", "answered", "silent for", "Back")
    await guide.window("series-begins", words, of=SeriesWindows.signals, buttons=choices)
    await tap(screen, "silent for", below=words)
    asked = "Silent for how long?"
    await guide.window("series-silent", asked, of=SeriesWindows.values, buttons=["30 days"])
    await tap(screen, "Back", below=asked)
    await tap(screen, "Back", below=words)
    await passes(screen, DRAFT)


async def messages(screen: Screen, guide: Guide) -> None:
    await tap(screen, "Messages", below=DRAFT)
    choices: Texts = ("Welcome to the", "The book of", "Add at the end", "Back")
    await guide.window("series-messages", STEPS, of=SeriesWindows.steps, buttons=choices)
    await tap(screen, "1. at once", below=STEPS)
    choices = ("Show it to me", "Replace", "Buttons", "Another wait", "Down", "Remove", "Back")
    await guide.window("series-message", STEP, of=SeriesWindows.step, buttons=choices)
    for name, button, words, state in (
        ("replace", "Replace", "takes the place of message 1", SeriesWindows.replace),
        ("buttons", "Buttons", "Send me the buttons, one per line", SeriesWindows.buttons),
        ("another-wait", "Another wait", "after the series has begun?", SeriesWindows.step_wait),
        ("remove", "Remove", "Remove message 1?", SeriesWindows.remove_step),
    ):
        await tap(screen, button, below=STEP)
        back = "No" if state is SeriesWindows.remove_step else "Back"
        await guide.window(f"series-{name}", words, of=state, buttons=[back])
        await tap(screen, back, below=words)
        await passes(screen, STEP)
    await tap(screen, "Back", below=STEP)
    await tap(screen, "Back", below=STEPS)
    await passes(screen, DRAFT)


async def questions(screen: Screen, guide: Guide) -> None:
    for name, button, words, state in (
        ("rename", "Rename", "What is it to be called?", SeriesWindows.rename),
        ("late", "Too late", "How late may it be?", SeriesWindows.expiry),
        ("delete", "Delete", "Delete the draft", SeriesWindows.delete),
    ):
        await tap(screen, button, below=DRAFT)
        back = "No" if state is SeriesWindows.delete else "Back"
        await guide.window(f"series-{name}", words, of=state, buttons=[back])
        await tap(screen, back, below=words)
        await passes(screen, DRAFT)
    await tap(screen, "▶️ Start", below=DRAFT)
    words = "Those who are subscribed already are not in it"
    choices: Texts = ("⬜️ Also those here already", "Yes, start it", "Back")
    await guide.window("series-start", words, of=SeriesWindows.start, buttons=choices)
    await tap(screen, "Yes, start it", below=words)
    await passes(screen, RUNS)


async def running(screen: Screen, guide: Guide, demo: str) -> None:
    """Those who are there already are put in, and get all there is."""
    await tap(screen, "Put in those here", below=RUNS)
    words = "who are here already into"
    choices: Texts = ("Yes, put them in", "Back")
    await guide.window("series-put-in", words, of=SeriesWindows.existing, buttons=choices)
    await tap(screen, "Yes, put them in", below=words)
    await passes(screen, RUNS)
    async with Control(demo) as control:
        await control.wait_for(EDITOR.id, "The book of the month", timeout=90)
    await tap(screen, "Refresh", below=RUNS)
    await passes(screen, "Waiting for a message: 0")
    choices = ("Messages", "Begins", "Ends", "For whom", "Try it on me", "Pause", "End")
    await guide.window("series-card", RUNS, of=SeriesWindows.card, buttons=choices)
    await tap(screen, "End the series", below=RUNS)
    words = "for good?"
    await guide.window("series-end", words, of=SeriesWindows.end, buttons=["Yes, end it", "No"])
    await tap(screen, "No", below=words)
    await passes(screen, RUNS)
    await tap(screen, "Messages", below=RUNS)
    await tap(screen, "Add at the end", below=STEPS)
    await passes(screen, f"Message 3 {WRITING}")
    await screen.write("How do you like it?")
    words = "who finished?"
    choices = ("Yes, to these", "No, only who comes to it", "Back")
    await guide.window("series-also", words, of=SeriesWindows.also, buttons=choices)
    await tap(screen, "No, only who comes to it", below=words)
    await passes(screen, f"Message 4 {WRITING}")
    await tap(screen, "Done")
    await ends(screen, RUNS)
    await tap(screen, "Back")
    choices = ("For newcomers", "Welcome", "New series")
    await guide.window("series", LIST, of=SeriesWindows.list, buttons=choices)
