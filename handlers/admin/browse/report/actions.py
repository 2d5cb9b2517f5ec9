"""What a tap in the report's window does, or one on *as a file* below a list of recipients."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from db.schema.states import DeliveryState
from handlers.admin.browse.page import note, opened, outcome_of
from handlers.admin.browse.report.groups import report_groups
from handlers.admin.context import AdminContext
from handlers.admin.navigation import show_groups
from handlers.admin.picture_taps import show_picture
from handlers.admin.reporting.file_sender import FileOrder
from handlers.admin.reporting.pictures import Picture


async def file_of_all(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _order(manager, None)


async def file_of_outcome(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _order(manager, outcome_of(manager))


async def _order(manager: DialogManager, state: DeliveryState | None) -> None:
    """It comes by itself, below: a large one takes minutes."""
    admin = AdminContext.at(manager)
    await admin.access.require(admin.user_id)
    order = FileOrder(
        user_id=admin.user_id,
        chat_id=admin.chat_id,
        thread_id=admin.thread_id,
        locale=admin.i18n.locale,
        broadcast_id=opened(manager),
        state=state,
    )
    taken = admin.files.take(order)
    note(manager, admin.i18n.get("file-coming" if taken else "file-one-at-a-time"))


async def show_parts(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    """Whom the lines by message and by version count."""
    admin = AdminContext.at(manager)
    broadcast = await admin.doors.reports.get(opened(manager))
    await show_groups(manager, await report_groups(broadcast, admin))


async def picture(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id says which."""
    broadcast = await AdminContext.at(manager).doors.reports.get(opened(manager))
    if said := await show_picture(manager, Picture(str(button.widget_id)), broadcast):
        note(manager, said)
