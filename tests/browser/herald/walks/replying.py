"""Two readers write back; one of them is answered, and a group with topics is opened for it."""

from botapi_sandbox.control import Control
from handlers.admin.states import InboxWindows
from tests.browser.guide import Guide
from tests.browser.herald.walks.taps import Texts, ends, menu, passes, tap
from tests.browser.owner import OWNER
from tests.browser.screen import Screen

WINDOWS = {*InboxWindows}
OTHERS = 1_004  # upto there: admins, and who has blocked the bot by now
FORUM = -1_001_000_000_708
QUESTION = "Is there a printed one, too?"


async def replying(screen: Screen, guide: Guide, demo: str, broadcast: str) -> None:
    """`broadcast`: words of the one that they got."""
    async with Control(demo) as control:
        reached = dict(await control.delivered(broadcast))
        first, second = sorted(one for one in reached if one > OTHERS)[:2]
        # What they are told is in their own language, and begins with the same sign.
        await control.say(second, "Thank you!")
        await control.wait_for(second, "✉️", timeout=30)
        await control.say(first, QUESTION)
        await control.wait_for(first, "✉️", timeout=30)
        await control.add_chat(
            FORUM,
            "supergroup",
            "The book desk",
            members=[OWNER],
            bot_status="administrator",
            forum=True,
        )
    await menu(screen)
    await tap(screen, "Replies (2)")
    title = "wrote after your broadcasts"
    choices: Texts = ("👥 2", "Everybody who wrote", "Back")
    await guide.window("replies", title, "2 people wait", of=InboxWindows.list, buttons=choices)
    await tap(screen, "👥 2", below=title)
    people = "They wrote after"
    await guide.window("replies-people", people, of=InboxWindows.people, buttons=["✉️ 1", "Back"])
    await tap(screen, f"({first})", below=people)
    await passes(screen, "1 message waits")
    await tap(screen, "Show the messages", below="💬")
    await passes(screen, QUESTION)
    await ends(screen, "1 message waits")
    choices = ("Answer", "Needs no answer", "Back")
    words = "1 message waits"
    await guide.window("replies-person", words, of=InboxWindows.person, buttons=choices, above=1)
    await tap(screen, "Answer", below=words)
    words = "Send me your answer"
    await guide.window("replies-answer", words, of=InboxWindows.answer, buttons=["No answer now"])
    await screen.write("Not yet. Would you like one?")
    await passes(screen, "Your answer is there")
    await screen.open_chat(first)
    await guide.window("replies-reader", "Would you like one?", above=2)
    await screen.open_chat(FORUM)
    await screen.write("/inbox")
    await guide.window("replies-group", "comes here from now on", above=2)
    await screen.open_chat(OWNER)
