"""The port bots call: it can be closed for a while, so that connections are refused."""

import socket

from aiohttp import web

from botapi_sandbox.ground.clock import Alarm, Clock
from botapi_sandbox.ground.tasks import Tasks

BACKLOG = 1024
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - to recognise them


class Port:
    """Listens, or refuses and listens again, always on the same number."""

    def __init__(self, runner: web.ServerRunner, clock: Clock, tasks: Tasks) -> None:
        self._runner = runner
        self._clock = clock
        self._tasks = tasks
        self._reservation: socket.socket | None = None
        self._site: web.SockSite | None = None
        self._reopening: Alarm | None = None

    async def open(self, host: str, port: int) -> str:
        """Returns the URL; port 0 takes a free one. Raises OSError when it is taken."""
        # Bound but never listening: the number stays ours while nothing listens on it.
        self._reservation = bound(host, port)
        await self._listen()
        return url_of(self._reservation)

    async def refuse(self, seconds: float) -> None:
        """Cuts every connection and refuses new ones for so many sandbox seconds."""
        if self._site is not None:
            site, self._site = self._site, None
            await site.stop()
        for connection in self._runner.server.connections if self._runner.server else ():
            if connection.transport is not None:
                connection.transport.abort()
        if self._reopening is not None:
            self._clock.cancel(self._reopening)
        self._reopening = self._clock.call_later(seconds, self.reopen)

    def reopen(self) -> None:
        if self._reopening is not None:
            self._clock.cancel(self._reopening)
            self._reopening = None
            self._tasks.spawn(self._listen())

    def close(self) -> None:
        if self._reopening is not None:
            self._clock.cancel(self._reopening)
        if self._reservation is not None:
            self._reservation.close()

    async def _listen(self) -> None:
        if self._reservation is not None and self._site is None:
            host, port = self._reservation.getsockname()[:2]
            self._site = web.SockSite(self._runner, bound(host, port), backlog=BACKLOG)
            await self._site.start()


def bound(host: str, port: int) -> socket.socket:
    """Not listening yet. Two such sockets may share a number as long as only one listens."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise OSError(error.errno, error.strerror, f"{host}:{port}") from None
    return made


def free_ports(count: int) -> list[int]:
    """Of this machine; all are held until all are known, so that they differ."""
    held = [bound("127.0.0.1", 0) for _ in range(count)]
    try:
        return [int(each.getsockname()[1]) for each in held]
    finally:
        for each in held:
            each.close()


def url_of(listener: socket.socket) -> str:
    """Of a socket that listens everywhere: as this machine itself reaches it."""
    host, port = listener.getsockname()[:2]
    host = EVERYWHERE.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
