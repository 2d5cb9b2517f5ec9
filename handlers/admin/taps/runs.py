"""What a tap below a progress message does: pause, resume, cancel, or show it anew."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode

from broadcast.model.errors import BeingMended, MoveNotAllowed, OtherBots
from handlers.admin.context import AdminContext
from handlers.admin.control.runs import (
    Action,
    CancelData,
    ControlData,
    SeriesData,
    ShowData,
    Sure,
    allows,
    cancel_keyboard,
    cancel_question,
    notice_keyboard,
    perform,
    said,
)
from handlers.admin.navigation import open_series
from handlers.frame.rewriting import rewrite
from handlers.frame.taps import answer_tap


def register(router: Router) -> None:
    router.callback_query.register(on_control, ControlData.filter())
    router.callback_query.register(on_cancel, CancelData.filter())
    router.callback_query.register(on_show, ShowData.filter())
    router.callback_query.register(on_series, SeriesData.filter())


async def act(action: Action, broadcast_id: int, admin: AdminContext) -> str:
    """Act, and say what was done; somebody else may have been faster."""
    try:
        broadcast = await perform(
            action, broadcast_id, by=await admin.actor(), launches=admin.doors.launches
        )
    except BeingMended:
        return admin.i18n.get("control-being-mended")
    except OtherBots:
        return admin.i18n.get("cannot-mend-other-bot")
    except MoveNotAllowed:
        return admin.i18n.get("control-too-late")
    return said(action, broadcast, admin.texts, admin.i18n.locale)


async def on_control(query: CallbackQuery, callback_data: ControlData, **data: Any) -> None:
    """A button below a progress message, or below the question which broadcast is meant."""
    admin = AdminContext.of(data)
    if callback_data.action is Action.CANCEL:
        await _ask_to_cancel(query, callback_data, admin)
        return
    text = await act(callback_data.action, callback_data.broadcast_id, admin)
    await answer_tap(query, text)
    if callback_data.asked:
        await rewrite(query, text)


async def _ask_to_cancel(query: CallbackQuery, data: ControlData, admin: AdminContext) -> None:
    """Cancelling cannot be undone, and its button stands beside Pause."""
    await admin.access.require(admin.user_id)
    broadcast = await admin.doors.reports.get(data.broadcast_id)
    late = None if allows(Action.CANCEL, broadcast) else admin.i18n.get("control-too-late")
    await answer_tap(query, late)
    if not data.asked:
        await _redraw(query, broadcast.id, admin, asking=Action.CANCEL)
    elif late is not None:
        await rewrite(query, late)
    else:
        locale = admin.i18n.locale
        await rewrite(
            query,
            cancel_question(broadcast, admin.texts, locale),
            cancel_keyboard(broadcast, admin.texts, locale, asked=True),
        )


async def on_cancel(query: CallbackQuery, callback_data: CancelData, **data: Any) -> None:
    """The answer to that question."""
    admin, number = AdminContext.of(data), callback_data.broadcast_id
    keyboard = None
    if callback_data.sure is Sure.YES:
        text = await act(Action.CANCEL, number, admin)
    else:
        await admin.access.require(admin.user_id)
        text = admin.i18n.get("cancel-not")
        broadcast = await admin.doors.reports.get(number)
        if allows(Action.CANCEL, broadcast):  # it stands still, say, and still wants a decision
            keyboard = notice_keyboard(broadcast, admin.texts, admin.i18n.locale)
    await answer_tap(query, text)
    if callback_data.asked:
        await rewrite(query, text, keyboard)
    else:
        await _redraw(query, number, admin)


async def on_show(query: CallbackQuery, callback_data: ShowData, **data: Any) -> None:
    admin = AdminContext.of(data)
    await admin.access.require(admin.user_id)
    await answer_tap(query)
    await admin.show_progress(callback_data.broadcast_id)


async def on_series(
    query: CallbackQuery, callback_data: SeriesData, dialog_manager: DialogManager, **data: Any
) -> None:
    admin = AdminContext.of(data)
    await admin.access.require(admin.user_id)
    await answer_tap(query)
    await open_series(dialog_manager, callback_data.series_id, show_mode=ShowMode.DELETE_AND_SEND)


async def _redraw(
    query: CallbackQuery, broadcast_id: int, admin: AdminContext, *, asking: Action | None = None
) -> None:
    if query.message is not None:
        await admin.redraw_progress(broadcast_id, query.message.message_id, asking=asking)
