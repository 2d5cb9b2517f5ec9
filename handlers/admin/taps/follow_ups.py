"""What a tap below a report does: ask, send again, or leave it at that."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery

from broadcast.doors.follow_ups import Which
from broadcast.model.broadcast import Broadcast
from broadcast.model.errors import MoveNotAllowed, NobodyToSendTo
from handlers.admin.context import AdminContext
from handlers.admin.control.follow_ups import FollowUpData, FollowUpStep, count_of, decide, may_send
from handlers.frame.taps import answer_tap


def register(router: Router) -> None:
    router.callback_query.register(on_follow_up, FollowUpData.filter())


async def on_follow_up(query: CallbackQuery, callback_data: FollowUpData, **data: Any) -> None:
    """The message with the button becomes what there is to say now, whatever it was before."""
    admin, which = AdminContext.of(data), callback_data.which
    broadcast_id, child, text = callback_data.broadcast_id, None, None
    asking = which if callback_data.step is FollowUpStep.ASK else None
    if callback_data.step in (FollowUpStep.SEND, FollowUpStep.LEAVE):
        child, text = await _decided(callback_data, admin)
    else:
        await admin.access.require(admin.user_id)
        if asking and await _too_late(broadcast_id, which, admin):
            text = admin.i18n.get("again-too-late")
    await answer_tap(query, text)
    if query.message is not None:
        await admin.redraw_progress(broadcast_id, query.message.message_id, asking=asking)
    if child is not None:
        await admin.show_progress(child.id)


async def _decided(data: FollowUpData, admin: AdminContext) -> tuple[Broadcast | None, str]:
    """The new broadcast, if there is one, and what to say; somebody else may have been faster."""
    try:
        broadcast = await decide(
            data.step,
            data.which,
            data.broadcast_id,
            by=await admin.actor(),
            follow_ups=admin.doors.follow_ups,
        )
    except (MoveNotAllowed, NobodyToSendTo):
        return None, admin.i18n.get("again-too-late")
    if data.step is FollowUpStep.LEAVE:
        return None, admin.i18n.get("again-left")
    count, number = str(broadcast.figures.total), str(broadcast.id)
    if data.which in (Which.CANCELLED, Which.CAPPED):
        return broadcast, admin.i18n.get("again-rest-sending", count=count, number=number)
    return broadcast, admin.i18n.get("again-sent", count=count, number=number)


async def _too_late(broadcast_id: int, which: Which, admin: AdminContext) -> bool:
    broadcast = await admin.doors.reports.get(broadcast_id)
    return not count_of(which, broadcast) or not may_send(which, broadcast)
