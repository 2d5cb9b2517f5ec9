"""How many have come since a broadcast, and match whom it was for."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.errors import TakenBack
from db.audience.facts import CannotAsk, Missing
from handlers.admin.browse.page import opened
from handlers.admin.context import AdminContext


async def newcomers_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    shown: dict[str, Any] = {
        "counting": False,
        "count": 0,
        "nobody": False,
        "pruned": False,
        "gone": False,
    }
    shown |= {"taken_back": False, "number": ""}
    try:
        audience = await admin.doors.newcomers.audience(opened(dialog_manager))
        count = await admin.doors.counts.count(audience)
    except CannotAsk as refusal:
        pruned = refusal.missing is Missing.LEDGER
        return shown | {"pruned": pruned, "gone": not pruned}
    except TakenBack:  # meanwhile: the card offers it no more
        return shown | {"taken_back": True}
    if count is None:
        return shown | {"counting": True}
    return shown | {"count": count, "nobody": not count, "number": str(count)}
