"""What the templates' windows show."""

from collections.abc import Mapping
from typing import Any

from aiogram_dialog import DialogManager

from broadcast.doors.audience.naming import Named
from broadcast.doors.composing.templates import LONGEST, MOST
from broadcast.model.content import Content
from handlers.admin.context import AdminContext
from handlers.admin.paged_list import read_page
from handlers.admin.templates.page import opened, take_refusal
from handlers.language.names import shown_name

REFUSED_KEYS: Mapping[Named, str] = {
    Named.BAD: "templates-bad-name",
    Named.TAKEN: "templates-taken",
    Named.FULL: "templates-full",
    Named.GONE: "templates-gone",
}


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    found, page = await read_page(dialog_manager, admin.doors.templates.page)
    return {
        "items": [(one.id, shown_name(one.name, None)) for one in found],
        **page,
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
