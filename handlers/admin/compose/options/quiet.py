"""What the broadcast does in quiet hours: one button that goes from one to the next."""

from dataclasses import replace
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Case

from broadcast.model.content import Content
from broadcast.model.hours.quiet_hours import Quiet
from handlers.admin.compose.open_draft import OpenDraft
from handlers.admin.context import AdminContext
from handlers.admin.wording.text import T

_NEXT = {Quiet.HOLD: Quiet.SILENT, Quiet.SILENT: Quiet.IGNORE, Quiet.IGNORE: Quiet.HOLD}


def quiet_button() -> Button:
    words = {
        Quiet.HOLD: T("options-quiet-hold"),
        Quiet.SILENT: T("options-quiet-silent"),
        Quiet.IGNORE: T("options-quiet-ignore"),
    }
    return Button(
        Case(dict(words), selector="quiet"), id="quiet", on_click=_turn, when="quiet_known"
    )


async def quiet_options(content: Content, admin: AdminContext) -> dict[str, Any]:
    """What the window shows of it: nothing, where there are no quiet hours and never were."""
    hours, quiet = await admin.doors.quiet_times.get(), content.options.quiet
    return {"quiet": quiet, "quiet_known": hours is not None or quiet is not Quiet.HOLD}


async def _turn(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    draft = await OpenDraft.at(manager)
    content = await draft.content()
    options = replace(content.options, quiet=_NEXT[content.options.quiet])
    await draft.save(content.with_options(options))
