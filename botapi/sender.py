"""One call to one recipient.

The body of a broadcast's call is encoded once; only the chat differs from one recipient to the
next. It is posted over the bot's own connections (botapi/posting/posts.py); what comes back is read
by botapi/reading.py, not by the models of the Bot API: nothing it says may break anything here.
"""

import asyncio
import logging
from collections.abc import Sequence
from functools import cache
from typing import Any

import aiogram.methods
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.methods import SendMessage, TelegramMethod

from botapi.call import PreparedCall
from botapi.errors import Meaning, meaning
from botapi.outcome import Outcome, Verdict, lost
from botapi.posting.posts import Posts
from botapi.posting.request_body import RequestBody
from botapi.reading import read
from db.schema.reasons import OwnReason
from runtime.lease import ALWAYS, Lease
from runtime.metrics import Metrics

logger = logging.getLogger(__name__)

TIMEOUT = 60.0  # seconds; Telegram may think for 8 s before it even says 429


class Sender:
    """Posts prepared calls and says what became of them. It never retries."""

    def __init__(
        self, bot: Bot, metrics: Metrics, *, timeout: float = TIMEOUT, lease: Lease = ALWAYS
    ) -> None:
        """`timeout`: seconds for a call, the wait for a connection included."""
        self._bot = bot
        self._metrics = metrics
        self._posts = Posts(bot, seconds=timeout, lease=lease)

    async def send(
        self,
        call: PreparedCall,
        chat_id: int,
        *,
        message_id: int | None = None,
        thread_id: int | None = None,
        paid: bool = False,
        silent: bool = False,
        values: Sequence[str] = (),
    ) -> Outcome:
        """Make the call; `message_id`: the message that it is about; `paid`: marked as one that may
        cost Stars; `silent`: as one that makes no sound; `values`: the recipient's own.

        Cancelled before its bytes left, it raises; after that it is uncertain, and whoever asked
        is not told of the end: for a task that makes this call and no other.
        """
        body = call.body(
            chat_id,
            message_id=message_id,
            thread_id=thread_id,
            paid=paid,
            silent=silent,
            values=values,
        )
        request = RequestBody(body)
        self._metrics.call_left()
        try:
            reply = await self._posts.post(_method(call.method), request)
            outcome = read(reply, chat_id=chat_id, poll=call.votes, kind=call.kind)
        except asyncio.CancelledError:
            if not request.bytes_written:
                raise
            outcome = Outcome(verdict=Verdict.UNCERTAIN, detail=OwnReason.STOPPED)
        except Exception as error:
            outcome = lost(error, bytes_written=request.bytes_written, status=request.status)
            if outcome.detail == OwnReason.FAULT:
                logger.exception("a call of %s broke in here", call.method)
        finally:
            status = "network" if request.status is None else str(request.status)
            self._metrics.answered(call.method, status)
        if outcome.retry_after:
            self._metrics.told_to_wait(call.method, outcome.retry_after)
        return outcome

    async def ask(
        self,
        call: PreparedCall,
        chat_id: int,
        *,
        message_id: int | None = None,
        thread_id: int | None = None,
        paid: bool = False,
    ) -> Outcome:
        """The same for a task that makes others after it: cancelled, it always raises."""
        outcome = await self.send(
            call, chat_id, message_id=message_id, thread_id=thread_id, paid=paid
        )
        if outcome.detail == OwnReason.STOPPED:
            raise asyncio.CancelledError
        return outcome

    async def kind_of(self, chat_id: int) -> str:
        """Of a chat (Bot API: Chat.type). Raises TelegramAPIError."""
        return (await self._bot.get_chat(chat_id, request_timeout=10)).type

    async def probe(self) -> bool:
        """Whether the server answers a call that sends nothing."""
        try:
            await self._bot.get_me(request_timeout=10)
        except TelegramAPIError as error:
            # What else it has against us shows at the next call: it answers.
            return meaning(error) not in (Meaning.UNANSWERED, Meaning.UNREADABLE)
        return True


@cache
def _method(name: str) -> TelegramMethod[Any]:
    """aiogram's errors want the method they belong to; only its name matters to them."""
    kind: Any = getattr(aiogram.methods, name[0].upper() + name[1:], SendMessage)
    method: TelegramMethod[Any] = kind.model_construct()
    return method
