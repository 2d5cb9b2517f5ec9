"""A call of the API may reach any node: what is another one's is handed on, and its answer passed
back as it is.

Whose the key is only the owner can tell, who has the bot's database; here is looked at what bot it
names. While a bot changes hands nobody has it: 503, and whoever calls comes again.
"""

import logging
from collections.abc import Callable, Collection

from aiohttp import ClientError, ClientSession, ClientTimeout, web

from bot.api.core.desk import unknown_key
from bot.api.core.refusals import Refused
from bot.api.http.reading import body_of
from bot.fleet.routes import FORWARDED, Routes

logger = logging.getLogger(__name__)

WITHIN = ClientTimeout(total=660.0, connect=2.0)  # seconds: a file of recipients takes minutes
PIECE = 64 * 1024  # bytes
ALONG = ("Authorization", "Content-Type", "Idempotency-Key", "Accept-Encoding")
BACK = (
    *("Content-Type", "Content-Encoding", "Content-Disposition", "Vary"),
    *("Retry-After", "WWW-Authenticate", "Allow"),
)


class CallForwarder:
    """`receive` takes calls for a bot that is not served here."""

    def __init__(
        self,
        node: str,
        routes: Routes,
        session: ClientSession,
        known: Callable[[], Collection[int]],
    ) -> None:
        self._node = node
        self._routes = routes
        self._session = session
        self._known = known

    async def receive(self, request: web.Request, bot_id: int) -> web.StreamResponse:
        """Raises Refused."""
        if bot_id not in self._known():
            raise unknown_key()
        address = self._routes.onward(bot_id, request.headers)
        if address is None:
            raise nobody_has_it()
        headers = {name: request.headers[name] for name in ALONG if name in request.headers}
        url = address + request.rel_url.raw_path_qs
        body = await body_of(request)
        try:
            async with self._session.request(
                request.method,
                url,
                data=body or None,
                headers={**headers, FORWARDED: self._node},
                timeout=WITHIN,
                allow_redirects=False,
                auto_decompress=False,
            ) as answer:
                back = {name: answer.headers[name] for name in BACK if name in answer.headers}
                response = web.StreamResponse(status=answer.status, headers=back)
                await response.prepare(request)
                async for piece in answer.content.iter_chunked(PIECE):
                    await response.write(piece)
                await response.write_eof()
                return response
        except (ClientError, TimeoutError, OSError) as error:
            logger.warning("a node cannot be reached: %s (%s)", url, type(error).__name__)
            raise nobody_has_it() from error


def nobody_has_it() -> Refused:
    return Refused(
        status=503,
        code="changing_hands",
        detail="No node has the bot just now; come again.",
        retry_after=1,
    )
