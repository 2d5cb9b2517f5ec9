"""What owners decide. Whether they may, the door asks."""

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from botapi.call import Call
from broadcast.doors.composing.owner_settings import OwnerSetting
from broadcast.model.errors import ContentNotSupported
from broadcast.model.formatting.formatted import Formatted
from broadcast.model.formatting.moments import with_moments
from broadcast.model.personal.mistakes import mistake_in
from handlers.admin.context import AdminContext
from handlers.admin.wording.braces import BRACES_KEYS, shown_details, unusable

MOST_UNITS = 500  # UTF-16 units; a caption has 1024 in all
UNUSABLE, WRONG = "unusable", "wrong"  # in the dialog's data


async def take_footer(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.DELETE_AND_SEND
    try:
        footer = await _read(message, AdminContext.at(manager))
    except ContentNotSupported as error:
        manager.dialog_data[WRONG] = [error.kind, list(error.details.items())]
        return
    manager.dialog_data[UNUSABLE] = not footer.text.strip() or footer.units > MOST_UNITS
    if not manager.dialog_data[UNUSABLE]:
        await _decide(footer, manager)


def take_wrong(manager: DialogManager) -> str | None:
    """What was wrong with the braces of the last one; it is not said again."""
    kind, details = manager.dialog_data.pop(WRONG, (None, ()))
    if kind is None:
        return None
    return AdminContext.at(manager).i18n.get(BRACES_KEYS[kind], **shown_details(details))


async def _read(message: Message, admin: AdminContext) -> Formatted:
    """With its moments in place. Raises ContentNotSupported: below every broadcast, what is wrong
    with it would be wrong with each of them."""
    entities = [one.model_dump(exclude_none=True) for one in message.entities or ()]
    call = Call(method="sendMessage", params={"text": message.text or "", "entities": entities})
    call, names = with_moments(call, admin.timezone), await admin.doors.personal.names()
    if (mistake := mistake_in([call], names)) is not None:
        raise unusable(mistake, names)
    return Formatted(text=call.params["text"], entities=tuple(call.params["entities"]))


async def remove_footer(_: CallbackQuery, __: Button, manager: DialogManager) -> None:
    await _decide(None, manager)


async def _decide(footer: Formatted | None, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    value = None if footer is None else footer.data()
    await admin.doors.settings.write(OwnerSetting.FOOTER, value, by=await admin.actor())
