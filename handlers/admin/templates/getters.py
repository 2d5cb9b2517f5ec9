"""What the templates' windows show."""

from collections.abc import Mapping
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.doors.audience.naming import Named
from broadcast.doors.composing.templates import LONGEST, MOST
from broadcast.model.content import Content
from handlers.admin.context import AdminContext
from handlers.admin.templates.page import PAGE, offset_of, opened, take_refusal, turn
from handlers.language.names import shown_name

REFUSED_KEYS: Mapping[Named, str] = {
    Named.BAD: "templates-bad-name",
    Named.TAKEN: "templates-taken",
    Named.FULL: "templates-full",
    Named.GONE: "templates-gone",
}


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, offset = AdminContext.at(dialog_manager), offset_of(dialog_manager)
    found, total = await admin.doors.templates.page(offset=offset, limit=PAGE)
    if not found and offset:  # fewer than there were
        turn(dialog_manager, -offset)
        offset = 0
        found, total = await admin.doors.templates.page(offset=0, limit=PAGE)
    return {
        "items": [(one.id, shown_name(one.name, None)) for one in found],
        "total": total,
        "page": str(offset // PAGE + 1),
        "pages": str(max(1, -(-total // PAGE))),
        "has_newer": offset > 0,
        "has_older": offset + PAGE < total,
    }


async def card_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    found = await admin.doors.templates.get(opened(dialog_manager))
    title = Content.load(found.content).title
    return {
        "name": shown_name(found.name, None),
        "words": shown_name(title, None) if title else "",
        **await name_window(dialog_manager),
    }


async def name_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    i18n, refusal = AdminContext.at(dialog_manager).i18n, take_refusal(dialog_manager)
    limits = {"longest": str(LONGEST), "most": str(MOST)}
    return {
        "refused": None if refusal is None else i18n.get(REFUSED_KEYS[refusal], **limits),
        "longest": str(LONGEST),
    }
