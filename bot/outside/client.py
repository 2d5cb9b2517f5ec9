"""The one way to servers outside: aiohttp with a guard at the socket.

Each connection is made anew, to an address that was just looked at (bot/outside/allowed.py), by
nobody's proxy: one would connect to what the guard never sees.
"""

import asyncio
import socket
from collections.abc import Mapping

from aiohttp import (
    AddrInfoType,
    ClientConnectorCertificateError,
    ClientConnectorDNSError,
    ClientConnectorError,
    ClientConnectorSSLError,
    ClientError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    TCPConnector,
)
from aiohttp.abc import AbstractResolver
from yarl import URL

from bot.client.session import certificates
from bot.outside.allowed import may_connect
from bot.outside.body import read_body
from bot.outside.names import Names
from runtime.outside import Answer, OutsideError, WhyNot

MOST_HOPS = 5  # redirects
LONGEST = 2048  # characters of an address
NO_LIMIT = 0  # of connections: whoever asks has one, and waiting here would be others' time
AGENT = "Herald"
SCHEMES = {"http", "https"}
REDIRECTS = {301, 302, 303, 307, 308}
KEEP_METHOD = {307, 308}


class _NotAllowed(OSError):
    """aiohttp takes an OSError for one address that could not be connected to, and tries the next.

    All have the same words: of several that are the same one is raised, as it is.
    """

    def __init__(self) -> None:
        super().__init__("a private address")


class GuardedClient:
    """An Outside; made in a running loop."""

    def __init__(self, *, private: bool = False, resolver: AbstractResolver | None = None) -> None:
        """`private`: networks of one's own may be connected to."""
        self._private = private
        connector = TCPConnector(
            resolver=resolver or Names(),
            use_dns_cache=False,
            socket_factory=self._socket,
            force_close=True,
            limit=NO_LIMIT,
            ssl=certificates(),
        )
        self._session = ClientSession(
            connector=connector,
            cookie_jar=DummyCookieJar(),
            auto_decompress=False,
            trust_env=False,
            timeout=ClientTimeout(total=None),
            headers={"User-Agent": AGENT, "Accept-Encoding": "gzip"},
        )

    async def close(self) -> None:
        await self._session.close()

    def check(self, url: str) -> None:
        """Raises OutsideError."""
        self._read(url)

    async def get(
        self, url: str, *, largest: int, seconds: float, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Raises OutsideError."""
        return await self._asked("GET", url, None, headers or {}, largest, seconds)

    async def post(
        self, url: str, body: bytes, *, seconds: float, headers: Mapping[str, str]
    ) -> Answer:
        """Raises OutsideError. What the server says beside its status and headers is not read."""
        return await self._asked("POST", url, body, headers, 0, seconds)

    async def _asked(
        self,
        method: str,
        url: str,
        body: bytes | None,
        headers: Mapping[str, str],
        largest: int,
        seconds: float,
    ) -> Answer:
        try:
            async with asyncio.timeout(seconds):
                return await self._followed(method, self._read(url), body, headers, largest)
        except TimeoutError as error:
            raise OutsideError(WhyNot.TIME) from error
        except (ClientError, OSError, ValueError) as error:
            raise OutsideError(_meaning(error)) from error

    async def _followed(
        self, method: str, at: URL, body: bytes | None, headers: Mapping[str, str], largest: int
    ) -> Answer:
        for _ in range(MOST_HOPS + 1):
            async with self._session.request(
                method, at, data=body, headers=headers, allow_redirects=False
            ) as response:
                then = self._next(method, at, response)
                if then is None:
                    return await _answer(method, at, response, largest)
                at = then
        raise OutsideError(WhyNot.REDIRECTS)

    def _next(self, method: str, at: URL, response: ClientResponse) -> URL | None:
        """Where it leads on to; None: it is the answer."""
        if response.status not in (REDIRECTS if method == "GET" else KEEP_METHOD):
            return None
        location = response.headers.get("Location")
        if location is None:
            raise OutsideError(WhyNot.REDIRECTS)
        try:
            then = self._read(str(at.join(URL(location))))
        except (ValueError, OutsideError) as error:
            private = isinstance(error, OutsideError) and error.why is WhyNot.PRIVATE
            raise OutsideError(WhyNot.PRIVATE if private else WhyNot.REDIRECTS) from error
        if at.scheme == "https" and then.scheme != "https":  # what was sealed stays sealed
            raise OutsideError(WhyNot.REDIRECTS)
        return then

    def _read(self, url: str) -> URL:
        """Raises OutsideError. Names and passwords in it are not taken: where would they show?"""
        try:
            read = URL(url.strip())
            fits = read.scheme in SCHEMES and read.host and read.port and read.user is None
        except ValueError:
            fits = False
        if not fits or read.password is not None or len(url) > LONGEST:
            raise OutsideError(WhyNot.ADDRESS)
        host = read.host or ""
        if _is_number(host) and not may_connect(host, private=self._private):
            raise OutsideError(WhyNot.PRIVATE)
        return read.with_fragment(None)

    def _socket(self, target: AddrInfoType) -> socket.socket:
        family, kind, proto, _, address = target
        if not may_connect(str(address[0]), private=self._private):
            raise _NotAllowed
        return socket.socket(family=family, type=kind, proto=proto)


async def _answer(method: str, at: URL, response: ClientResponse, largest: int) -> Answer:
    body = await read_body(response, largest) if method == "GET" else b""
    headers = {name.lower(): value for name, value in response.headers.items()}
    return Answer(status=response.status, url=str(at), headers=headers, body=body)


def _is_number(host: str) -> bool:
    """As aiohttp tells those that it asks no resolver for."""
    return ":" in host or host.replace(".", "").isdigit()


def _meaning(error: Exception) -> WhyNot:
    match error:
        case ClientConnectorDNSError():
            return WhyNot.NAME
        case ClientConnectorCertificateError() | ClientConnectorSSLError():
            return WhyNot.CERTIFICATE
        case ClientConnectorError(os_error=_NotAllowed()):
            return WhyNot.PRIVATE
        case ClientConnectorError():
            return WhyNot.UNREACHABLE
    return WhyNot.BROKEN
