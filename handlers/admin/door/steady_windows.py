"""How the dialogs' windows reach the chat: nothing is taken away before what replaces it stands.

The library deletes the old window, or takes its buttons away, and then sends the new one; where
that fails the admin is left with nothing. And it knows three wordings of a refused edit, and passes
every other one on as an error.
"""

import logging

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import ShowMode
from aiogram_dialog.api.entities import NewMessage, OldMessage
from aiogram_dialog.api.protocols import MessageNotModified
from aiogram_dialog.manager.message_manager import MessageManager

from botapi.errors import REFUSALS, Meaning, meaning, words_of

# Of an edit it does not matter whether it was carried out: it may be made once more.
NO_ANSWER = frozenset({Meaning.UNANSWERED, Meaning.UNREADABLE})
SENDING_ANEW = (ShowMode.SEND, ShowMode.DELETE_AND_SEND)

logger = logging.getLogger(__name__)


class SteadyMessages(MessageManager):
    """Sends before it removes; what becomes of the old window is no error of the new one."""

    async def answer_callback(self, bot: Bot, callback_query: CallbackQuery) -> None:
        try:
            await super().answer_callback(bot, callback_query)
        except AiogramError as error:
            logger.info("a tap was not answered: %s", type(error).__name__)

    async def show_message(
        self, bot: Bot, new_message: NewMessage, old_message: OldMessage | None
    ) -> OldMessage:
        mode = new_message.show_mode
        if old_message is None or mode is ShowMode.NO_UPDATE:
            return await super().show_message(bot, new_message, old_message)
        if mode in SENDING_ANEW or not self._can_edit(new_message, old_message):
            shown = await super().show_message(bot, new_message, None)
            if mode is ShowMode.SEND:
                await self._remove_kbd(bot, old_message, new_message)
            else:
                await self.remove_message_safe(bot, old_message, new_message)
            return shown
        return await super().show_message(bot, new_message, old_message)

    async def edit_message_safe(
        self, bot: Bot, new_message: NewMessage, old_message: OldMessage
    ) -> Message:
        """An edit that Telegram refuses, in whatever words, becomes a new message."""
        try:
            return await self._edit(bot, new_message, old_message)
        except AiogramError as error:
            meant = meaning(error)
            if meant is Meaning.UNCHANGED:
                raise MessageNotModified from error
            if meant not in REFUSALS:
                raise
            logger.info("a window cannot be edited and is sent anew: %s", words_of(error))
        sent = await self.send_message(bot, new_message)
        await self.remove_message_safe(bot, old_message, new_message)
        return sent

    async def _edit(self, bot: Bot, new_message: NewMessage, old_message: OldMessage) -> Message:
        try:
            return await self.edit_message(bot, new_message, old_message)
        except AiogramError as error:
            if meaning(error) not in NO_ANSWER:
                raise
            logger.info("a window is edited once more after %s", words_of(error))
        return await self.edit_message(bot, new_message, old_message)

    async def remove_message_safe(
        self, bot: Bot, old_message: OldMessage, new_message: NewMessage | None
    ) -> None:
        """Best effort; at least the buttons go, where Telegram lets them."""
        try:
            await bot.delete_message(old_message.chat.id, old_message.message_id)
        except AiogramError as error:
            if meaning(error) in REFUSALS:  # older than two days, say
                await self._remove_kbd(bot, old_message, new_message)
            else:
                logger.info("an old window stays: %s", words_of(error))

    async def _remove_kbd(
        self, bot: Bot, old_message: OldMessage | None, new_message: NewMessage | None
    ) -> Message | None:
        try:
            return await super()._remove_kbd(bot, old_message, new_message)
        except AiogramError as error:
            logger.info("an old window keeps its buttons: %s", type(error).__name__)
            return None
