"""What the menu shows: how many subscribers there are, and what is being sent."""

from typing import Any

from aiogram_dialog import DialogManager

from handlers.admin.desk import Desk
from handlers.admin.menu.carried import draft_of
from handlers.admin.progress.words import Words

SHOWN_RUNNING = 5  # broadcasts; the list has them all


async def main_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    desk = Desk.at(dialog_manager)
    words = Words(desk.texts, desk.i18n.locale)
    running = list(await desk.broadcasts.unfinished())
    return {
        "subscribers": str(await desk.subscribers.active_count()),
        "idle": not running,
        "running": "\n".join(words.line(broadcast) for broadcast in running[-SHOWN_RUNNING:]),
        "draft": draft_of(dialog_manager) is not None,
    }
