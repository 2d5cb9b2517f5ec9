"""The interactive lane: what handlers send passes the same limiter as bulk, ahead of it."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.methods import TelegramMethod
from aiogram.types import Message

from broadcast.pace.limiter import Limiter
from broadcast.replies.queue import ChatMustWait, ReplyQueue
from runtime.clock import Clock
from runtime.metrics import Metrics

EDITING = "edit"
SENDING = ("send", "forward", "copy", EDITING)  # what Telegram counts; all else passes free
LONG_POLL = "getUpdates"
FREE = frozenset({"sendChatAction"})
# Questions that any group can make the bot ask, with /start there: Telegram says of no limit, so
# they are only kept from coming all at once.
QUESTIONS = frozenset({"getChatMember", "getChatAdministrators"})
QUESTIONS_A_SECOND = 50.0
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
    "NoAnswer": "undecodable",
    "TooLong": "undecodable",
    "Unreadable": "undecodable",
}


def never(_method: str) -> bool:
    return False


class ReplyMiddleware(BaseRequestMiddleware):
    """Session middleware: waits for the limiter, counts, and repeats what a 429 refused.

    Repeating is safe after a 429 only: it says that nothing was sent.
    """

    def __init__(
        self,
        limiter: Limiter,
        replies: ReplyQueue,
        metrics: Metrics,
        clock: Clock,
        saw_number: Callable[[int], None],
        marks: Callable[[str], bool] = never,
    ) -> None:
        """`marks` tells of a method whether its calls are to be marked as paid just now."""
        self._limiter = limiter
        self._replies = replies
        self._metrics = metrics
        self._clock = clock
        self._saw_number = saw_number
        self._marks = marks
        self._next_question = -math.inf  # when it may be asked (monotonic seconds)

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[Any],
        bot: Bot,
        method: TelegramMethod[Any],
    ) -> Any:
        name = method.__api_method__
        if name in QUESTIONS:
            await self._ask_in_turn()
        if name in FREE or not name.startswith(SENDING):
            return await self._counted(make_request, bot, method)
        cost = _cost(method)
        chat_id = getattr(method, "chat_id", None)
        with _as_telegram_says_it(method):
            turn = await self._replies.turn(chat_id, cost, edit=name.startswith(EDITING))
        for attempt in range(1, ATTEMPTS + 1):
            with _as_telegram_says_it(method):
                ticket = await self._replies.admit(turn, cost)
            try:
                answer = await self._counted(make_request, bot, self._marked(method))
            except TelegramRetryAfter as error:
                self._limiter.flooded(error.retry_after, ticket)
                self._metrics.told_to_wait(name, error.retry_after)
                if attempt == ATTEMPTS or error.retry_after > MOST_PATIENCE:
                    raise
                if not await self._replies.sit_out(turn, error.retry_after):
                    raise
            except (TelegramBadRequest, TelegramForbiddenError):
                self._limiter.answered(ticket, accepted=False)
                raise
            else:
                self._limiter.answered(ticket)
                if isinstance(answer, Message) and shares_counter(answer.chat.type):
                    self._saw_number(answer.message_id)
                return answer
        raise AssertionError("unreachable: the last attempt returns or raises")

    async def _ask_in_turn(self) -> None:
        now = self._clock.monotonic()
        turn = max(now, self._next_question)
        self._next_question = turn + 1 / QUESTIONS_A_SECOND
        await self._clock.sleep(turn - now)

    def wait(self, method: TelegramMethod[Any]) -> float:
        """Seconds for which the chat of a reply wants none, or should get none; 0: it may go."""
        name = method.__api_method__
        if name in FREE or not name.startswith(SENDING):
            return 0.0
        chat_id = getattr(method, "chat_id", None)
        return self._replies.wait(chat_id, _cost(method), edit=name.startswith(EDITING))

    def _marked(self, method: TelegramMethod[Any]) -> TelegramMethod[Any]:
        if not self._marks(method.__api_method__):
            return method
        return method.model_copy(update={"allow_paid_broadcast": True})

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


@contextmanager
def _as_telegram_says_it(method: TelegramMethod[Any]) -> Iterator[None]:
    """Where the chat would have to wait long, the call is refused before it is made."""
    try:
        yield
    except ChatMustWait as wait:
        raise TelegramRetryAfter(method, str(wait), math.ceil(wait.seconds)) from wait


def shares_counter(chat_type: str) -> bool:
    """Private chats and basic groups take their message numbers from one counter of the account."""
    return chat_type in (ChatType.PRIVATE, ChatType.GROUP)


def _cost(method: TelegramMethod[Any]) -> int:
    """In messages: an album's items, or the messages that are copied at once."""
    several = getattr(method, "media", None) or getattr(method, "message_ids", None)
    return len(several) if isinstance(several, list) else 1
