"""What the list of those who left shows."""

from typing import Any

from aiogram_dialog import DialogManager

from db.records import LeaverRow
from db.schema.states import SubscriberState
from handlers.admin.browse.page import (
    RECIPIENTS,
    note_last_recipient,
    opened,
    recipients_after,
)
from handlers.admin.context import AdminContext
from handlers.language.names import numbered_name

LEFT_MARK, BLOCKED_MARK = "👋", "🚫"


async def leavers_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin, after = AdminContext.at(dialog_manager), recipients_after(dialog_manager)
    broadcast = await admin.doors.reports.get(opened(dialog_manager))
    found = await admin.doors.statistics.leavers_page(
        broadcast, now=admin.clock.time(), after=after, limit=RECIPIENTS + 1
    )
    shown = found[:RECIPIENTS]
    note_last_recipient(dialog_manager, shown[-1].number if shown else after)
    return {
        "lines": "\n".join(map(_line, shown)) or "—",
        "has_earlier": after > 0,
        "has_further": len(found) > RECIPIENTS,
    }


def _line(one: LeaverRow) -> str:
    mark = BLOCKED_MARK if one.state == SubscriberState.BLOCKED else LEFT_MARK
    return f"{mark} {numbered_name(one.first_name, one.username, one.chat_id)}"
