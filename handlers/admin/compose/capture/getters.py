"""What the window that waits for the message shows."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.enums import ContentType
from aiogram_dialog import DialogManager

from botapi.rich.limits import Why
from db.audience.audience import Audience
from handlers.admin.choosing.reading import short_for
from handlers.admin.compose.message.albums import ODD_ITEM
from handlers.admin.compose.message.calls import EMPTY
from handlers.admin.compose.message.polls import QUIZ
from handlers.admin.compose.message.rich import FILES_FULL, REFUSED, UNREADABLE
from handlers.admin.compose.message.rich_files import NOT_READ, NOT_UTF8, TOO_BIG, TOO_LONG
from handlers.admin.compose.message.taken import FORMATTED, NO_SOURCE
from handlers.admin.compose.message_list import FULL, GONE, SECOND_POLL
from handlers.admin.compose.session import DraftSession
from handlers.admin.compose.traces import VariantKey
from handlers.admin.context import AdminContext
from handlers.admin.wording.braces import BRACES_KEYS, shown_details
from handlers.admin.wording.languages import shown_language
from handlers.admin.wording.titles import letter

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
    session = DraftSession.of(dialog_manager)
    return {
        "replacing": session.draft_id is not None,
        "whom": await _whom(session, dialog_manager),
        **refusal(dialog_manager),
    }


async def _whom(session: DraftSession, manager: DialogManager) -> str:
    """For whom it is, where whatever led here has said so; nothing is composed yet."""
    if session.audience is None or session.draft_id is not None:
        return ""
    return await short_for(Audience.load(session.audience), AdminContext.at(manager))


def refusal(manager: DialogManager) -> dict[str, Any]:
    """Why the last message was not taken, and whether it could be a file instead."""
    unusable = take_unusable(manager)
    file = DraftSession.of(manager).file
    return {"unusable": unusable, "as_file": unusable is not None and file is not None}


def take_unusable(manager: DialogManager) -> str | None:
    """Why the last message was not taken; it is not said again."""
    session = DraftSession.of(manager)
    if session.unusable is None:
        return None
    replace(session, unusable=None, unusable_details=()).save(manager)
    return words_of(session.unusable, dict(session.unusable_details), manager)


def words_of(kind: str, details: Mapping[str, str], manager: DialogManager) -> str:
    key = UNUSABLE_KEYS.get(kind, UNUSABLE_KEYS[OTHERWISE])
    return AdminContext.at(manager).i18n.get(key, **shown_details(details.items()))


def open_variant(key: VariantKey, admin: AdminContext) -> str:
    """Which version, in which language, the windows are about; "" for the first one."""
    i18n, lines = admin.i18n, []
    if key.version:
        lines.append(i18n.get("versions-open", letter=letter(key.version)))
    if key.language is not None:
        language = shown_language(key.language, i18n.locale)
        lines.append(i18n.get("languages-open", language=language))
    return "\n".join(lines)
