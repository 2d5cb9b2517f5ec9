"""One call to one recipient.

The body of a broadcast's call is encoded once; only the chat differs from one recipient to the
next. It is posted on the bot's own HTTP session, and errors go through the session's own check, so
that they are aiogram's exceptions, read in one place (broadcast/outcome.py).
"""

import asyncio
import json
from dataclasses import dataclass
from typing import Any

import aiogram.methods
from aiogram import Bot
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError
from aiogram.methods import SendMessage, TelegramMethod
from aiohttp import ClientError, ClientTimeout

from broadcast.content import Call, Content
from broadcast.metrics import Metrics
from broadcast.outcome import Outcome, Verdict, classify
from broadcast.session import Flight

TIMEOUT = 60.0  # seconds; Telegram may think for 8 s before it even says 429
HEADERS = {"Content-Type": "application/json"}


@dataclass(frozen=True, kw_only=True, slots=True)
class PreparedCall:
    """A call whose body lacks nothing but the chat; `cost` is in messages."""

    method: str
    rest: bytes  # JSON: what follows the chat id
    cost: int

    def body(self, chat_id: int) -> bytes:
        return b'{"chat_id":%d%b' % (chat_id, self.rest)


def prepare(content: Content) -> tuple[PreparedCall, ...]:
    """Encode each step of a broadcast, once."""
    return tuple(prepare_call(call) for call in content.calls())


def prepare_call(call: Call) -> PreparedCall:
    encoded = json.dumps(call.params, ensure_ascii=False, separators=(",", ":")).encode()
    rest = b"}" if encoded == b"{}" else b"," + encoded[1:]
    return PreparedCall(method=call.method, rest=rest, cost=call.cost)


class Sender:
    """Posts prepared calls and says what became of them. It never retries."""

    def __init__(self, bot: Bot, metrics: Metrics) -> None:
        self._bot = bot
        self._metrics = metrics
        self._timeout = ClientTimeout(total=TIMEOUT)

    async def send(self, call: PreparedCall, chat_id: int) -> Outcome:
        """Make the call. Cancelled before its bytes left, it raises; after, it is uncertain."""
        flight = Flight()
        status: int | None = None
        self._metrics.left()
        try:
            status, answer = await self._post(call, chat_id, flight)
            outcome = self._read(call, status, answer)
        except asyncio.CancelledError:
            if not flight.left:
                raise
            outcome = Outcome(verdict=Verdict.UNCERTAIN, detail="stopped while it was on its way")
        except Exception as error:  # noqa: BLE001 - every failure must become an outcome
            outcome = classify(error, left=flight.left, status=status)
        finally:
            self._metrics.answered(call.method, "network" if status is None else str(status))
        if outcome.retry_after:
            self._metrics.told_to_wait(call.method, outcome.retry_after)
        return outcome

    async def probe(self) -> bool:
        """Whether the server answers a call that sends nothing."""
        try:
            await self._bot.get_me(request_timeout=10)
        except (TelegramNetworkError, ClientDecodeError, TimeoutError):
            return False
        except aiogram.exceptions.TelegramAPIError:
            return True  # it answers; what it has against us shows at the next call
        return True

    async def _post(self, call: PreparedCall, chat_id: int, flight: Flight) -> tuple[int, bytes]:
        session = await self._session().create_session()
        url = self._bot.session.api.api_url(token=self._bot.token, method=call.method)
        try:
            async with session.post(
                url,
                data=call.body(chat_id),
                headers=HEADERS,
                timeout=self._timeout,
                trace_request_ctx=flight,
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TelegramNetworkError(_method(call), "no answer in time") from error
        except (ClientError, OSError) as error:
            raise TelegramNetworkError(_method(call), type(error).__name__) from error

    def _read(self, call: PreparedCall, status: int, answer: bytes) -> Outcome:
        if status == 200:
            try:
                return Outcome(verdict=Verdict.SENT, message_ids=_message_ids(json.loads(answer)))
            except (ValueError, KeyError, TypeError):
                return Outcome(verdict=Verdict.SENT, detail="the answer could not be read")
        text = answer.decode(errors="replace")
        try:
            self._bot.session.check_response(self._bot, _method(call), status, text)
        except Exception as error:  # noqa: BLE001 - that is how the session answers
            return classify(error, left=True, status=status)
        return Outcome(verdict=Verdict.SENT, detail=f"HTTP {status}")

    def _session(self) -> Any:
        return self._bot.session


def _message_ids(answer: dict[str, Any]) -> tuple[int, ...]:
    """Of one message, or of each item of an album."""
    result = answer["result"]
    if isinstance(result, list):
        return tuple(int(item["message_id"]) for item in result)
    return (int(result["message_id"]),)


def _method(call: PreparedCall) -> TelegramMethod[Any]:
    """aiogram's errors want the method they belong to; only its name matters to them."""
    name = call.method[0].upper() + call.method[1:]
    kind: Any = getattr(aiogram.methods, name, SendMessage)
    method: TelegramMethod[Any] = kind.model_construct()
    return method
