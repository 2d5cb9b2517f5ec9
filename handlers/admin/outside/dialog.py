"""What there is to be decided about programs from outside: what they may ask, what they hear."""

from typing import Any

from aiogram_dialog import Dialog, DialogManager, Window
from aiogram_dialog.widgets.kbd import Cancel, Start

from db.schema.states import Role
from handlers.admin.context import AdminContext
from handlers.admin.states import AddressWindows, KeyWindows, OutsideWindows
from handlers.admin.wording.text import T


def outside_dialog() -> Dialog:
    return Dialog(
        Window(
            T("outside-title"),
            Start(T("outside-keys"), id="keys", state=KeyWindows.list),
            Start(T("outside-events"), id="events", state=AddressWindows.list),
            Cancel(T("admin-back")),
            state=OutsideWindows.main,
            getter=_main_window,
        )
    )


async def _main_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    await admin.access.require(admin.user_id, Role.OWNER)
    return {}
