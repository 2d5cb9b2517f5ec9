"""What an admin wants to be told."""

from handlers.admin.states import NoticeWindows
from tests.browser.guide import Guide
from tests.browser.herald.walks.taps import Texts, menu, passes, tap
from tests.browser.screen import Screen

WINDOWS = {*NoticeWindows}


async def telling(screen: Screen, guide: Guide) -> None:
    await menu(screen)
    await tap(screen, "Notices")
    words = "What shall I tell you"
    await passes(screen, words)
    await tap(screen, "⬜️ One has ended", below=words)
    await tap(screen, "⬜️ Summary of the week", below=words)
    choices: Texts = ("✅ One has ended", "✅ Summary of the week", "Last week now", "Back")
    await guide.window("notices", words, of=NoticeWindows.list, buttons=choices)
    await tap(screen, "Back", below=words)
