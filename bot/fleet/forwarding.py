"""A webhook may lead to any node: what is another one's is handed on, and its answer passed back.

Telegram posts an update again until it hears 200, and that comes from the owner alone, when it has
the update safe. While a bot changes hands nobody has it: 503, and Telegram comes again.
"""

import hmac
import logging
import re
from collections.abc import Callable, Mapping

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from bot.fleet.routes import FORWARDED, Routes
from bot.http.hooks import COME_AGAIN, path_of
from bot.intake.webhook import SECRET_HEADER
from bot.settings.settings import Settings

logger = logging.getLogger(__name__)

HOOK = re.compile(r"/hook/(\d{1,19})$")
ANSWER_WITHIN = ClientTimeout(total=15.0, connect=2.0)  # seconds
CONNECTIONS_CLOSED_AFTER = 30.0


class Forwarder:
    """`receive` takes what is posted for a bot that is not served here."""

    def __init__(
        self,
        node: str,
        routes: Routes,
        session: ClientSession,
        known: Callable[[], Mapping[int, Settings]],
    ) -> None:
        self._node = node
        self._routes = routes
        self._session = session
        self._known = known

    async def receive(self, request: web.Request) -> web.StreamResponse:
        """Whoever does not know the bot's secret is told so here, and costs nobody else a thing."""
        settings = self._meant(request)
        if settings is None or settings.webhook_url is None or settings.webhook_secret is None:
            return web.Response(status=404)
        given = request.headers.get(SECRET_HEADER, "").encode(errors="surrogateescape")
        if not hmac.compare_digest(given, settings.webhook_secret.get_secret_value().encode()):
            return web.Response(status=403)
        address = self._routes.onward(settings.bot_id, request.headers)
        if address is None:
            return web.Response(status=503, headers=COME_AGAIN)
        return await self._handed_on(request, address + request.rel_url.raw_path_qs)

    def _meant(self, request: web.Request) -> Settings | None:
        path = request.rel_url.path_safe
        found = HOOK.search(path)
        settings = self._known().get(int(found[1])) if found else None
        if settings is None or settings.webhook_url is None:
            return None
        return settings if path_of(settings.webhook_url) == path else None

    async def _handed_on(self, request: web.Request, url: str) -> web.Response:
        headers = {
            SECRET_HEADER: request.headers[SECRET_HEADER],
            "Content-Type": request.content_type,
            FORWARDED: self._node,
        }
        body = await request.read()
        try:
            async with self._session.post(
                url, data=body, headers=headers, timeout=ANSWER_WITHIN, allow_redirects=False
            ) as answer:
                if answer.status == web.HTTPOk.status_code:
                    return web.Response()
                logger.debug("the node of that bot answers %d", answer.status)
        except (ClientError, TimeoutError, OSError) as error:
            logger.warning("a node cannot be reached: %s (%s)", url, type(error).__name__)
        return web.Response(status=503, headers=COME_AGAIN)
