"""What an admin reads while a preview of several albums goes out, one after the other.

Telegram takes about one message a second in a chat, and an album is as many as it has items: three
full ones are shown over ten seconds, and nothing else would say why nothing happens.
"""

import logging
import math
from collections.abc import Sequence

from aiogram.exceptions import AiogramError

from botapi.call import Call
from handlers.admin.context import AdminContext

WORTH_TELLING = 3.0  # seconds

logger = logging.getLogger(__name__)


async def ask_for_patience(calls: Sequence[Call], admin: AdminContext) -> tuple[int, ...]:
    """The number of the message that asks for it, where there is one; it is to be deleted after."""
    seconds = admin.doors.previews.wait(calls, by=await admin.actor())
    if seconds < WORTH_TELLING:
        return ()
    words = admin.i18n.get("preview-wait", count=math.ceil(seconds))
    try:
        sent = await admin.bot.send_message(admin.chat_id, words, message_thread_id=admin.thread_id)
    except AiogramError as error:
        logger.info("nobody was asked for patience: %s", type(error).__name__)
        return ()
    return (sent.message_id,)
