"""What a tap in the report's window does, or one on *as a file* below a list of recipients."""

import logging

from aiogram.exceptions import TelegramAPIError
from aiogram.types import BufferedInputFile, CallbackQuery
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from botapi.errors import words_of
from db.schema.states import DeliveryState
from handlers.admin.browse.page import note, opened, outcome_of
from handlers.admin.context import AdminContext
from handlers.admin.reporting.file_sender import FileOrder
from handlers.admin.reporting.pictures import NotDrawn, Picture

logger = logging.getLogger(__name__)


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


async def picture(_: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """The button's id says which. It takes a second or two; the window moves below it."""
    admin, which = AdminContext.at(manager), Picture(str(button.widget_id))
    await admin.access.require(admin.user_id)
    broadcast = await admin.doors.reports.get(opened(manager))
    try:
        png = await admin.pictures.draw(which, broadcast, admin.i18n.locale)
    except NotDrawn as error:
        key = "picture-too-slow" if error.too_slow else "picture-failed"
        note(manager, admin.i18n.get(key))
        return
    if png is None:
        note(manager, admin.i18n.get("picture-nothing"))
        return
    await admin.access.require(admin.user_id)  # drawing took a while
    await _show(png, f"{which}.png", manager)


async def _show(png: bytes, name: str, manager: DialogManager) -> None:
    admin = AdminContext.at(manager)
    try:
        await admin.bot.send_photo(
            admin.chat_id, BufferedInputFile(png, name), message_thread_id=admin.thread_id
        )
    except TelegramAPIError as error:
        logger.warning("a picture was not sent: %s", words_of(error))
        note(manager, admin.i18n.get("picture-not-sent"))
    else:
        manager.show_mode = ShowMode.DELETE_AND_SEND
