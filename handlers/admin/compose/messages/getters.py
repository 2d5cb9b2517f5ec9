"""What the windows of the list show."""

from typing import Any

from aiogram_dialog import DialogManager

from handlers.admin.compose.capture.file_choice import OTHER, other_of
from handlers.admin.compose.capture.getters import open_variant, refusal
from handlers.admin.compose.message.forwards import copy_of
from handlers.admin.compose.message_list import MOST
from handlers.admin.compose.notes import NOTE_KEYS
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.context import AdminContext
from handlers.admin.wording.titles import message_title


async def messages_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, draft = AdminContext.at(dialog_manager), await OpenDraft.at(dialog_manager)
    refused, note = refusal(dialog_manager), draft.remarks.take_note()
    entries = (await draft.messages()).entries
    titles = (message_title(copy_of(entry), admin.texts, admin.i18n.locale) for entry in entries)
    return {
        **refused,
        "version": open_variant(draft.focus.variant, admin),
        "note": None if note is None else admin.i18n.get(NOTE_KEYS[note]),
        "added": draft.focus.added,
        "count": str(len(entries)),
        "most": str(MOST),
        "room": len(entries) < MOST,
        "full": len(entries) >= MOST,
        "messages": [(n, f"{n + 1}. {title}") for n, title in enumerate(titles)],
    }


async def one_message_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, draft = AdminContext.at(dialog_manager), await OpenDraft.at(dialog_manager)
    entries = (await draft.messages()).entries
    index = min(draft.focus.index, len(entries) - 1)
    return {
        "number": str(index + 1),
        "count": str(len(entries)),
        "title": message_title(copy_of(entries[index]), admin.texts, admin.i18n.locale),
        OTHER: other_of(entries[index]),
        "not_first": index > 0,
        "not_last": index < len(entries) - 1,
        "several": len(entries) > 1,
    }
