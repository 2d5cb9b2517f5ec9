"""What a tap below a progress message does: pause, resume, cancel, or show it anew."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery

from broadcast.model.errors import MoveNotAllowed
from handlers.admin.context import AdminContext
from handlers.admin.control.runs import (
    Action,
    CancelData,
    ControlData,
    ShowData,
    Sure,
    allows,
    cancel_keyboard,
    cancel_question,
    notice_keyboard,
    perform,
    said,
)
from handlers.frame.rewriting import rewrite
from handlers.frame.taps import answer_tap


def register(router: Router) -> None:
    router.callback_query.register(on_control, ControlData.filter())
    router.callback_query.register(on_cancel, CancelData.filter())
    router.callback_query.register(on_show, ShowData.filter())


async def act(action: Action, broadcast_id: int, desk: AdminContext) -> str:
    """Act, and say what was done; somebody else may have been faster."""
    try:
        broadcast = await perform(
            action, broadcast_id, by=await desk.actor(), launches=desk.doors.launches
        )
    except MoveNotAllowed:
        return desk.i18n.get("control-too-late")
    return said(action, broadcast, desk.texts, desk.i18n.locale)


async def on_control(query: CallbackQuery, callback_data: ControlData, **data: Any) -> None:
    """A button below a progress message, or below the question which broadcast is meant."""
    desk = AdminContext.of(data)
    if callback_data.action is Action.CANCEL:
        await _ask_to_cancel(query, callback_data, desk)
        return
    text = await act(callback_data.action, callback_data.broadcast_id, desk)
    await answer_tap(query, text)
    if callback_data.asked:
        await rewrite(query, text)


async def _ask_to_cancel(query: CallbackQuery, data: ControlData, desk: AdminContext) -> None:
    """Cancelling cannot be undone, and its button stands beside Pause."""
    await desk.access.require(desk.user_id)
    broadcast = await desk.doors.reports.get(data.broadcast_id)
    late = None if allows(Action.CANCEL, broadcast) else desk.i18n.get("control-too-late")
    await answer_tap(query, late)
    if not data.asked:
        await _redraw(query, broadcast.id, desk, asking=Action.CANCEL)
    elif late is not None:
        await rewrite(query, late)
    else:
        locale = desk.i18n.locale
        await rewrite(
            query,
            cancel_question(broadcast, desk.texts, locale),
            cancel_keyboard(broadcast, desk.texts, locale, asked=True),
        )


async def on_cancel(query: CallbackQuery, callback_data: CancelData, **data: Any) -> None:
    """The answer to that question."""
    desk, number = AdminContext.of(data), callback_data.broadcast_id
    keyboard = None
    if callback_data.sure is Sure.YES:
        text = await act(Action.CANCEL, number, desk)
    else:
        await desk.access.require(desk.user_id)
        text = desk.i18n.get("cancel-not")
        broadcast = await desk.doors.reports.get(number)
        if allows(Action.CANCEL, broadcast):  # it stands still, say, and still wants a decision
            keyboard = notice_keyboard(broadcast, desk.texts, desk.i18n.locale)
    await answer_tap(query, text)
    if callback_data.asked:
        await rewrite(query, text, keyboard)
    else:
        await _redraw(query, number, desk)


async def on_show(query: CallbackQuery, callback_data: ShowData, **data: Any) -> None:
    desk = AdminContext.of(data)
    await desk.access.require(desk.user_id)
    await answer_tap(query)
    await desk.show_progress(callback_data.broadcast_id)


async def _redraw(
    query: CallbackQuery, broadcast_id: int, desk: AdminContext, *, asking: Action | None = None
) -> None:
    if query.message is not None:
        await desk.redraw_progress(broadcast_id, query.message.message_id, asking=asking)
