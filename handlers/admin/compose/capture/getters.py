"""What the window that waits for the message shows."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.enums import ContentType
from aiogram_dialog import DialogManager

from handlers.admin.compose.message.calls import ALBUM, EMPTY
from handlers.admin.compose.message.polls import QUIZ
from handlers.admin.compose.session import DraftSession
from handlers.admin.context import AdminContext

OTHERWISE = "otherwise"
UNUSABLE_KEYS: Mapping[str, str] = {
    ALBUM: "compose-cannot-album",
    EMPTY: "compose-cannot-empty",
    QUIZ: "compose-cannot-quiz",
    ContentType.DICE: "compose-cannot-dice",
    ContentType.RICH_MESSAGE: "compose-cannot-rich",
    ContentType.PAID_MEDIA: "compose-cannot-paid",
    ContentType.STORY: "compose-cannot-story",
    ContentType.UNKNOWN: "compose-cannot-read",
    OTHERWISE: "compose-cannot-other",
}


async def message_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    session = DraftSession.of(dialog_manager)
    replace(session, unusable=None).save(dialog_manager)
    return {
        "replacing": session.draft_id is not None,
        "unusable": None if session.unusable is None else _why(session.unusable, dialog_manager),
    }


def _why(kind: str, manager: DialogManager) -> str:
    key = UNUSABLE_KEYS.get(kind, UNUSABLE_KEYS[OTHERWISE])
    return AdminContext.at(manager).i18n.get(key)
