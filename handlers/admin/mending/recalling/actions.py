"""Taking a broadcast back; one that is being sent is stopped in the same moment."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.errors import CannotMend, MoveNotAllowed
from handlers.admin.context import AdminContext
from handlers.admin.mending.session import MendingSession, remember
from handlers.admin.mending.why_not import why_not_mended


async def recall(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id says whether it is to be stopped first: what is asked may be no more so."""
    admin, number = AdminContext.at(manager), MendingSession.of(manager).broadcast_id
    begin = admin.doors.recalls.begin
    if button.widget_id == "stop":
        begin = admin.doors.recalls.stop_and_begin
    try:
        child = await begin(number, by=await admin.actor())
    except CannotMend as error:
        remember(manager, said=why_not_mended(error, admin.texts, admin.i18n.locale))
    except MoveNotAllowed:
        remember(manager, said=admin.i18n.get("control-too-late"))
    else:
        await admin.show_progress(child.id)
        await manager.done()
