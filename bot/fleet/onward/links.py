"""A link may lead to any node: whoever does not serve its bot asks the node that does, which alone
knows where it leads, and counts it."""

import logging
import re
from collections.abc import Callable, Mapping

from aiohttp import ClientError, ClientSession, ClientTimeout, hdrs, web

from bot.fleet.routes import FORWARDED, Routes
from bot.http.hooks import path_of
from bot.http.redirects import NOT_KEPT, Pages
from bot.settings.links import links_at
from bot.settings.settings import Settings

logger = logging.getLogger(__name__)

LINK = re.compile(r"/r/(\d{1,19})/[A-Za-z0-9_-]{1,64}$")
ANSWER_WITHIN = ClientTimeout(total=5.0, connect=2.0)  # seconds: somebody waits for it
PASSED_ON = (hdrs.USER_AGENT, hdrs.ACCEPT_LANGUAGE)  # whether it counts, and who reads the answer


class LinkForwarder:
    """`receive` takes what is asked of a bot that is not served here."""

    def __init__(
        self,
        node: str,
        routes: Routes,
        session: ClientSession,
        known: Callable[[], Mapping[int, Settings]],
        pages: Callable[[str], Pages],
    ) -> None:
        """`pages`: by default language."""
        self._node = node
        self._routes = routes
        self._session = session
        self._known = known
        self._pages = pages

    async def receive(self, request: web.Request) -> web.StreamResponse:
        settings = self._meant(request)
        if settings is None:
            return web.Response(status=404)
        pages = self._pages(settings.default_locale)
        address = self._routes.onward(settings.bot_id, request.headers)
        if address is None:
            return pages.later(request)
        asked = await self._asked(request, address + request.rel_url.raw_path)
        return pages.later(request) if asked is None else asked

    def _meant(self, request: web.Request) -> Settings | None:
        path = request.rel_url.path_safe
        found = LINK.search(path)
        settings = self._known().get(int(found[1])) if found else None
        base = None if settings is None else links_at(settings.webhook_url, settings.bot_id)
        return settings if base and path.startswith(path_of(base)) else None

    async def _asked(self, request: web.Request, url: str) -> web.Response | None:
        """None: nobody answers."""
        headers = {name: request.headers[name] for name in PASSED_ON if name in request.headers}
        try:
            async with self._session.request(
                request.method,
                url,
                headers=headers | {FORWARDED: self._node},
                timeout=ANSWER_WITHIN,
                allow_redirects=False,
            ) as answer:
                if answer.status == web.HTTPFound.status_code:
                    target = {hdrs.LOCATION: answer.headers[hdrs.LOCATION]}
                    return web.Response(status=answer.status, headers=target | NOT_KEPT)
                if answer.status == web.HTTPNotFound.status_code:
                    return web.Response(text=await answer.text(), status=answer.status)
                logger.debug("the node of that bot answers %d", answer.status)
        except (ClientError, TimeoutError, OSError, KeyError) as error:
            logger.warning("a node cannot be reached: %s (%s)", url, type(error).__name__)
        return None
