"""One edit of a progress message, and what Telegram's answer means for the next one."""

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
from aiogram.types import InlineKeyboardMarkup

from broadcast.answer import Unreadable
from db.progress_messages import ProgressMessage

logger = logging.getLogger(__name__)


class Edited(Enum):
    DONE = auto()
    GONE = auto()  # there is no such message any more, or nobody to read it
    LATER = auto()  # Telegram could not be reached, or wants a pause


@dataclass(frozen=True, kw_only=True, slots=True)
class EditAnswer:
    result: Edited
    wait: float = 0.0  # seconds in which Telegram wants no more edits


async def edit(
    bot: Bot, message: ProgressMessage, text: str, keyboard: InlineKeyboardMarkup | None
) -> EditAnswer:
    try:
        await bot.edit_message_text(
            text=text,
            chat_id=message.chat_id,
            message_id=message.message_id,
            reply_markup=keyboard,
        )
    except Unreadable:
        return EditAnswer(result=Edited.DONE)
    except TelegramRetryAfter as error:
        return EditAnswer(result=Edited.LATER, wait=float(error.retry_after))
    except TelegramForbiddenError:
        return EditAnswer(result=Edited.GONE)
    except TelegramBadRequest as error:
        if "message is not modified" in error.message:
            return EditAnswer(result=Edited.DONE)
        if "message to edit not found" not in error.message:
            logger.warning("a progress message cannot be edited: %s", error.message)
        return EditAnswer(result=Edited.GONE)
    except AiogramError as error:  # the network, a server error, no answer at all
        logger.info("a progress message was not edited: %s", type(error).__name__)
        return EditAnswer(result=Edited.LATER)
    return EditAnswer(result=Edited.DONE)
