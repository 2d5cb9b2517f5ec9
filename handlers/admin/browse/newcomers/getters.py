"""How many have come since a broadcast, and match whom it was for."""

from typing import Any

from aiogram_dialog import DialogManager

from db.audience.facts import CannotAsk, Missing
from handlers.admin.browse.page import opened
from handlers.admin.context import AdminContext


async def newcomers_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    shown = {"counting": False, "count": 0, "nobody": False, "pruned": False, "gone": False}
    try:
        audience = await admin.doors.newcomers.audience(opened(dialog_manager))
        count = await admin.doors.counts.count(audience)
    except CannotAsk as refusal:
        pruned = refusal.missing is Missing.LEDGER
        return shown | {"pruned": pruned, "gone": not pruned, "number": ""}
    if count is None:
        return shown | {"counting": True, "number": ""}
    return shown | {"count": count, "nobody": not count, "number": str(count)}
