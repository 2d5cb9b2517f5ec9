"""What the report's window shows."""

from typing import Any

from aiogram_dialog import DialogManager

from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from db.records import LeaversRow
from handlers.admin.browse.page import opened, take_note
from handlers.admin.browse.report.words import leaver_lines, message_lines, version_lines
from handlers.admin.context import AdminContext
from handlers.admin.progress.words.figures import figure_lines
from handlers.admin.progress.words.message import Words


async def report_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    texts, locale = admin.texts, admin.i18n.locale
    broadcast = await admin.doors.reports.get(opened(dialog_manager))
    lines = [*Words(texts, locale).origin(broadcast), "", *figure_lines(broadcast, texts, locale)]
    now = admin.clock.time()
    leavers = await admin.doors.statistics.leavers(broadcast, now=now)
    parts = await _parts(broadcast, admin)
    for further in (*parts, _leavers(leavers, broadcast, now, admin)):
        if further:
            lines += ["", *further]
    left = 0 if leavers is None else leavers.unsubscribed + leavers.blocked
    return {
        "note": take_note(dialog_manager),
        "report": "\n".join(lines),
        "parts": any(parts),
        "left": str(left) if left else "",
    }


async def _parts(broadcast: Broadcast, admin: AdminContext) -> tuple[list[str], list[str]]:
    """By message and by version; nothing is counted where there is one of each."""
    content = Content.load(broadcast.content)
    if broadcast.mends or not content.has_parts:
        return [], []
    tallies = await admin.doors.statistics.tallies(broadcast)
    texts, locale = admin.texts, admin.i18n.locale
    return (
        message_lines(tallies, content, texts, locale),
        version_lines(tallies, content, texts, locale),
    )


def _leavers(
    leavers: LeaversRow | None, broadcast: Broadcast, now: float, admin: AdminContext
) -> list[str]:
    if leavers is None or broadcast.launched_at is None:
        return []
    return leaver_lines(leavers, now - broadcast.launched_at, admin.texts, admin.i18n.locale)
