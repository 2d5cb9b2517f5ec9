"""A tap on the button of a picture, in whichever window it stands."""

import logging

from aiogram.exceptions import TelegramAPIError
from aiogram.types import BufferedInputFile
from aiogram_dialog import DialogManager, ShowMode

from botapi.errors import words_of
from broadcast.model.broadcast import Broadcast
from handlers.admin.context import AdminContext
from handlers.admin.reporting.pictures import NotDrawn, Picture

logger = logging.getLogger(__name__)


async def show_picture(
    manager: DialogManager, picture: Picture, broadcast: Broadcast | None = None
) -> str | None:
    """Draw and send it, and let the window follow below. What there is to say where that cannot be.

    It takes a second or two. `broadcast`: which one the picture is about, if it is about one.
    """
    admin = AdminContext.at(manager)
    await admin.access.require(admin.user_id)
    try:
        png = await admin.pictures.draw(picture, admin.i18n.locale, broadcast)
    except NotDrawn as error:
        return admin.i18n.get("picture-too-slow" if error.too_slow else "picture-failed")
    if png is None:
        about_one = picture is Picture.DELIVERIES
        return admin.i18n.get("picture-nothing" if about_one else "picture-nobody")
    await admin.access.require(admin.user_id)  # drawing took a while
    try:
        await admin.bot.send_photo(
            admin.chat_id,
            BufferedInputFile(png, f"{picture}.png"),
            message_thread_id=admin.thread_id,
        )
    except TelegramAPIError as error:
        logger.warning("a picture was not sent: %s", words_of(error))
        return admin.i18n.get("picture-not-sent")
    manager.show_mode = ShowMode.DELETE_AND_SEND
    return None
