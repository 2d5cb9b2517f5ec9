"""Calls of the bot's own that fail, in any of the ways in which Telegram fails."""

from collections.abc import Callable
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import TelegramMethod

from tests.dialogs.conftest import House, eventually

HOUR = 3600  # seconds

Failure = Callable[[TelegramMethod[Any]], Exception]

FAILURES: dict[str, Failure] = {
    "the connection is lost": lambda method: TelegramNetworkError(method=method, message="lost"),
    "a server error": lambda method: TelegramServerError(method=method, message="500"),
    "an error page": lambda _: ClientDecodeError("<html>", ValueError("no JSON"), "<html>"),
    "blocked": lambda method: TelegramForbiddenError(method=method, message="bot was blocked"),
    "refused": lambda method: TelegramBadRequest(method=method, message="Bad Request: odd"),
    "a flood": lambda method: TelegramRetryAfter(method=method, message="", retry_after=HOUR),
}


class Trouble:
    """Calls of some kinds fail, from the first or a later one on, until it is over."""

    def __init__(
        self, house: House, failure: Failure, *kinds: type[TelegramMethod[Any]], skip: int = 0
    ) -> None:
        self.met = 0
        self._failure = failure
        self._kinds = kinds
        self._skip = skip
        self._over = False
        house.bot.session.middleware(self)

    async def __call__(self, make_request: Any, bot: Bot, method: TelegramMethod[Any]) -> Any:
        if self._over or not isinstance(method, self._kinds):
            return await make_request(bot, method)
        if self._skip > 0:
            self._skip -= 1
            return await make_request(bot, method)
        self.met += 1
        raise self._failure(method)

    async def ends(self) -> None:
        """Once it was met."""

        async def met() -> bool:
            return self.met > 0

        await eventually(met)
        self._over = True
