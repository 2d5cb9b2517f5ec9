"""A limit for the HTTP server: so many connections, and none for ever.

aiohttp has no limit of its own: whoever opens connections and says nothing, or says it a byte at a
time, would use up the process's files, and with them those for Telegram and the database.
"""

import asyncio
import logging

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from bot.errors import StartRefused

logger = logging.getLogger(__name__)

CONNECTIONS = 200  # at most; Telegram opens 40 for a webhook (Bot API: setWebhook)


class ConnectionLimit:
    """Makes the connections of an aiohttp server. Above the limit whoever has been there longest
    without a whole request gives way; where all have one, that is the newcomer."""

    def __init__(self) -> None:
        self._busy: set[web.RequestHandler] = set()
        self._told = False

    @property
    def middleware(self) -> Middleware:
        @web.middleware
        async def busy(request: web.Request, handler: Handler) -> web.StreamResponse:
            """With a whole request: its headers, that is."""
            self._busy.add(request.protocol)
            try:
                return await handler(request)
            finally:
                self._busy.discard(request.protocol)

        return busy

    def admit(self, server: web.Server) -> asyncio.Protocol:
        """Called for each new connection, which counts two turns of the loop later."""
        loop = asyncio.get_running_loop()
        loop.call_soon(loop.call_soon, self._make_room, server)
        return server()

    def _make_room(self, server: web.Server) -> None:
        here = [one for one in server.connections if _is_open(one)]
        too_many = len(here) - CONNECTIONS
        if too_many <= 0:
            return
        self._tell()
        silent = [one for one in here if one not in self._busy]
        for one in silent[:too_many]:
            if one.transport is not None:
                one.transport.abort()

    def _tell(self) -> None:
        if not self._told:
            logger.warning(
                "more than %d connections to HTTP_PORT: silent ones give way (said once)",
                CONNECTIONS,
            )
        self._told = True


class LimitedSite(web.BaseSite):
    """Listens on an address and lets in whom the limit admits."""

    def __init__(self, runner: web.AppRunner, limit: ConnectionLimit, host: str, port: int) -> None:
        super().__init__(runner)
        self._limit = limit
        self._host = host
        self._port = port

    @property
    def name(self) -> str:
        return f"http://{self._host}:{self._port}"

    async def start(self) -> None:
        """Raises StartRefused when the address cannot be listened on."""
        await super().start()
        server = self._runner.server
        if server is None:
            raise RuntimeError("the runner was not set up")
        try:
            self._server = await asyncio.get_running_loop().create_server(
                lambda: self._limit.admit(server), self._host, self._port, backlog=self._backlog
            )
        except OSError as error:
            raise StartRefused(
                f"cannot listen on {self._host}:{self._port} (HTTP_HOST, HTTP_PORT): "
                f"{error.strerror or error}"
            ) from error


def _is_open(connection: web.RequestHandler) -> bool:
    return connection.transport is not None and not connection.transport.is_closing()
