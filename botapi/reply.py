"""What is an answer of a Bot API server, and the one error for everything that is none.

Between Herald and Telegram stand gateways, proxies and servers of somebody's own. What they answer
in an outage (a page of HTML, bytes in no encoding, half a body, one without an end, JSON of another
form) says nothing about the call. aiogram has a different exception for each, and none of its own
for some. Here all of them become NoAnswer, which is a TelegramServerError: whoever copes with a 500
copes with them.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, TypeGuard

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import TelegramMethod
from aiohttp import ClientConnectionError, ClientError, ClientPayloadError, StreamReader
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from botapi.zeros import without_zeros

UNSAID_BAN = 5.0  # seconds to wait after a 429 that does not say how long
LARGEST = 64 * 1024 * 1024  # bytes; a hundred updates of the longest rich messages are less
ACCEPTED, ERROR_CODES = range(200, 300), range(400, 600)
# The numbers of a refusal that can be true: a wait in seconds, a supergroup's id (of 52 bits).
POSSIBLE = {"retry_after": (1, 10**10), "migrate_to_chat_id": (-(2**52), -1)}
SECONDS = re.compile(r"[0-9]{1,6}")
# What a call raises when its answer could not be had at all; a proxy's errors are of no family.
LINE_BROKE = (ClientError, OSError, ProxyConnectionError, ProxyError, ProxyTimeoutError)


class NoAnswer(TelegramServerError):
    """What came back is no answer of a Bot API server: nobody knows what became of the call."""

    label = "no answer of a Bot API server"


class Unreadable(NoAnswer):
    """Telegram did what it was asked to, and what it says of it is of a form not known here."""

    label = "done, but the answer cannot be read"

    def __init__(
        self, method: TelegramMethod[Any], message: str, result: object | None = None
    ) -> None:
        """`result`: raw, as it came."""
        super().__init__(method, message)
        self.result = result


class TooLong(NoAnswer):
    """The body was longer than LARGEST, or without an end; it was not read further."""


class Withheld(ClientConnectionError):
    """The right to act for the bot is lost, or in doubt (runtime/lease.py): nothing has left."""

    def __init__(self) -> None:
        super().__init__("withheld: the bot may be served by another process")


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What came back over HTTP."""

    status: int
    body: bytes
    retry_after: str | None = None  # the header

    @property
    def text(self) -> str:
        return self.body.decode(errors="replace")


async def received(
    method: TelegramMethod[Any], status: int, headers: Mapping[str, str], content: StreamReader
) -> Reply:
    """The whole of it; raises NoAnswer for one that breaks off, TooLong for one without an end."""
    body = b""
    try:
        while not content.at_eof():  # once, nearly always: it has come whole with the head
            body += await content.readany()
            if len(body) > LARGEST:
                raise TooLong(method, f"HTTP {status} with more than {LARGEST} bytes")
    except ClientPayloadError as error:
        raise NoAnswer(method, f"HTTP {status}, broken off") from error
    return Reply(status=status, body=body, retry_after=headers.get("Retry-After"))


def result_of(bot: Bot, method: TelegramMethod[Any], reply: Reply) -> Any:
    """What the method returns; raises aiogram's errors for refusals, NoAnswer for no answer."""
    try:
        result = _checked(bot, method, reply.status, reply.text)
    except Exception as error:
        told = object_in(reply.body) or {}
        raise _meant(bot, method, reply, told, error) from error
    if result is None:
        raise NoAnswer(method, f"HTTP {reply.status} without a result")
    return result


def object_in(body: bytes) -> dict[str, Any] | None:
    """The JSON object, if it is one."""
    try:
        value = json.loads(without_zeros(body))
    except (ValueError, RecursionError):  # the second: nested too deep
        return None
    return value if isinstance(value, dict) else None


def refused_with(told: dict[str, Any]) -> int:
    """The status of a refusal that came under another one: a proxy lost it, the body has it too."""
    code = told.get("error_code")
    if isinstance(code, int) and code in ERROR_CODES:
        return code
    return HTTPStatus.BAD_REQUEST


def broken_line(method: TelegramMethod[Any], error: Exception) -> TelegramNetworkError:
    """For one of LINE_BROKE. Its own text is left out: it may hold an address with a password."""
    return TelegramNetworkError(method, type(error).__name__)


def _checked(bot: Bot, method: TelegramMethod[Any], status: int, text: str) -> Any:
    return bot.session.check_response(bot, method, status, text).result


def _meant(
    bot: Bot, method: TelegramMethod[Any], reply: Reply, told: dict[str, Any], error: Exception
) -> Exception:
    """The error that aiogram's own one stands for."""
    if told.get("ok") is False and isinstance(told.get("description"), str):
        return _refusal(bot, method, reply, told)
    if reply.status == HTTPStatus.TOO_MANY_REQUESTS:
        return _silent_flood(method, reply, "Too Many Requests")
    if reply.status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        return TelegramEntityTooLarge(method, "Request Entity Too Large")
    if told.get("ok") is True and told.get("result") is not None and reply.status in ACCEPTED:
        return Unreadable(method, f"{type(method).__name__}: {_kind(error)}", told["result"])
    return NoAnswer(method, f"HTTP {reply.status} with something else")


def _refusal(
    bot: Bot, method: TelegramMethod[Any], reply: Reply, told: dict[str, Any]
) -> TelegramAPIError:
    """A no in words. What comes with the words is believed where it can be true."""
    status = refused_with(told) if reply.status in ACCEPTED else reply.status
    said = {"ok": False, "description": told["description"], "parameters": _parameters(told)}
    try:
        _checked(bot, method, status, json.dumps(said))
    except TelegramAPIError as error:
        if status == HTTPStatus.TOO_MANY_REQUESTS and not isinstance(error, TelegramRetryAfter):
            return _silent_flood(method, reply, error.message)
        return error
    raise AssertionError("unreachable: it says that it is no success")


def _parameters(told: dict[str, Any]) -> dict[str, int]:
    """Bot API: ResponseParameters."""
    given = told.get("parameters")
    if not isinstance(given, dict):
        return {}
    return {
        name: math.ceil(number)
        for name, possible in POSSIBLE.items()
        if _is_number(number := given.get(name)) and possible[0] <= number <= possible[1]
    }


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _silent_flood(method: TelegramMethod[Any], reply: Reply, words: str) -> TelegramRetryAfter:
    """A 429 that does not say how long; the header may. (A date in it is no Bot API server's.)"""
    header = reply.retry_after
    known = header is not None and SECONDS.fullmatch(header)
    return TelegramRetryAfter(method, words, int(header) if header and known else int(UNSAID_BAN))


def _kind(error: Exception) -> str:
    """Its text would repeat what people wrote."""
    return type(error.original if isinstance(error, ClientDecodeError) else error).__name__
