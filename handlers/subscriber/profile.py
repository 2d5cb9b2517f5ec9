"""Names change: what Telegram tells with a person's message or tap is kept when it is new, and when
the person was last seen."""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import CallbackQuery, Message, TelegramObject, User

from db.errors import DatabaseTrouble
from db.subscribers.store import Subscribers
from runtime.clock import Clock

logger = logging.getLogger(__name__)


class KeepProfile(BaseMiddleware):
    """Runs before the handlers of real messages and taps only: the dialogs' background updates come
    with a made-up user that has no name."""

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        if isinstance(event, Message | CallbackQuery) and event.from_user is not None:
            await _keep(event.from_user, data["subscribers"], data["clock"])
        return await handler(event, data)


async def _keep(user: User, subscribers: Subscribers, clock: Clock) -> None:
    try:
        await subscribers.touch(
            user.id,
            first_name=user.first_name,
            username=user.username,
            language_code=user.language_code,
            now=int(clock.time()),
        )
    except DatabaseTrouble as trouble:
        # Not worth failing what the person asked for.
        logger.warning("cannot keep the profile of user %s: %s", user.id, trouble)
