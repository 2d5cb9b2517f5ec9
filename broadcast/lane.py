"""The interactive lane: what handlers send passes the same limiter as bulk, ahead of it."""

from collections.abc import Callable
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import TelegramMethod
from aiogram.types import Message

from broadcast.chat_pace import ChatPace
from broadcast.clock import Clock
from broadcast.limiter import Limiter
from broadcast.metrics import Metrics

SENDING = ("send", "forward", "copy", "edit")  # what Telegram counts; all else passes free
LONG_POLL = "getUpdates"
FREE = frozenset({"sendChatAction"})
MOST_PATIENCE = 60.0  # seconds a reply may wait for a ban to end before it is given up
ATTEMPTS = 3
STATUS_OF = {
    "TelegramBadRequest": "400",
    "TelegramUnauthorizedError": "401",
    "TelegramForbiddenError": "403",
    "TelegramNotFound": "404",
    "TelegramConflictError": "409",
    "TelegramEntityTooLarge": "413",
    "TelegramRetryAfter": "429",
    "TelegramMigrateToChat": "400",
    "TelegramServerError": "500",
    "RestartingTelegram": "500",
    "TelegramNetworkError": "network",
    "ClientDecodeError": "undecodable",
}


class InteractiveLane(BaseRequestMiddleware):
    """Session middleware: waits for the limiter, counts, and repeats what a 429 refused.

    Repeating is safe after a 429 only: it says that nothing was sent.
    """

    def __init__(
        self,
        limiter: Limiter,
        metrics: Metrics,
        clock: Clock,
        saw_number: Callable[[int], None],
    ) -> None:
        self._limiter = limiter
        self._metrics = metrics
        self._clock = clock
        self._saw_number = saw_number
        self._chats = ChatPace(clock)

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[Any],
        bot: Bot,
        method: TelegramMethod[Any],
    ) -> Any:
        name = method.__api_method__
        if name in FREE or not name.startswith(SENDING):
            return await self._counted(make_request, bot, method)
        chat_id = getattr(method, "chat_id", None)
        if chat_id is not None:
            await self._clock.sleep(self._chats.book(chat_id))
        for attempt in range(1, ATTEMPTS + 1):
            await self._clock.sleep(self._limiter.book_interactive(_cost(method)))
            left_at = self._clock.monotonic()
            try:
                answer = await self._counted(make_request, bot, method)
            except TelegramRetryAfter as error:
                self._limiter.flooded(error.retry_after, left_at=left_at)
                self._metrics.told_to_wait(name, error.retry_after)
                if attempt == ATTEMPTS or error.retry_after > MOST_PATIENCE:
                    raise
                await self._clock.sleep(error.retry_after)
            else:
                if isinstance(answer, Message) and shares_counter(answer.chat.type):
                    self._saw_number(answer.message_id)
                return answer
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def _counted(
        self,
        make_request: NextRequestMiddlewareType[Any],
        bot: Bot,
        method: TelegramMethod[Any],
    ) -> Any:
        name, status = method.__api_method__, "network"
        if name == LONG_POLL:  # waits half a minute for nothing; it would hide the real calls
            return await make_request(bot, method)
        self._metrics.left()
        try:
            answer = await make_request(bot, method)
            status = "200"
        except Exception as error:
            status = STATUS_OF.get(type(error).__name__, "network")
            raise
        finally:
            self._metrics.answered(name, status)
        return answer


def shares_counter(chat_type: str) -> bool:
    """Private chats and basic groups take their message numbers from one counter of the account."""
    return chat_type in (ChatType.PRIVATE, ChatType.GROUP)


def _cost(method: TelegramMethod[Any]) -> int:
    media = getattr(method, "media", None)
    return len(media) if isinstance(media, list) else 1
