"""What the question before the launch shows."""

from typing import Any

from aiogram_dialog import DialogManager

from handlers.admin.compose.confirm.costs import costs
from handlers.admin.compose.confirm.personal import personal_lines
from handlers.admin.compose.notes import NOTE_KEYS
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.context import AdminContext
from handlers.admin.wording.options import options_line


async def confirm_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, draft = AdminContext.at(dialog_manager), await OpenDraft.at(dialog_manager)
    content, note = await draft.content(), draft.take_note()
    recipients = await admin.doors.forecast.audience_size(draft.draft_id)
    return {
        "recipients": recipients,
        # The tap says which broadcast it confirms: the second of two finds its dialog closed.
        "launchable": [draft.draft_id] if recipients else [],
        "unseen": not draft.is_shown,
        "note": None if note is None else admin.i18n.get(NOTE_KEYS[note]),
        "options": options_line(content, admin.texts, admin.i18n.locale),
        **await costs(admin, content, recipients),
        **await personal_lines(admin, content),
    }
