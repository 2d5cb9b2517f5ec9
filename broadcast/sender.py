"""One call to one recipient.

The body of a broadcast's call is encoded once; only the chat differs from one recipient to the
next. It is posted on the bot's own HTTP session, and errors go through the session's own check, so
that they are aiogram's exceptions, read in one place (broadcast/outcome.py).
"""

import asyncio
import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import aiogram.methods
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramNetworkError, TelegramServerError
from aiogram.methods import SendMessage, TelegramMethod
from aiohttp import ClientTimeout

from broadcast.answer import (
    LINE_BROKE,
    Reply,
    broken_line,
    object_in,
    received,
    refused_with,
    result_of,
)
from broadcast.content import Call, Content
from broadcast.flight import Flight
from broadcast.metrics import Metrics
from broadcast.outcome import Outcome, Verdict, classify
from db.reasons import OwnReason

TIMEOUT = 60.0  # seconds; Telegram may think for 8 s before it even says 429


# How Telegram's answer to nearly every send begins: all that the ledger needs of it. The rest, with
# entities and keyboard, can be long; whatever looks different is parsed.
USUAL_ANSWER = re.compile(rb'\{"ok":true,"result":\{"message_id":([0-9]{1,18})[,}]')
PAID = b',"allow_paid_broadcast":true'


@dataclass(frozen=True, kw_only=True, slots=True)
class PreparedCall:
    """A call whose body lacks nothing but the chat; `cost` is in messages."""

    method: str
    rest: bytes  # JSON: what follows the chat id
    cost: int

    def body(self, chat_id: int, *, paid: bool = False) -> bytes:
        return b'{"chat_id":%d%b%b' % (chat_id, PAID if paid else b"", self.rest)


def prepare(content: Content) -> tuple[PreparedCall, ...]:
    """Encode each step of a broadcast, once."""
    return tuple(prepare_call(call) for call in content.calls())


def prepare_call(call: Call) -> PreparedCall:
    encoded = json.dumps(call.params, ensure_ascii=False, separators=(",", ":")).encode()
    rest = b"}" if encoded == b"{}" else b"," + encoded[1:]
    return PreparedCall(method=call.method, rest=rest, cost=call.cost)


class Sender:
    """Posts prepared calls and says what became of them. It never retries."""

    def __init__(self, bot: Bot, metrics: Metrics, *, timeout: float | None = None) -> None:
        """`timeout`: seconds for a call, the wait for a connection included."""
        self._bot = bot
        self._metrics = metrics
        self._timeout = ClientTimeout(total=TIMEOUT if timeout is None else timeout)

    async def send(self, call: PreparedCall, chat_id: int, *, paid: bool = False) -> Outcome:
        """Make the call; `paid`: marked as one that may cost Stars.

        Cancelled before its bytes left, it raises; after that it is uncertain.
        """
        flight = Flight(call.body(chat_id, paid=paid))
        self._metrics.left()
        try:
            answer = await self._post(call, flight)
            outcome = self._read(call, flight, answer)
        except asyncio.CancelledError:
            if not flight.left:
                raise
            outcome = Outcome(verdict=Verdict.UNCERTAIN, detail=OwnReason.STOPPED)
        except Exception as error:  # noqa: BLE001 - every failure must become an outcome
            outcome = classify(error, left=flight.left, status=flight.status)
        finally:
            status = "network" if flight.status is None else str(flight.status)
            self._metrics.answered(call.method, status)
        if outcome.retry_after:
            self._metrics.told_to_wait(call.method, outcome.retry_after)
        return outcome

    async def probe(self) -> bool:
        """Whether the server answers a call that sends nothing."""
        try:
            await self._bot.get_me(request_timeout=10)
        except (TelegramNetworkError, TelegramServerError):
            return False
        except TelegramAPIError:
            return True  # it answers; what it has against us shows at the next call
        return True

    async def _post(self, call: PreparedCall, flight: Flight) -> Reply:
        session = await self._session().create_session()
        url = self._bot.session.api.api_url(token=self._bot.token, method=call.method)
        try:
            async with session.post(
                url,
                data=flight,
                timeout=self._timeout,
                allow_redirects=False,  # it would repeat the call as a GET, and believe any page
            ) as response:
                flight.status = response.status
                return await received(_method(call.method), response)
        except TimeoutError as error:
            raise TelegramNetworkError(_method(call.method), OwnReason.NO_ANSWER) from error
        except LINE_BROKE as error:
            raise broken_line(_method(call.method), error) from error

    def _read(self, call: PreparedCall, flight: Flight, reply: Reply) -> Outcome:
        if reply.status != 200:
            result_of(self._bot, _method(call.method), reply)  # raises, or would be 200
            return _sent(object_in(reply.body))
        if usual := USUAL_ANSWER.match(reply.body):
            return Outcome(verdict=Verdict.SENT, message_ids=(int(usual[1]),))
        parsed = object_in(reply.body)
        if parsed is not None and parsed.get("ok") is False:
            flight.status = refused_with(parsed)  # a proxy lost it
            result_of(self._bot, _method(call.method), reply)
        return _sent(parsed)

    def _session(self) -> Any:
        return self._bot.session


def _sent(answer: dict[str, Any] | None) -> Outcome:
    """200 is sent, even where it cannot be read; of an album each item has a number."""
    try:
        result = (answer or {})["result"]
        items = result if isinstance(result, list) else [result]
        message_ids = tuple(int(item["message_id"]) for item in items)
    except (KeyError, TypeError, ValueError):
        return Outcome(verdict=Verdict.SENT, detail=OwnReason.BAD_ANSWER)
    return Outcome(verdict=Verdict.SENT, message_ids=message_ids)


@cache
def _method(name: str) -> TelegramMethod[Any]:
    """aiogram's errors want the method they belong to; only its name matters to them."""
    kind: Any = getattr(aiogram.methods, name[0].upper() + name[1:], SendMessage)
    method: TelegramMethod[Any] = kind.model_construct()
    return method
