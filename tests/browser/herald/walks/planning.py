"""When a broadcast goes out: its time, what is planned, and the seconds that Undo has."""

from handlers.admin.states import MomentWindows, PlannedWindows
from tests.browser.guide import Guide
from tests.browser.herald.walks.taps import Texts, menu, passes, tap
from tests.browser.screen import Screen

WINDOWS = {*MomentWindows, *PlannedWindows}
DRAFT = "This is what people will get"


async def planning(screen: Screen, guide: Guide) -> None:
    await menu(screen)
    await tap(screen, "New broadcast")
    await passes(screen, "Send me the message")
    await screen.write("The orchard opens on Saturday")
    await passes(screen, DRAFT)
    await choosing(screen, guide)
    await tap(screen, "Plan it", below=DRAFT)
    await guide.window("confirm-time", "It goes out on", "recipients?", buttons=["Yes, then"])
    await tap(screen, "Yes, then", below="It goes out on")
    await planned(screen, guide)
    await undoing(screen, guide)


async def choosing(screen: Screen, guide: Guide) -> None:
    await tap(screen, "Time", below=DRAFT)
    choices: Texts = ("In an hour", "Tomorrow 9:00", "Other", "Back")
    asked = "When shall it go out?"
    await guide.window("time", asked, of=MomentWindows.quick, buttons=choices)
    await tap(screen, "Other", below=asked)
    await guide.window("time-other", "Write when", of=MomentWindows.other, buttons=["Calendar"])
    await tap(screen, "Calendar", below="Write when")
    await passes(screen, "Which day?")
    await tap(screen, "▶️", below="Which day?")
    await guide.window("time-day", "Which day?", of=MomentWindows.day, buttons=["15", "Back"])
    await tap(screen, "15", below="Which day?")
    choices = ("Hour", "Minute", "Back")
    await guide.window("time-clock", "at what time?", of=MomentWindows.time, buttons=choices)
    await tap(screen, "18", below="at what time?")
    await tap(screen, "30", below="at what time?")
    choices = ("18:30", "Another time")
    await guide.window("time-sure", "I understood", of=MomentWindows.sure, buttons=choices)
    await tap(screen, "18:30", below="I understood")
    await passes(screen, DRAFT)


async def planned(screen: Screen, guide: Guide) -> None:
    card = "Planned by"
    choices: Texts = ("Send test", "Edit", "At another time", "Start now", "Drop it", "Back")
    await guide.window("planned-card", card, of=PlannedWindows.card, buttons=choices)
    await tap(screen, "Start now", below=card)
    asked = "now, to"
    choices = ("Yes, now", "Back")
    await guide.window("planned-start", asked, of=PlannedWindows.start, buttons=choices)
    await tap(screen, "Back", below=asked)
    await tap(screen, "Drop it", below=card)
    asked = "it cannot be brought back"
    choices = ("Yes, drop it", "No, keep it")
    await guide.window("planned-drop", asked, of=PlannedWindows.drop, buttons=choices)
    await tap(screen, "No, keep it", below=asked)
    await tap(screen, "Back", below=card)
    title = "Planned, the next one first"
    await guide.window("planned", title, of=PlannedWindows.list, buttons=["The orchard", "Back"])
    await tap(screen, "The orchard", below=title)
    await tap(screen, "Edit", below=card)
    await passes(screen, DRAFT)


async def undoing(screen: Screen, guide: Guide) -> None:
    await tap(screen, "Time", below=DRAFT)
    await passes(screen, "When shall it go out?")
    await tap(screen, "Not later: now", below="When shall it go out?")
    await passes(screen, "Everyone · now")
    await tap(screen, "Send now", below="Everyone · now")
    await passes(screen, "recipients?")
    await tap(screen, "Confirm", below="recipients?")
    await guide.window("undo", "Goes out in", "Nobody has it yet", buttons=["Undo"])
    await tap(screen, "Undo", below="Goes out in")
    await passes(screen, DRAFT)
