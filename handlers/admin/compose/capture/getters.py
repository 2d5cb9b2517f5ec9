"""What the window that waits for the message shows."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.enums import ContentType
from aiogram_dialog import DialogManager

from botapi.rich.limits import Why
from handlers.admin.compose.message.albums import ODD_ITEM
from handlers.admin.compose.message.calls import EMPTY
from handlers.admin.compose.message.polls import QUIZ
from handlers.admin.compose.message.rich import FILES_FULL, REFUSED, UNREADABLE
from handlers.admin.compose.message.rich_files import NOT_READ, NOT_UTF8, TOO_BIG, TOO_LONG
from handlers.admin.compose.message.taken import FORMATTED, NO_SOURCE
from handlers.admin.compose.message_list import FULL, GONE, SECOND_POLL
from handlers.admin.compose.session import DraftSession
from handlers.admin.context import AdminContext
from handlers.admin.wording.braces import BRACES_KEYS, shown_details

OTHERWISE = "otherwise"
UNUSABLE_KEYS: Mapping[str, str] = {
    ODD_ITEM: "messages-odd-item",
    EMPTY: "compose-cannot-empty",
    QUIZ: "compose-cannot-quiz",
    FULL: "messages-full",
    SECOND_POLL: "messages-second-poll",
    GONE: "messages-gone",
    ContentType.PAID_MEDIA: "compose-cannot-paid",
    ContentType.STORY: "compose-cannot-story",
    ContentType.UNKNOWN: "compose-cannot-read",
    **BRACES_KEYS,
    REFUSED[Why.EMPTY]: "rich-empty",
    REFUSED[Why.TOO_LONG]: "rich-too-long",
    REFUSED[Why.BLOCKS]: "rich-blocks",
    REFUSED[Why.LEVELS]: "rich-levels",
    REFUSED[Why.MEDIA]: "rich-media",
    REFUSED[Why.COLUMNS]: "rich-columns",
    REFUSED[Why.BAD_TAG]: "rich-bad-tag",
    REFUSED[Why.BROKEN_TAG]: "rich-broken-tag",
    REFUSED[Why.UNCLOSED]: "rich-unclosed",
    REFUSED[Why.UNOPENED]: "rich-unopened",
    REFUSED[Why.WEB_FILE]: "rich-web-file",
    REFUSED[Why.NO_FILE]: "rich-no-file",
    FILES_FULL: "rich-files-full",
    FORMATTED: "rich-formatted",
    NO_SOURCE: "rich-no-source",
    NOT_READ: "rich-not-read",
    NOT_UTF8: "rich-not-utf8",
    TOO_BIG: "rich-too-big",
    TOO_LONG: "rich-too-long-file",
    UNREADABLE: "compose-cannot-read",
    OTHERWISE: "compose-cannot-other",
}


async def message_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {
        "replacing": DraftSession.of(dialog_manager).draft_id is not None,
        "unusable": take_unusable(dialog_manager),
    }


def take_unusable(manager: DialogManager) -> str | None:
    """Why the last message was not taken; it is not said again."""
    session = DraftSession.of(manager)
    if session.unusable is None:
        return None
    replace(session, unusable=None, unusable_details=()).save(manager)
    key = UNUSABLE_KEYS.get(session.unusable, UNUSABLE_KEYS[OTHERWISE])
    details = shown_details(session.unusable_details)
    return AdminContext.at(manager).i18n.get(key, **details)
