"""What an admin has chosen."""

from collections.abc import Mapping
from typing import Any

from aiogram_dialog import DialogManager

from db.schema.states import NoticeKind
from handlers.admin.context import AdminContext
from handlers.admin.notices.actions import NOTE

KIND_KEYS: Mapping[NoticeKind, str] = {
    NoticeKind.LAUNCHED: "notices-launched",
    NoticeKind.PAUSED: "notices-paused",
    NoticeKind.FINISHED: "notices-finished",
    NoticeKind.LEAVING: "notices-leaving",
    NoticeKind.WEEKLY: "notices-weekly",
    NoticeKind.CLEANED: "notices-cleaned",
}


async def list_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    await admin.access.require(admin.user_id)
    chosen = await admin.notices.chosen(admin.user_id)
    cleans = await admin.doors.cleaning.standing() is not None
    return {
        "note": dialog_manager.dialog_data.pop(NOTE, None),
        "zone": admin.timezone.key,
        "kinds": [
            (kind.value, admin.i18n.get(key, on="yes" if kind in chosen else "no"))
            for kind, key in KIND_KEYS.items()
            if kind is not NoticeKind.CLEANED or cleans
        ],
    }
