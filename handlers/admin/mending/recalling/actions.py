"""Taking a broadcast back; one that is being sent is stopped in the same moment."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from broadcast.model.errors import CannotMend, MoveNotAllowed
from db.schema.states import RunKind
from handlers.admin.context import AdminContext
from handlers.admin.control.why_not import why_not_mended
from handlers.admin.mending.session import MendingSession, remember


async def recall(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id says whether it is to be stopped first: what is asked may be no more so."""
    admin, session = AdminContext.at(manager), MendingSession.of(manager)
    begin = admin.doors.recalls.begin
    if button.widget_id == "stop":
        begin = admin.doors.recalls.stop_and_begin
    try:
        child = await begin(session.broadcast_id, by=await admin.actor(), told=session.told)
    except CannotMend as error:
        remember(manager, said=why_not_mended(error, admin.texts, admin.i18n.locale))
    except MoveNotAllowed:
        remember(manager, said=admin.i18n.get("control-too-late"))
    else:
        for other in session.told:
            await _show_recall(other, admin)
        await admin.show_progress(child.id)
        await manager.done()


async def _show_recall(number: int, admin: AdminContext) -> None:
    """The progress of the one that takes it back; of what nobody had there is none."""
    mendings = await admin.doors.reports.mendings(number)
    if mendings and mendings[-1].kind is RunKind.RECALL:
        await admin.show_progress(mendings[-1].id)
