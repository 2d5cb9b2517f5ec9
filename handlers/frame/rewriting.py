"""A message with buttons becomes the answer to the tap; where it cannot, the answer comes below."""

import logging

from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from botapi.errors import REFUSALS, Meaning, meaning, words_of

logger = logging.getLogger(__name__)


async def rewrite(
    query: CallbackQuery, text: str, keyboard: InlineKeyboardMarkup | None = None
) -> None:
    """Edit the message that was tapped; whatever words Telegram refuses that with, send a new one.

    Raises aiogram's errors where Telegram cannot be reached.
    """
    message = query.message
    if message is None:
        return
    if isinstance(message, Message):
        try:
            await message.edit_text(text, reply_markup=keyboard)
        except AiogramError as error:
            meant = meaning(error)
            if meant is Meaning.UNCHANGED:
                return
            if meant not in REFUSALS:
                raise
            logger.info("a message cannot be edited and is sent anew: %s", words_of(error))
        else:
            return
    await message.answer(text, reply_markup=keyboard)
    if isinstance(message, Message):
        try:
            await message.edit_reply_markup(reply_markup=None)
        except AiogramError as error:
            logger.info("it keeps its buttons: %s", type(error).__name__)
