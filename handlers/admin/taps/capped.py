"""What a tap on *Write to these later* below a report does: a draft of the same for whom the cap
left out."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from handlers.admin.context import AdminContext
from handlers.admin.control.capped import LaterData, who_was_capped
from handlers.admin.navigation import continue_draft
from handlers.frame.taps import answer_tap


def register(router: Router) -> None:
    router.callback_query.register(on_later, LaterData.filter())


async def on_later(
    query: CallbackQuery, callback_data: LaterData, dialog_manager: DialogManager, **data: Any
) -> None:
    """What the button says may be forged. A window that is opened by a tap takes the place of the
    message with the button: the report is shown anew above it."""
    admin, number = AdminContext.of(data), callback_data.broadcast_id
    await admin.access.require(admin.user_id)
    known = (await admin.doors.reports.get(number)).figures.capped > 0
    await answer_tap(query, None if known else admin.i18n.get("unknown-button"))
    if known:
        await admin.show_progress(number)
        by, whom = await admin.actor(), who_was_capped(number)
        draft = await admin.doors.drafts.duplicate(number, by=by, audience=whom)
        await continue_draft(dialog_manager, draft)
