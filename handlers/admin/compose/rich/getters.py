"""What the window that waits for a rich message's source shows."""

from collections.abc import Mapping
from typing import Any

from aiogram_dialog import DialogManager

from handlers.admin.compose.capture.getters import take_unusable
from handlers.admin.compose.open_draft import OpenDraft

# Bot API: InputRichMessage.media, by which link a source shows a file of each kind.
LINKS: Mapping[str, str] = {
    "photo": "photo",
    "video": "video",
    "animation": "video",
    "audio": "audio",
    "voice_note": "audio",
    "document": "document",
}


async def rich_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    unusable = take_unusable(dialog_manager)
    draft = await OpenDraft.at(dialog_manager)
    return {
        "unusable": unusable,
        "files": "\n".join(_line(number, kind) for number, kind, _id in draft.focus.files),
    }


def _line(number: str, kind: str) -> str:
    return f"![](tg://{LINKS[kind]}?id={number})"
