"""Pinning a broadcast for everybody, and taking the pins away."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.broadcast import Broadcast
from broadcast.model.errors import CannotMend, MoveNotAllowed
from handlers.admin.context import AdminContext
from handlers.admin.control.why_not import why_not_mended
from handlers.admin.mending.session import MendingSession, remember


async def pin(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _begin(manager, unpin=False)


async def unpin(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _begin(manager, unpin=True)


async def _begin(manager: DialogManager, *, unpin: bool) -> None:
    admin = AdminContext.at(manager)
    try:
        child = await _done(admin, MendingSession.of(manager).broadcast_id, unpin=unpin)
    except CannotMend as error:
        remember(manager, said=why_not_mended(error, admin.texts, admin.i18n.locale))
    except MoveNotAllowed:
        remember(manager, said=admin.i18n.get("control-too-late"))
    else:
        await admin.show_progress(child.id)
        await manager.done()


async def _done(admin: AdminContext, number: int, *, unpin: bool) -> Broadcast:
    pins, actor = admin.doors.pins, await admin.actor()
    return await (pins.unpin if unpin else pins.pin)(number, by=actor)
