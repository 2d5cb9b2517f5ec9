"""What the window below the preview shows."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.content import Content
from handlers.admin.compose.notes import NOTE_KEYS
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.preview.hints import hints, wants_line
from handlers.admin.compose.preview.summary import summary
from handlers.admin.context import AdminContext
from handlers.admin.wording.options import options_line
from handlers.language.names import quoted


async def draft_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, draft = AdminContext.at(dialog_manager), await OpenDraft.at(dialog_manager)
    stored = await draft.stored()
    content = Content.load(stored.content)
    refused, note = draft.traces.refused, draft.take_note()
    return {
        "summary": summary(stored, content, admin.texts, admin.i18n.locale),
        "note": draft.take_said() if note is None else admin.i18n.get(NOTE_KEYS[note]),
        "refused": None if refused is None else quoted(refused),
        "faulty": refused is not None and not draft.may_launch_unseen,
        "unseen_ok": draft.may_launch_unseen,
        "single": len(content.message) == 1,
        "shown": draft.is_shown,
        "hidden": not draft.is_shown,
        "unseen": not draft.is_shown and refused is None,
        "options": options_line(content, admin.texts, admin.i18n.locale),
        "wants_line": wants_line(content),
        "hints": hints(content, draft.traces.lost, admin),
    }
