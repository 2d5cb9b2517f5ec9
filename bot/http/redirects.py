"""Links that lead over the bot's own server: `GET …/r/<bot>/<token>`.

Telegram fetches a page before it shows it below a message; that is nobody's click, nor is a HEAD.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from aiohttp import hdrs, web

from bot.http.hooks import Receive, nobody_here, path_of
from db.errors import DatabaseTrouble
from handlers.language.texts import Texts

TELEGRAM = "TelegramBot"  # Telegram's user agent: "TelegramBot (like TwitterBot)"
LONGEST_TAG = 35  # characters of a language tag (RFC 5646, 4.4.1)
TRY_AGAIN = {"Refresh": "2", "Retry-After": "2"}  # seconds; a browser does it by itself
NOT_KEPT = {"Cache-Control": "no-store"}


class Follow(Protocol):
    async def __call__(self, text: str, *, counts: bool) -> str | None:
        """Where a token leads, as a header says it; None: nowhere. Raises DatabaseTrouble."""
        ...


class Pages:
    """What people read who get no further, in their browser's language."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def gone(self, request: web.Request) -> web.Response:
        return self._page(request, "link-gone", 404)

    def later(self, request: web.Request) -> web.Response:
        """The bot changes hands, say."""
        return self._page(request, "link-later", 503)

    def _page(self, request: web.Request, key: str, status: int) -> web.Response:
        asked = request.headers.get(hdrs.ACCEPT_LANGUAGE, "")
        tag = asked.partition(",")[0].partition(";")[0].strip()[:LONGEST_TAG]
        words = self._texts.get(key, self._texts.pick(None, tag))
        headers = NOT_KEPT | (TRY_AGAIN if status == web.HTTPServiceUnavailable.status_code else {})
        return web.Response(text=words, status=status, headers=headers)


class Redirects:
    """Addresses, and who knows where what stands behind them leads."""

    def __init__(self) -> None:
        self._open: dict[str, Receive] = {}
        self._away: dict[str, Receive] = {}
        self.elsewhere: Receive = nobody_here

    @contextmanager
    def leading(self, base: str, follow: Follow, pages: Pages) -> Iterator[None]:
        """What stands behind that address, until the end of the block."""
        path = path_of(base)

        async def lead(request: web.Request) -> web.StreamResponse:
            token = request.rel_url.path_safe.rpartition("/")[2]
            try:
                target = await follow(token, counts=_is_click(request))
            except DatabaseTrouble:
                return pages.later(request)
            if target is None:
                return pages.gone(request)
            return web.Response(status=302, headers={hdrs.LOCATION: target} | NOT_KEPT)

        async def away(request: web.Request) -> web.StreamResponse:
            return pages.later(request)

        self._open[path], self._away[path] = lead, away
        try:
            yield
        finally:
            del self._open[path]

    async def receive(self, request: web.Request) -> web.StreamResponse:
        before, slash, _ = request.rel_url.path_safe.rpartition("/")
        path = before + slash
        receive = self._open.get(path)
        if receive is not None:
            return await receive(request)
        if self.elsewhere is nobody_here and path in self._away:
            return await self._away[path](request)
        return await self.elsewhere(request)


def _is_click(request: web.Request) -> bool:
    agent = request.headers.get(hdrs.USER_AGENT, "")
    return request.method == hdrs.METH_GET and not agent.startswith(TELEGRAM)
