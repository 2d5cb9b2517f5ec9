"""Bots that write to this one (Bot API 10.0): they are nobody's readers.

Telegram's own stand-ins are bots by name only: whoever writes as a group or as a channel comes as
GroupAnonymousBot or Channel Bot, with the chat in whose name it is said (`sender_chat`).
"""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.enums import ChatType
from aiogram.types import Message, TelegramObject, Update


class NoBots(BaseMiddleware):
    """What a bot writes in private is neither taken nor answered: two of them would never end."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        message = event.message or event.edited_message if isinstance(event, Update) else None
        if message is not None and message.chat.type == ChatType.PRIVATE and is_by_a_bot(message):
            return UNHANDLED
        return await handler(event, data)


def is_by_a_bot(message: Message) -> bool:
    sender = message.from_user
    return sender is not None and sender.is_bot and message.sender_chat is None
