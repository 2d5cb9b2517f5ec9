"""On the card of a broadcast: who wrote after it and waits for an answer."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from handlers.admin.browse.page import opened
from handlers.admin.context import AdminContext
from handlers.admin.navigation import open_replies


async def replies_to(broadcast_id: int, admin: AdminContext) -> dict[str, Any]:
    """For the window: nothing is said where nobody waits."""
    by = await admin.actor()
    _first, people = await admin.doors.conversations.page(broadcast_id, offset=0, limit=0, by=by)
    return {"replies": str(people) if people else "", "some_replies": "yes"}


async def show_replies(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await open_replies(manager, opened(manager))
