"""What comes again and again: by which rule, its card, a feed as what it says, and the question
before it is stopped."""

from handlers.admin.states import FeedWindows, RepeatWindows, RuleWindows
from tests.browser.guide import Guide
from tests.browser.herald.walks.taps import Texts, ends, menu, passes, tap
from tests.browser.screen import Screen

WINDOWS = {*RepeatWindows, *RuleWindows, *FeedWindows}
DRAFT = "This is what people will get"
HOW = "How often shall it go out?"
CARD = "Made by"


async def repeating(screen: Screen, guide: Guide, url: str) -> None:
    """`url`: of a feed that lists something."""
    await menu(screen)
    await tap(screen, "New broadcast")
    await passes(screen, "Send me the message")
    await screen.write("What is ripe this week")
    await passes(screen, DRAFT)
    await tap(screen, "Time", below=DRAFT)
    await tap(screen, "Repeat…", below="When shall it go out?")
    await ruling(screen, guide)
    await feeding(screen, guide, url)
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


async def feeding(screen: Screen, guide: Guide, url: str) -> None:
    await tap(screen, "A feed", below=CARD)
    asked = "Send me the address of a feed"
    await guide.window("feed-address", asked, of=FeedWindows.address, buttons=["Back"])
    await screen.write(url)
    found = "What it lists now counts as known"
    choices: Texts = ("Yes, send what is new", "Another address", "Back")
    await guide.window("feed-found", found, of=FeedWindows.found, buttons=choices, above=1)
    await tap(screen, "Yes, send what is new", below=found)
    card = "At most a day"
    choices = ("Show the newest", "Read it now", "Words of an item", "3 a day", "Take it away")
    await guide.window("feed-card", card, of=FeedWindows.card, buttons=choices)
    await tap(screen, "3 a day", below=card)
    asked = "How many new items may go out"
    await guide.window("feed-most", asked, of=FeedWindows.most, buttons=["1", "20", "Back"])
    await tap(screen, "Back", below=asked)
    await tap(screen, "Words of an item", below=card)
    asked = "Send me the words of an item"
    choices = ("The usual words", "Back")
    await guide.window("feed-template", asked, of=FeedWindows.template, buttons=choices)
    await tap(screen, "Back", below=asked)
    await tap(screen, "Take it away", below=card)
    asked = "Its rounds then say what your message says"
    choices = ("Yes, take it away", "No, keep it")
    await guide.window("feed-remove", asked, of=FeedWindows.remove, buttons=choices)
    await tap(screen, "No, keep it", below=asked)
    await tap(screen, "Back", below=card)
    await ends(screen, CARD)


async def repeated(screen: Screen, guide: Guide) -> None:
    choices: Texts = ("Pause", "Skip once", "Edit message", "Edit rule", "Stop", "Back")
    await guide.window("repeated-card", CARD, of=RepeatWindows.card, buttons=choices)
    await tap(screen, "Preview before", below=CARD)
    asked = "How long before each round"
    await guide.window("repeat-ahead", asked, of=RepeatWindows.ahead, buttons=["1 h", "Back"])
    await tap(screen, "Back", below=asked)
    await tap(screen, "Stop", below=CARD)
    asked = "No more rounds go out"
    choices = ("Yes, stop it", "No, keep it")
    await guide.window("repeat-stop", asked, of=RepeatWindows.stop, buttons=choices)
    await tap(screen, "No, keep it", below=asked)
    await tap(screen, "Back", below=CARD)
    title = "Repeated, the next one first"
    await guide.window("repeated", title, of=RepeatWindows.list, buttons=["ripe", "Back"])
    await tap(screen, "Back", below=title)
