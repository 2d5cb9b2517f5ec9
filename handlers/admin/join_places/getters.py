"""What the places' windows show."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.links.join_place import LONGEST_GREETING, JoinPlace
from handlers.admin.context import AdminContext
from handlers.admin.join_places.page import opened, take_unusable
from handlers.admin.paged_list import read_page
from handlers.language.names import shown_name


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    found, page = await read_page(dialog_manager, admin.doors.join_places.page)
    return {
        "items": [(one.chat_id, _row(one)) for one in found],
        **page,
    }


async def card_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    place = await admin.doors.join_places.get(opened(dialog_manager))
    title = shown_name(place.title, None)
    return {
        "title": title,
        "greets": place.greets,
        "approves": place.approves,
        "greeting": place.greeting or admin.i18n.get("join-greeting", title=title),
        "own": place.greeting is not None,
        "unusable": take_unusable(dialog_manager),
        "most": str(LONGEST_GREETING),
    }


def _row(place: JoinPlace) -> str:
    mark = "✅" if place.greets or place.approves else "⬜️"
    return f"{mark} {shown_name(place.title, None)}"
