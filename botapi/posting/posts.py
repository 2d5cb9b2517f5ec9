"""POSTs of JSON over the connections of aiohttp's session, without its work for each request.

For every request aiohttp's ClientSession puts URL and headers together, and looks for cookies,
credentials, redirects and proxies. All that is the same for every call of a broadcast, and takes
more time than the rest of a call. Here it is done once for each method. What is difficult stays
aiohttp's: connections with TLS and proxies, how many there are and for how long, and the parsing of
answers. No redirect is followed: it would repeat a call as a GET, and believe any page.
"""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiohttp import (
    BaseConnector,
    ClientConnectionError,
    ClientPayloadError,
    ClientRequest,
    ClientSession,
    ClientTimeout,
)
from aiohttp.client_proto import ResponseHandler
from aiohttp.connector import Connection
from aiohttp.hdrs import ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.http_parser import RawResponseMessage
from aiohttp.streams import StreamReader
from yarl import URL

from botapi.posting.request_body import RequestBody
from botapi.reply import Reply, Withheld, received
from runtime.lease import ALWAYS, Lease


@dataclass(frozen=True, slots=True)
class _Target:
    """Where a method is posted to."""

    session: ClientSession
    connector: BaseConnector
    request: ClientRequest  # never sent: the connector asks it for the address
    head: bytes  # up to the body's length


class Posts:
    """The bot's calls with a body that is ready."""

    def __init__(self, bot: Bot, *, seconds: float, lease: Lease = ALWAYS) -> None:
        """`seconds` for a call, the wait for a connection included."""
        self._bot = bot
        self._lease = lease
        self._seconds = seconds
        self._connecting = ClientTimeout(connect=seconds)
        self._targets: dict[str, _Target] = {}

    async def post(self, method: TelegramMethod[Any], body: RequestBody) -> Reply:
        """Raises what of aiohttp's errors there are, TimeoutError, NoAnswer, and Withheld when the
        bot is not ours at the moment at which bytes would leave."""
        target = await self._target(method.__api_method__)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._seconds
        connection = await target.connector.connect(target.request, [], self._connecting)
        if loop.time() >= deadline:  # aiohttp rounds long timeouts up: what left now would be cut
            connection.release()
            raise TimeoutError
        alarm = loop.call_at(deadline, body.expire)
        try:
            reply = await self._exchange(connection, target.head, method, body)
        except BaseException as error:
            connection.close()
            if body.late and isinstance(error, Exception):
                raise TimeoutError from error
            raise
        finally:
            alarm.cancel()
        connection.release()
        return reply

    async def _exchange(
        self, connection: Connection, head: bytes, method: TelegramMethod[Any], body: RequestBody
    ) -> Reply:
        protocol = connection.protocol
        if protocol is None:
            raise ClientConnectionError("the connection is closed")
        protocol.set_response_params(read_until_eof=True)
        if not self._lease.valid():
            raise Withheld
        body.write(connection.transport, head)
        message, content = await _answer(protocol)
        body.status = message.code
        return await received(method, message.code, message.headers, content)

    async def _target(self, method: str) -> _Target:
        session = await self._bot.session.create_session()  # type: ignore[attr-defined]
        target = self._targets.get(method)
        if target is None or target.session is not session:
            url = URL(self._bot.session.api.api_url(token=self._bot.token, method=method))
            target = self._targets[method] = _prepared(session, url)
        return target


def _prepared(session: ClientSession, url: URL) -> _Target:
    request = ClientRequest(
        "POST",
        url,
        headers={**session.headers, CONTENT_TYPE: "application/json"},
        skip_auto_headers=(ACCEPT_ENCODING,),  # an answer is too short to gain from it
        loop=asyncio.get_running_loop(),
        session=session,
    )
    connector = session.connector
    if connector is None:
        raise ClientConnectionError("the session is closed")
    lines = [f"POST {url.raw_path_qs} HTTP/1.1"]
    lines += [f"{name}: {said}" for name, said in request.headers.items() if name != CONTENT_LENGTH]
    lines.append(f"{CONTENT_LENGTH}: ")
    return _Target(session, connector, request, "\r\n".join(lines).encode())


async def _answer(protocol: ResponseHandler) -> tuple[RawResponseMessage, StreamReader]:
    """The first one that is not merely provisional."""
    while True:
        try:
            message, content = await protocol.read()
        except HttpProcessingError as error:
            raise ClientPayloadError(error.message) from error
        if message.code >= HTTPStatus.OK or message.code == HTTPStatus.SWITCHING_PROTOCOLS:
            return message, content
