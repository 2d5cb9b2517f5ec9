"""A request's body that knows whether it has left, and in time to end what took too long.

A timeout while waiting for a connection and one while waiting for the answer look the same from
outside; only the second may have sent something.
"""

import asyncio

from aiohttp import ClientConnectionResetError


class RequestBody:
    """JSON on its way to the Bot API."""

    __slots__ = ("_body", "_transport", "bytes_written", "late", "status")

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._transport: asyncio.Transport | None = None
        self.bytes_written = False  # True once bytes of it may have reached the server
        self.late = False  # the time for the answer was over
        self.status: int | None = None  # of the answer, as soon as its headers are there

    def write(self, transport: asyncio.Transport | None, head: bytes) -> None:
        """All of it at once; `head` lacks nothing but the length. Raises ClientError when the
        connection has just ended: then nothing has left."""
        if transport is None or transport.is_closing():
            raise ClientConnectionResetError("the connection has ended")
        self._transport = transport
        self.bytes_written = True
        transport.write(b"%b%d\r\n\r\n%b" % (head, len(self._body), self._body))

    def expire(self) -> None:
        """Nobody waits for the answer any longer."""
        self.late = True
        if self._transport is not None:
            self._transport.abort()
