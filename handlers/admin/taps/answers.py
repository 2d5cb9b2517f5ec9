"""What a tap on *Write to* below a report does: a new draft for those who chose that answer."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode

from broadcast.model.content import Content
from handlers.admin.context import AdminContext
from handlers.admin.control.answers import WriteData, who_answered
from handlers.admin.navigation import compose_for
from handlers.frame.taps import answer_tap


def register(router: Router) -> None:
    router.callback_query.register(on_write, WriteData.filter())


async def on_write(
    query: CallbackQuery, callback_data: WriteData, dialog_manager: DialogManager, **data: Any
) -> None:
    """What the button says may be forged. A window that is opened by a tap takes the place of the
    message with the button: the report is shown anew above it."""
    admin, number = AdminContext.of(data), callback_data.broadcast_id
    await admin.access.require(admin.user_id)
    broadcast = await admin.doors.reports.get(number)
    known = callback_data.button < len(Content.load(broadcast.content).all_answers)
    await answer_tap(query, None if known else admin.i18n.get("unknown-button"))
    if known:
        await admin.show_progress(number)
        audience = who_answered(number, callback_data.button)
        await compose_for(dialog_manager, audience, show_mode=ShowMode.DELETE_AND_SEND)
