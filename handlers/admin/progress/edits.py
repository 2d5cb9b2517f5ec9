"""Writing a progress message, and what Telegram's answer to that means for the next time."""

import logging
from dataclasses import dataclass
from enum import Enum, auto

from aiogram import Bot
from aiogram.exceptions import AiogramError

from botapi.errors import DONE, REFUSALS, Meaning, meaning, wait_of, words_of
from db.admins.progress_messages import ProgressMessage
from handlers.admin.progress.pages import Page

logger = logging.getLogger(__name__)


class Written(Enum):
    DONE = auto()
    REFUSED = auto()  # it cannot be edited, or not be sent: for good
    GONE = auto()  # there is nobody to read it
    LATER = auto()  # Telegram could not be reached, or wants a pause


@dataclass(frozen=True, kw_only=True, slots=True)
class WriteResult:
    outcome: Written
    wait: float = 0.0  # seconds in which Telegram wants nothing more
    message_id: int = 0  # of what was sent


async def edit(bot: Bot, message: ProgressMessage, page: Page) -> WriteResult:
    try:
        await bot.edit_message_text(
            text=page.text,
            chat_id=message.chat_id,
            message_id=message.message_id,
            reply_markup=page.keyboard,
        )
    except AiogramError as error:
        return WriteResult(outcome=Written.DONE) if meaning(error) in DONE else _result_of(error)
    return WriteResult(outcome=Written.DONE)


async def send(bot: Bot, chat_id: int, page: Page, *, thread_id: int | None = None) -> WriteResult:
    """`thread_id`: of the topic; where that is gone, it comes into the chat itself."""
    try:
        sent = await bot.send_message(
            chat_id, page.text, message_thread_id=thread_id, reply_markup=page.keyboard
        )
    except AiogramError as error:
        result = _result_of(error)
        if thread_id is None or result.outcome is not Written.REFUSED:
            return result
        return await send(bot, chat_id, page)
    return WriteResult(outcome=Written.DONE, message_id=sent.message_id)


async def remove(bot: Bot, message: ProgressMessage) -> None:
    """Best effort; where it cannot be deleted, at least its buttons go."""
    try:
        await bot.delete_message(message.chat_id, message.message_id)
    except AiogramError as error:
        logger.info("an old progress message stays: %s", words_of(error))
        if meaning(error) not in REFUSALS:
            return
    else:
        return
    try:
        await bot.edit_message_reply_markup(
            chat_id=message.chat_id, message_id=message.message_id, reply_markup=None
        )
    except AiogramError as error:
        logger.info("it keeps its buttons: %s", type(error).__name__)


def _result_of(error: AiogramError) -> WriteResult:
    """Every refusal, whatever its words, is one; all else may be tried again."""
    meant = meaning(error)
    if meant is Meaning.NOBODY:
        return WriteResult(outcome=Written.GONE)
    logger.info("a progress message did not get through: %s", words_of(error))
    if meant in REFUSALS:
        return WriteResult(outcome=Written.REFUSED)
    return WriteResult(outcome=Written.LATER, wait=wait_of(error))
