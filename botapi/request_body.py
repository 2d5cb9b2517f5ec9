"""A request's body that knows whether it has left.

A timeout while waiting for a connection and one while waiting for the answer look the same from
outside; only the second may have sent something. aiohttp asks the body to write itself at the very
moment when it has a connection; headers wait for it, so that nothing leaves before.
"""

from aiohttp.abc import AbstractStreamWriter
from aiohttp.payload import BytesPayload


class RequestBody(BytesPayload):
    """JSON on its way to the Bot API."""

    def __init__(self, body: bytes) -> None:
        super().__init__(body, content_type="application/json")
        self.left = False  # True once bytes of it may have reached the server
        self.status: int | None = None  # of the answer, as soon as its headers are there

    async def write_with_length(
        self, writer: AbstractStreamWriter, content_length: int | None
    ) -> None:
        transport = writer.transport
        if transport is not None and not transport.is_closing():  # else the writer refuses
            self.left = True
        await super().write_with_length(writer, content_length)
