"""What a tap below a draft from outside does: whoever is first has it, and goes on as with any."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager

from broadcast.model.errors import NoSuchBroadcast
from handlers.admin.context import AdminContext
from handlers.admin.control.arrivals import ArrivalData, ArrivalStep
from handlers.admin.navigation import confirm_draft, continue_draft, discard_draft
from handlers.admin.wording.titles import shown_title
from handlers.frame.rewriting import rewrite
from handlers.frame.taps import answer_tap


def register(router: Router) -> None:
    router.callback_query.register(on_arrival, ArrivalData.filter())


async def on_arrival(
    query: CallbackQuery, callback_data: ArrivalData, dialog_manager: DialogManager, **data: Any
) -> None:
    admin, number = AdminContext.of(data), callback_data.draft_id
    if not await admin.doors.drafts.take_up(number, by=await admin.actor()):
        await answer_tap(query, admin.i18n.get("arrival-late"))
        await rewrite(query, admin.i18n.get("arrival-over", title=await _title(number, admin)))
        return
    await answer_tap(query)
    await rewrite(query, admin.i18n.get("arrival-yours", title=await _title(number, admin)))
    match callback_data.step:
        case ArrivalStep.SEND:
            await confirm_draft(dialog_manager, number)
        case ArrivalStep.OPEN:
            await continue_draft(dialog_manager, number)
        case ArrivalStep.DISCARD:
            await discard_draft(dialog_manager, number)


async def _title(number: int, admin: AdminContext) -> str:
    try:
        broadcast = await admin.doors.reports.get(number)
    except NoSuchBroadcast:
        return f"#{number}"
    return shown_title(broadcast, admin.texts, admin.i18n.locale)
