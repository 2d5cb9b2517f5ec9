"""An album comes as several messages, one after the other: the dialogs get it once.

Nothing here broadcasts albums yet, so the first item stands for all of it. Without this each item
was answered: ten times "albums cannot be broadcast yet".
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Message, TelegramObject

REMEMBERED = 100  # chats whose latest album is known


class AlbumCollector(BaseMiddleware):
    """Hands on the first item of each album; a chat's updates come here one by one."""

    def __init__(self) -> None:
        self._latest: OrderedDict[int, str] = OrderedDict()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if isinstance(event, Message) and self._is_known(event):
            return None
        return await handler(event, data)

    def _is_known(self, message: Message) -> bool:
        chat_id, album = message.chat.id, message.media_group_id
        if album is None:
            return False
        known = self._latest.pop(chat_id, None) == album
        self._latest[chat_id] = album
        if len(self._latest) > REMEMBERED:
            self._latest.popitem(last=False)
        return known
