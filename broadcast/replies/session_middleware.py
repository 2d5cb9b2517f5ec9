"""What handlers send passes the same limiter as bulk, ahead of it."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiogram.methods import TelegramMethod

from botapi.errors import REFUSALS, Meaning, meaning, status_of, wait_of
from botapi.message_numbers import Leaving, MessageNumbers
from botapi.methods import cost_of
from botapi.reply import Unreadable
from broadcast.pace.limiter import Limiter
from broadcast.replies.calls import NOBODY, Heard, ReplyCalls, UnderWay
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
ANSWERED = REFUSALS | {Meaning.NOBODY}


def never(_method: str) -> bool:
    return False


class ReplyMiddleware(BaseRequestMiddleware):
    """Session middleware: lets calls that send go at the pace of replies, and counts all calls."""

    def __init__(
        self,
        limiter: Limiter,
        replies: ReplyQueue,
        metrics: Metrics,
        clock: Clock,
        numbers: MessageNumbers,
        marks: Callable[[str], bool] = never,
        under_way: UnderWay = NOBODY,
    ) -> None:
        """`marks` tells of a method whether its calls are to be marked as paid just now."""
        self._calls = ReplyCalls(limiter, replies, under_way)
        self._replies = replies
        self._metrics = metrics
        self._clock = clock
        self._numbers = numbers
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
        if not _is_paced(name):
            return await self._counted(make_request, bot, method)
        ended = await self._paced(make_request, bot, method)
        if not _edits(method):
            self._note_numbers(method, ended)
        if ended.error is not None:
            raise ended.error
        return ended.answer

    def _note_numbers(self, method: TelegramMethod[Any], ended: "_Ended") -> None:
        result = ended.answer
        if isinstance(ended.error, Unreadable):
            result = ended.error.result
        chat_id = getattr(method, "chat_id", None)
        self._numbers.answered(chat_id, result, ended.left)

    async def _paced(
        self,
        make_request: NextRequestMiddlewareType[Any],
        bot: Bot,
        method: TelegramMethod[Any],
    ) -> "_Ended":
        """Where the chat would have to wait long it is refused as Telegram would refuse it."""

        async def call() -> _Ended:
            left = self._numbers.leaving()
            try:
                answer = await self._counted(make_request, bot, self._marked(method))
            except TelegramAPIError as error:
                if wait := wait_of(error):
                    self._metrics.told_to_wait(method.__api_method__, wait)
                return _Ended(error=error, left=left)
            return _Ended(answer=answer, left=left)

        try:
            return await self._calls.make(
                call,
                _heard,
                chat_id=getattr(method, "chat_id", None),
                cost=_cost(method),
                edit=_edits(method),
            )
        except ChatMustWait as wait:
            raise TelegramRetryAfter(method, str(wait), math.ceil(wait.seconds)) from wait

    async def _ask_in_turn(self) -> None:
        now = self._clock.monotonic()
        turn = max(now, self._next_question)
        self._next_question = turn + 1 / QUESTIONS_A_SECOND
        await self._clock.sleep(turn - now)

    def wait(self, method: TelegramMethod[Any]) -> float:
        """Seconds for which the chat of a reply wants none, or should get none; 0: it may go."""
        if not _is_paced(method.__api_method__):
            return 0.0
        chat_id = getattr(method, "chat_id", None)
        return self._replies.wait(chat_id, _cost(method), edit=_edits(method))

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
        self._metrics.call_left()
        try:
            answer = await make_request(bot, method)
            status = "200"
        except Exception as error:
            status = status_of(error)
            raise
        finally:
            self._metrics.answered(name, status)
        return answer


@dataclass(frozen=True, kw_only=True, slots=True)
class _Ended:
    left: Leaving
    answer: Any = None
    error: TelegramAPIError | None = None


def _heard(ended: _Ended) -> Heard:
    if ended.error is None:
        return Heard(accepted=True)
    meant = meaning(ended.error)
    if meant is Meaning.WAIT:
        return Heard(retry_after=wait_of(ended.error))
    return Heard(accepted=False if meant in ANSWERED else None)


def _is_paced(name: str) -> bool:
    """Whether Telegram counts a method's calls."""
    return name not in FREE and name.startswith(SENDING)


def _edits(method: TelegramMethod[Any]) -> bool:
    return method.__api_method__.startswith(EDITING)


def _cost(method: TelegramMethod[Any]) -> int:
    return cost_of(method.__api_method__, lambda name: getattr(method, name, None))
