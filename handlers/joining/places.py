"""Where the bot may let people in, as Telegram tells it with each change of the bot's rights."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.enums import ChatType
from aiogram.types import ChatMemberAdministrator, ChatMemberUpdated, TelegramObject

from broadcast.doors.doors import Doors
from db.errors import DatabaseTrouble

logger = logging.getLogger(__name__)


class KeepJoinPlaces(BaseMiddleware):
    """Runs before the handlers, whichever of them the change is for."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if isinstance(event, ChatMemberUpdated) and event.chat.type != ChatType.PRIVATE:
            try:
                await _keep(event, data["doors"])
            except DatabaseTrouble as trouble:  # what else the change means is done all the same
                logger.warning("cannot keep the place %s: %s", event.chat.id, trouble)
        return await handler(event, data)


async def _keep(event: ChatMemberUpdated, doors: Doors) -> None:
    standing = event.new_chat_member
    if isinstance(standing, ChatMemberAdministrator) and standing.can_invite_users:
        await doors.join_places.seen(event.chat.id, event.chat.title or "")
    else:
        await doors.join_places.lost(event.chat.id)
