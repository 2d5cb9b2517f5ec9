"""The bot's HTTP session, with an eye on whether a request's bytes have left.

A timeout while waiting for a connection and one while waiting for the answer look the same from
outside; only the second may have sent something. aiohttp's tracing tells them apart.
"""

from types import SimpleNamespace
from typing import Any

from aiogram.client.session.aiohttp import AiohttpSession
from aiohttp import ClientSession, TraceConfig, TraceRequestHeadersSentParams


class Flight:
    """One request on its way; pass it as `trace_request_ctx`."""

    __slots__ = ("left", "status")

    def __init__(self) -> None:
        self.left = False  # True once bytes of it may have reached the server
        self.status: int | None = None  # of the answer, as soon as its headers are there


class TracedSession(AiohttpSession):
    """aiogram's session whose requests can carry a Flight."""

    async def create_session(self) -> ClientSession:
        fresh = self._session is None or self._session.closed or self._should_reset_connector
        session = await super().create_session()
        if fresh:
            session.trace_configs.append(_tracing())
        return session


def _tracing() -> TraceConfig:
    trace = TraceConfig()
    trace.on_request_headers_sent.append(_headers_sent)
    trace.freeze()
    return trace


async def _headers_sent(
    _session: ClientSession, context: SimpleNamespace, _params: TraceRequestHeadersSentParams
) -> None:
    flight: Any = getattr(context, "trace_request_ctx", None)
    if isinstance(flight, Flight):
        flight.left = True
