"""What a tap on a notice does. Whether they may, the watch asks."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from db.schema.states import NoticeKind
from handlers.admin.context import AdminContext

NOTE = "note"  # said once, above


async def turn(_: CallbackQuery, __: Any, manager: DialogManager, kind: str) -> None:
    admin, which = AdminContext.at(manager), NoticeKind(kind)
    chosen = await admin.notices.chosen(admin.user_id)
    await admin.notices.choose(admin.user_id, which, wanted=which not in chosen)


async def show_week(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """The last whole week, and the window below it."""
    admin = AdminContext.at(manager)
    if await admin.notices.show_week(admin.user_id, admin.i18n.locale):
        manager.show_mode = ShowMode.DELETE_AND_SEND
    else:
        manager.dialog_data[NOTE] = admin.i18n.get("picture-not-sent")
