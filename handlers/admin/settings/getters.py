"""What the settings show, to owners alone: to everybody else NotAllowed."""

from typing import Any

from aiogram_dialog import DialogManager

from botapi.call import Call
from broadcast.model.formatting.formatted import Formatted
from db.schema.states import Role
from handlers.admin.context import AdminContext
from handlers.admin.settings.actions import MOST_UNITS, UNUSABLE, take_wrong


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    await admin.access.require(admin.user_id, Role.OWNER)
    return {"has_fields": await admin.doors.fields.are_there()}


async def footer_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    await admin.access.require(admin.user_id, Role.OWNER)
    footer = await admin.doors.settings.footer()
    return {
        "footer": "" if footer is None else footer.text,
        "wrong": take_wrong(dialog_manager),
        "moments": _moments(admin, footer),
        "unusable": bool(dialog_manager.dialog_data.pop(UNUSABLE, False)),
        "most": str(MOST_UNITS),
    }


def _moments(admin: AdminContext, footer: Formatted | None) -> str:
    if footer is None:
        return ""
    return "\n".join(admin.moments_seen([Call(method="sendMessage", params=footer.data())]))
