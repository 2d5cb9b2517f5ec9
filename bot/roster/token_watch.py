"""Whether the token still counts: a revoked one is refused from then on, whatever is asked."""

import asyncio
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import TelegramMethod

from bot.client.connection import who_am_i
from bot.errors import StartRefused, TokenRefused
from botapi.errors import Meaning, meaning
from broadcast.model.events import BroadcastPausedItself, Event
from db.schema.states import PauseReason


class TokenWatch(BaseRequestMiddleware):
    """Session middleware, and a listener of the engine's events: its own calls go another way."""

    def __init__(self) -> None:
        self._doubt = asyncio.Event()

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[Any],
        bot: Bot,
        method: TelegramMethod[Any],
    ) -> Any:
        try:
            return await make_request(bot, method)
        except TelegramAPIError as error:
            if meaning(error) is Meaning.TOKEN:
                self._doubt.set()
            raise

    def hear(self, event: Event) -> None:
        if isinstance(event, BroadcastPausedItself) and event.reason is PauseReason.TOKEN:
            self._doubt.set()

    async def refused(self, bot: Bot, server: str) -> TokenRefused:
        """Waits until it is, for ever if need be. One call's answer is not believed: getMe, which
        has no other reason to be refused, is asked before a bot is stopped."""
        while True:
            await self._doubt.wait()
            try:
                await who_am_i(bot, server)
            except TokenRefused as error:
                return error
            except StartRefused:
                pass  # no answer is no refusal
            self._doubt.clear()
