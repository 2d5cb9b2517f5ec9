"""What the report's window shows."""

from typing import Any

from aiogram_dialog import DialogManager

from handlers.admin.browse.page import opened, take_note
from handlers.admin.context import AdminContext
from handlers.admin.progress.words.figures import figure_lines
from handlers.admin.progress.words.message import Words


async def report_window(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    admin = AdminContext.at(dialog_manager)
    texts, locale = admin.texts, admin.i18n.locale
    broadcast = await admin.doors.reports.get(opened(dialog_manager))
    lines = [*Words(texts, locale).origin(broadcast), "", *figure_lines(broadcast, texts, locale)]
    return {"note": take_note(dialog_manager), "report": "\n".join(lines)}
