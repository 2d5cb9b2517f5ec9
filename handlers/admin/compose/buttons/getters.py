"""What the buttons' window shows: how to write them, the mistakes, what there is now."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram_dialog import DialogManager

from handlers.admin.compose.buttons.lines import Mistake, describe
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.compose.session import DraftSession
from handlers.admin.context import AdminContext

MISTAKE_KEYS: Mapping[Mistake, str] = {
    Mistake.NO_LINK: "buttons-mistake-no-link",
    Mistake.NO_TEXT: "buttons-mistake-no-text",
    Mistake.LONG_TEXT: "buttons-mistake-long-text",
    Mistake.BAD_LINK: "buttons-mistake-bad-link",
    Mistake.LONG_ROW: "buttons-mistake-long-row",
    Mistake.TOO_MANY: "buttons-mistake-too-many",
}
SHOWN_MISTAKES = 20  # lines; more would not fit in a message
SHOWN_PRESENT = 1_500  # characters of the buttons' lines; Fluent takes no value above 2500


async def buttons_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    content = await (await OpenDraft.at(dialog_manager)).content()
    session = DraftSession.of(dialog_manager)
    replace(session, mistakes=()).save(dialog_manager)
    i18n = AdminContext.at(dialog_manager).i18n
    lines = [
        i18n.get("buttons-line", number=str(number), mistake=i18n.get(MISTAKE_KEYS[Mistake(name)]))
        for number, name in session.mistakes[:SHOWN_MISTAKES]
    ]
    return {
        "mistakes": "\n".join(lines),
        # Not both: together they may be too long for a message.
        "present": "" if lines else _cut(describe(content.buttons)),
        "removable": bool(content.buttons),
    }


def _cut(text: str) -> str:
    return text if len(text) <= SHOWN_PRESENT else f"{text[: SHOWN_PRESENT - 1]}…"
