"""Requests of aiohttp that look once more whether they may go, each time when bytes leave.

Between the wish to call and the first byte lies the wait for a connection; between the first byte
and the last one of a big file the other end's pace. A process that was stopped anywhere in between,
and wakes up when another one serves the bot, sends nothing more: a request that is not whole is
none, and nothing comes of it.
"""

from collections.abc import Callable
from typing import Any

from aiohttp import ClientRequest, ClientResponse
from aiohttp.abc import AbstractStreamWriter
from aiohttp.connector import Connection
from aiohttp.helpers import set_exception

from botapi.reply import Withheld
from runtime.lease import Lease


def requests_with(lease: Lease) -> Callable[..., "LookingRequest"]:
    """What makes a session's requests."""

    def request(*args: Any, **options: Any) -> LookingRequest:
        made = LookingRequest(*args, **options)
        made.lease = lease
        return made

    return request


class LookingRequest(ClientRequest):
    """Raises Withheld instead of writing."""

    lease: Lease

    async def send(self, conn: Connection) -> ClientResponse:
        self._look()
        return await super().send(conn)

    async def write_bytes(
        self, writer: AbstractStreamWriter, conn: Connection, content_length: int | None = None
    ) -> None:
        """In a task of its own: what goes wrong is told to the connection."""
        protocol, transport = conn.protocol, conn.transport
        write, end = writer.write, writer.write_eof

        async def looked(*chunk: Any, **how: Any) -> None:
            await writer.drain()
            self._look()
            await write(*chunk, **how)

        async def ended(*chunk: Any) -> None:
            await writer.drain()
            self._look()
            await end(*chunk)

        writer.write, writer.write_eof = looked, ended  # type: ignore[method-assign, assignment]
        if transport is not None:
            # The system has all that was written before more is: a body's last line is short, and
            # never waits in here for the loop to send it some time.
            transport.set_write_buffer_limits(high=0)
        try:
            await super().write_bytes(writer, conn, content_length)
        except Withheld as withheld:
            if protocol is not None:
                set_exception(protocol, withheld)
        finally:
            if transport is not None:
                transport.set_write_buffer_limits()

    def _look(self) -> None:
        if not self.lease.valid():
            raise Withheld
