"""What a tap on a version below a report or the news does: ask, send it to the rest, or wait."""

from typing import Any

from aiogram import Router
from aiogram.types import CallbackQuery

from broadcast.model.broadcast import Broadcast
from broadcast.model.errors import MoveNotAllowed, NobodyToSendTo
from handlers.admin.context import AdminContext
from handlers.admin.control.versions import VersionData, VersionStep, decide, wait_longer
from handlers.frame.taps import answer_tap


def register(router: Router) -> None:
    router.callback_query.register(on_version, VersionData.filter())


async def on_version(query: CallbackQuery, callback_data: VersionData, **data: Any) -> None:
    """The message with the button becomes what there is to say now, whatever it was before."""
    admin, number, child, text = AdminContext.of(data), callback_data.broadcast_id, None, None
    asking = callback_data.choice if callback_data.step is VersionStep.ASK else None
    match callback_data.step:
        case VersionStep.DECIDE:
            child, text = await _decided(callback_data, admin)
        case VersionStep.WAIT:
            text = await _waits(number, admin)
        case _:
            await admin.access.require(admin.user_id)
            if asking and await _too_late(number, admin):
                text = admin.i18n.get("again-too-late")
    await answer_tap(query, text)
    if query.message is not None:
        await admin.redraw_progress(number, query.message.message_id, asking=asking)
    if child is not None:
        await admin.show_progress(child.id)


async def _decided(data: VersionData, admin: AdminContext) -> tuple[Broadcast | None, str]:
    """The new broadcast, if there is one, and what to say; somebody else may have been faster, or
    the engine."""
    try:
        child = await decide(
            data.choice, data.broadcast_id, by=await admin.actor(), versions=admin.doors.versions
        )
    except (MoveNotAllowed, NobodyToSendTo):
        return None, admin.i18n.get("again-too-late")
    if child is None:
        return None, admin.i18n.get("versions-dropped-now")
    count, number = str(child.figures.total), str(child.id)
    return child, admin.i18n.get("again-rest-sending", count=count, number=number)


async def _waits(number: int, admin: AdminContext) -> str:
    actor = await admin.access.require(admin.user_id)
    standing = await admin.doors.versions.standing(number)
    try:
        if standing is not None:
            await wait_longer(standing, admin.clock.time(), by=actor, versions=admin.doors.versions)
    except MoveNotAllowed:
        return admin.i18n.get("again-too-late")
    return admin.i18n.get("versions-waits-on")


async def _too_late(number: int, admin: AdminContext) -> bool:
    standing = await admin.doors.versions.standing(number)
    return standing is None or not standing.can_decide
