"""Which webhook's posts go where: bots come and go while the server stands."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from aiohttp import web
from yarl import URL

from bot.process.log_context import BOT

Receive = Callable[[web.Request], Awaitable[web.StreamResponse]]

COME_AGAIN = {"Retry-After": "1"}  # seconds


class Hooks:
    """Paths, and who takes what is posted there."""

    def __init__(self) -> None:
        self._open: dict[str, Receive | None] = {}
        self.elsewhere: Receive = nobody_here

    @contextmanager
    def taking(self, url: str, receive: Receive) -> Iterator[None]:
        """What is posted to the path of that address, until the end of the block; afterwards
        Telegram is asked to come again."""
        path, bot = path_of(url), BOT.get()

        async def take(request: web.Request) -> web.StreamResponse:
            """A connection is nobody's: what the log says meanwhile is about this bot."""
            before = BOT.set(bot)
            try:
                return await receive(request)
            finally:
                BOT.reset(before)

        self._open[path] = take
        try:
            yield
        finally:
            self._open[path] = None

    async def receive(self, request: web.Request) -> web.StreamResponse:
        path = request.rel_url.path_safe
        receive = self._open.get(path)
        if receive is not None:
            return await receive(request)
        if path in self._open and self.elsewhere is nobody_here:
            return web.Response(status=503, headers=COME_AGAIN)
        return await self.elsewhere(request)


async def nobody_here(_request: web.Request) -> web.StreamResponse:
    """Of a path that no webhook has."""
    return web.Response(status=404)


def path_of(url: str) -> str:
    """The path as a request shows it: decoded, but for what would change its meaning."""
    path = urlsplit(url).path or "/"
    return URL.build(path=path, encoded=True).path_safe
