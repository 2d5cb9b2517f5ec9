"""What the window that waits for the message shows."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from aiogram.enums import ContentType
from aiogram_dialog import DialogManager

from handlers.admin.compose.message.albums import ODD_ITEM
from handlers.admin.compose.message.calls import EMPTY
from handlers.admin.compose.message.moments import WhyNot
from handlers.admin.compose.message.polls import QUIZ
from handlers.admin.compose.message_list import FULL, GONE, SECOND_POLL
from handlers.admin.compose.placeholders import PLACEHOLDER_KEYS
from handlers.admin.compose.session import DraftSession
from handlers.admin.context import AdminContext
from handlers.language.names import quoted

OTHERWISE = "otherwise"
UNUSABLE_KEYS: Mapping[str, str] = {
    ODD_ITEM: "messages-odd-item",
    EMPTY: "compose-cannot-empty",
    QUIZ: "compose-cannot-quiz",
    FULL: "messages-full",
    SECOND_POLL: "messages-second-poll",
    GONE: "messages-gone",
    ContentType.DICE: "compose-cannot-dice",
    ContentType.RICH_MESSAGE: "compose-cannot-rich",
    ContentType.PAID_MEDIA: "compose-cannot-paid",
    ContentType.STORY: "compose-cannot-story",
    ContentType.UNKNOWN: "compose-cannot-read",
    WhyNot.FORM: "moment-form",
    WhyNot.NO_SUCH: "moment-no-such",
    WhyNot.SKIPPED: "moment-skipped",
    WhyNot.BROKEN: "moment-broken",
    **PLACEHOLDER_KEYS,
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
    details = {name: quoted(what) for name, what in session.unusable_details}
    return AdminContext.at(manager).i18n.get(key, **details)
