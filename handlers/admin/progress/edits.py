"""Writing a progress message, and what Telegram's answer to that means for the next time."""

import logging
from dataclasses import dataclass
from enum import Enum, auto

from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramRetryAfter,
)

from botapi.reply import Unreadable
from db.admins.progress_messages import ProgressMessage
from handlers.admin.progress.pages import Page

logger = logging.getLogger(__name__)


class Written(Enum):
    DONE = auto()
    REFUSED = auto()  # it cannot be edited, or not be sent: for good
    GONE = auto()  # there is nobody to read it
    LATER = auto()  # Telegram could not be reached, or wants a pause


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    result: Written
    wait: float = 0.0  # seconds in which Telegram wants nothing more
    message_id: int = 0  # of what was sent


async def edit(bot: Bot, message: ProgressMessage, page: Page) -> Answer:
    try:
        await bot.edit_message_text(
            text=page.text,
            chat_id=message.chat_id,
            message_id=message.message_id,
            reply_markup=page.keyboard,
        )
    except Unreadable:
        return Answer(result=Written.DONE)
    except AiogramError as error:
        if isinstance(error, TelegramBadRequest) and "message is not modified" in error.message:
            return Answer(result=Written.DONE)
        return _meaning(error)
    return Answer(result=Written.DONE)


async def send(bot: Bot, chat_id: int, page: Page, *, thread_id: int | None = None) -> Answer:
    """`thread_id`: of the topic; where that is gone, it comes into the chat itself."""
    try:
        sent = await bot.send_message(
            chat_id, page.text, message_thread_id=thread_id, reply_markup=page.keyboard
        )
    except AiogramError as error:
        answer = _meaning(error)
        if thread_id is None or answer.result is not Written.REFUSED:
            return answer
        return await send(bot, chat_id, page)
    return Answer(result=Written.DONE, message_id=sent.message_id)


async def remove(bot: Bot, message: ProgressMessage) -> None:
    """Best effort; where it cannot be deleted, at least its buttons go."""
    try:
        await bot.delete_message(message.chat_id, message.message_id)
    except TelegramBadRequest as error:
        logger.info("an old progress message stays: %s", error.message)
    except AiogramError as error:
        logger.info("an old progress message stays: %s", type(error).__name__)
        return
    else:
        return
    try:
        await bot.edit_message_reply_markup(
            chat_id=message.chat_id, message_id=message.message_id, reply_markup=None
        )
    except AiogramError as error:
        logger.info("it keeps its buttons: %s", type(error).__name__)


def _meaning(error: AiogramError) -> Answer:
    """Every refusal, whatever its words, is one; all else may be tried again."""
    if isinstance(error, TelegramRetryAfter):
        return Answer(result=Written.LATER, wait=float(error.retry_after))
    if isinstance(error, TelegramForbiddenError):
        return Answer(result=Written.GONE)
    if isinstance(error, TelegramBadRequest):
        logger.info("a progress message was refused: %s", error.message)
        return Answer(result=Written.REFUSED)
    logger.info("a progress message did not get through: %s", type(error).__name__)
    return Answer(result=Written.LATER)
