"""One reply: how it waits, and what became of it when it was sent."""

import logging
from enum import Enum, auto
from typing import Any, NamedTuple

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import TelegramMethod

from botapi.errors import NOTHING_LEFT_TO_DO, REFUSALS, Meaning, meaning, wait_of, words_of

# Who has blocked the bot meanwhile is nobody to answer.
QUIET = NOTHING_LEFT_TO_DO | {Meaning.NOBODY, Meaning.UNREADABLE}

logger = logging.getLogger(__name__)

Reply = TelegramMethod[Any]
Chat = int | str | None


class Sent(Enum):
    """What became of a reply."""

    DONE = auto()  # sent, or refused for good
    NOT_REACHED = auto()  # it may have arrived: it is not sent again
    TOO_SOON = auto()  # 429: nothing was sent


class StoredReply(NamedTuple):
    """A reply in a quarter of the room: aiogram's objects hold every field that there is."""

    method: type[Reply]
    values: dict[str, Any]

    @classmethod
    def of(cls, reply: Reply) -> "StoredReply":
        fields = type(reply).model_fields
        values = {name: getattr(reply, name) for name in reply.model_fields_set & fields.keys()}
        told = {name: value for name, value in values.items() if value != fields[name].default}
        return cls(type(reply), told)

    def reply(self) -> Reply:
        return self.method(**self.values)

    async def send(self, bot: Bot, chat: Chat) -> Sent:
        """Never raises: who else could do anything about it?"""
        try:
            await bot(self.reply())
        except AiogramError as error:
            return _sent(chat, error)
        except Exception:
            logger.exception("chat %s was not answered", chat)
        return Sent.DONE


def _sent(chat: Chat, error: AiogramError) -> Sent:
    """What became of a reply by its error, which is told on the way.

    In a line: where it is the chat's fault (closed, restricted, gone), anybody who makes such a
    chat would fill the log with traces.
    """
    meant = meaning(error)
    if meant is Meaning.WAIT:
        logger.info("chat %s was not answered: wait %.0f s", chat, wait_of(error))
        return Sent.TOO_SOON
    if meant is Meaning.UNANSWERED:
        logger.warning("chat %s was not answered: %s", chat, words_of(error))
        return Sent.NOT_REACHED
    if meant in QUIET:
        logger.debug("chat %s: %s", chat, words_of(error))
    elif meant in REFUSALS:
        logger.warning("chat %s was not answered: %s", chat, words_of(error))
    else:
        logger.error("chat %s was not answered", chat, exc_info=error)
    return Sent.DONE
