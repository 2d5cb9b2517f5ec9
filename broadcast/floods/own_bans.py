"""What a 429 forbids the bot to ask about itself is not asked again before its time.

Menus, webhook and balance concern no chat, so the limiter does not know them; but several places
call them (the start, each admin's /start), and a call inside a ban makes the ban longer.
"""

import math
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.methods import TelegramMethod

from botapi.errors import wait_of
from runtime.clock import Clock

ABOUT_ITSELF = frozenset({"setMyCommands", "deleteMyCommands", "getMyStarBalance"})
LONGEST = 3600.0  # seconds after which it is tried again, whatever the answer said


class OwnBans(BaseRequestMiddleware):
    """Session middleware: answers in Telegram's stead until a method's ban is over."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._until: dict[str, float] = {}

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[Any],
        bot: Bot,
        method: TelegramMethod[Any],
    ) -> Any:
        name = method.__api_method__
        if name not in ABOUT_ITSELF:
            return await make_request(bot, method)
        remaining = self._until.get(name, 0.0) - self._clock.monotonic()
        if remaining > 0:
            raise TelegramRetryAfter(method, "not asked: the ban is not over", math.ceil(remaining))
        try:
            return await make_request(bot, method)
        except TelegramAPIError as error:
            if wait := wait_of(error):
                self._until[name] = self._clock.monotonic() + min(wait, LONGEST)
            raise
