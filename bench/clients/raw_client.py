"""A client as cheap as can be: keep-alive connections that post sendMessage and read lengths.

It parses nothing but the status and Content-Length, so that the server is what is measured.
"""

import asyncio
from collections.abc import Iterator
from typing import cast
from urllib.parse import urlsplit

END_OF_HEAD = b"\r\n\r\n"
LENGTH = b"content-length:"
GOOD = b"HTTP/1.1 200"
SHOWN = 1000  # bytes of an answer that is no success


class RawFailed(Exception):
    """The server refused or hung up."""


class Sending(asyncio.Protocol):
    """One connection: the next message leaves when the last one is answered."""

    def __init__(self, host: str, path: str, chats: Iterator[int], text: str) -> None:
        self._head = (
            f"POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
        ).encode()
        self._chats = chats
        self._text = text
        self._got = b""
        self._transport: asyncio.Transport | None = None
        self.sent = 0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # Not an isinstance check: uvloop's transports are no asyncio.Transport.
        self._transport = cast("asyncio.Transport", transport)
        self._next()

    def data_received(self, data: bytes) -> None:
        self._got += data
        left = after_answer(self._got)
        if left is None:
            return
        if not self._got.startswith(GOOD):
            self._end(RawFailed(self._got[:SHOWN].decode(errors="replace")))
            return
        self._got = left
        self.sent += 1
        self._next()

    def connection_lost(self, exc: Exception | None) -> None:
        if not self.done.done():
            self.done.set_exception(exc or RawFailed("the server hung up"))

    def _next(self) -> None:
        chat_id = next(self._chats, None)
        if chat_id is None:
            self._end(None)
            return
        body = f'{{"chat_id":{chat_id},"text":"{self._text}"}}'.encode()
        assert self._transport is not None
        self._transport.write(b"%bContent-Length: %d\r\n\r\n%b" % (self._head, len(body), body))

    def _end(self, trouble: Exception | None) -> None:
        if trouble is None:
            self.done.set_result(None)
        else:
            self.done.set_exception(trouble)
        if self._transport is not None:
            self._transport.close()


def after_answer(got: bytes) -> bytes | None:
    """What follows the first whole answer; None while that is incomplete."""
    head, found, rest = got.partition(END_OF_HEAD)
    if not found:
        return None
    for line in head.lower().split(b"\r\n"):
        if line.startswith(LENGTH):
            length = int(line.removeprefix(LENGTH))
            return rest[length:] if len(rest) >= length else None
    raise RawFailed("an answer without a length")


async def send_raw(url: str, token: str, chats: range, *, connections: int, text: str) -> None:
    """One plain message to each chat; raises RawFailed at the first that is refused."""
    parts = urlsplit(url)
    waiting = iter(chats)
    path = f"/bot{token}/sendMessage"
    host, port = parts.hostname or "", parts.port or 80
    loop = asyncio.get_running_loop()
    opened = [
        await loop.create_connection(lambda: Sending(parts.netloc, path, waiting, text), host, port)
        for _ in range(connections)
    ]
    try:
        await asyncio.gather(*(sending.done for _, sending in opened))
    finally:
        for transport, _ in opened:
            transport.abort()  # whoever is cancelled in the middle must not go on sending
