"""What the windows about personal texts show."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.doors.composing.personal_texts import Reader
from db.audience.audience import Audience
from db.knowledge.personal import BUILT_IN
from handlers.admin.compose.capture.getters import take_unusable
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.context import AdminContext


async def personal_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, draft = AdminContext.at(dialog_manager), await OpenDraft.at(dialog_manager)
    names, content = await admin.doors.personal.names(), await draft.content()
    return {
        "fields": [f"{{{name}}}" for name in names.values()],
        "custom": len(names) > len(BUILT_IN),
        "used": bool(content.names),
        **{f"is_{reader}": reader is draft.focus.reader for reader in Reader},
    }


async def fallback_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, draft = AdminContext.at(dialog_manager), await OpenDraft.at(dialog_manager)
    audience = Audience.load((await draft.stored()).audience)
    nameless = await admin.doors.personal.nameless(await draft.content(), audience)
    names = await admin.doors.personal.names()
    field, count = next(iter(nameless.items()), ("", 0))
    return {
        "unusable": take_unusable(dialog_manager),
        "field": names.get(field, field),
        "count": count,
    }
