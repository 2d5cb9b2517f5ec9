"""What owners decide. Whether they may, the door asks."""

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from broadcast.doors.composing.owner_settings import OwnerSetting
from broadcast.model.formatting.formatted import Formatted
from handlers.admin.context import AdminContext

MOST_UNITS = 500  # UTF-16 units; a caption has 1024 in all
UNUSABLE = "unusable"  # in the dialog's data


async def take_footer(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    entities = tuple(one.model_dump(exclude_none=True) for one in message.entities or ())
    footer = Formatted(text=message.text or "", entities=entities)
    manager.dialog_data[UNUSABLE] = not footer.text.strip() or footer.units > MOST_UNITS
    if not manager.dialog_data[UNUSABLE]:
        await _decide(footer, manager)


async def remove_footer(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _decide(None, manager)


async def _decide(footer: Formatted | None, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    value = None if footer is None else footer.data()
    await admin.doors.settings.write(OwnerSetting.FOOTER, value, by=await admin.actor())
