"""What a tap below the counts does."""

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from handlers.admin.audience.groups import counted_groups
from handlers.admin.context import AdminContext
from handlers.admin.navigation import show_groups
from handlers.admin.picture_taps import show_picture
from handlers.admin.reporting.pictures import Picture

NOTE = "note"  # said once, above the counts


async def picture(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id says which."""
    if said := await show_picture(manager, Picture(str(button.widget_id))):
        manager.dialog_data[NOTE] = said


async def open_people(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await show_groups(manager, await counted_groups(AdminContext.at(manager)))
