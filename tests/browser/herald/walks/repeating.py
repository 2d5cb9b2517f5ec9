"""What comes again and again: by which rule, its card, and the question before it is stopped."""

from handlers.admin.states import RepeatWindows, RuleWindows
from tests.browser.guide import Guide
from tests.browser.herald.walks.taps import Texts, menu, passes, tap
from tests.browser.screen import Screen

WINDOWS = {*RepeatWindows, *RuleWindows}
DRAFT = "This is what people will get"
HOW = "How often shall it go out?"
CARD = "Made by"


async def repeating(screen: Screen, guide: Guide) -> None:
    await menu(screen)
    await tap(screen, "New broadcast")
    await passes(screen, "Send me the message")
    await screen.write("What is ripe this week")
    await passes(screen, DRAFT)
    await tap(screen, "Time", below=DRAFT)
    await tap(screen, "Repeat…", below="When shall it go out?")
    await ruling(screen, guide)
    await repeated(screen, guide)


async def ruling(screen: Screen, guide: Guide) -> None:
    choices: Texts = ("Every day", "Every weekday", "Every month…", "By a rule", "Back")
    await guide.window("repeat-how", HOW, of=RuleWindows.how, buttons=choices)
    await tap(screen, "By a rule", below=HOW)
    asked = "Write the rule as calendars do"
    await guide.window("repeat-custom", asked, of=RuleWindows.custom, buttons=["Back"])
    await tap(screen, "Back", below=asked)
    await tap(screen, "Every month…", below=HOW)
    asked = "On which day of the month?"
    await guide.window("repeat-month-day", asked, of=RuleWindows.month_day, buttons=["15", "31"])
    await tap(screen, "Back", below=asked)
    await tap(screen, "First Monday…", below=HOW)
    asked = "On which weekday of the month?"
    await guide.window("repeat-nth", asked, of=RuleWindows.nth, buttons=["Last", "Fri", "Next"])
    await tap(screen, "Back", below=asked)
    await tap(screen, "Every week…", below=HOW)
    asked = "On which days of the week?"
    await tap(screen, "Fri", below=asked)
    await guide.window("repeat-days", asked, of=RuleWindows.days, buttons=["✅ Fri", "Next"])
    await tap(screen, "Next", below=asked)
    asked = "At what time?"
    await guide.window("repeat-clock", asked, of=RuleWindows.clock, buttons=["10:00", "Back"])
    await tap(screen, "10:00", below=asked)
    asked = "every Friday at 10:00"
    choices = ("Yes, repeat it", "Back")
    await guide.window("repeat-sure", asked, of=RuleWindows.sure, buttons=choices)
    await tap(screen, "Yes, repeat it", below=asked)


async def repeated(screen: Screen, guide: Guide) -> None:
    choices: Texts = ("Pause", "Skip once", "Edit message", "Edit rule", "Stop", "Back")
    await guide.window("repeated-card", CARD, of=RepeatWindows.card, buttons=choices)
    await tap(screen, "Preview before", below=CARD)
    asked = "How long before each round"
    await guide.window("repeat-ahead", asked, of=RepeatWindows.ahead, buttons=["1 h", "Back"])
    await tap(screen, "Back", below=asked)
    await tap(screen, "Stop", below=CARD)
    asked = "There is no other round"
    choices = ("Yes, stop it", "No, keep it")
    await guide.window("repeat-stop", asked, of=RepeatWindows.stop, buttons=choices)
    await tap(screen, "No, keep it", below=asked)
    await tap(screen, "Back", below=CARD)
    title = "Repeated, the next one first"
    await guide.window("repeated", title, of=RepeatWindows.list, buttons=["ripe", "Back"])
    await tap(screen, "Back", below=title)
