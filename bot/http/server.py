"""The process's own little HTTP server: /healthz, /metrics and, with a webhook, its route."""

import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager

from aiohttp import web

from bot.http.connections import ConnectionLimit, LimitedSite
from broadcast.model.halt import Halt, HaltReason

logger = logging.getLogger(__name__)

# Bytes. An update is a few kilobytes; the longest rich message, with formatting in each other
# around each letter, is some megabytes, and one that is not taken would be posted again and again.
LARGEST_BODY = 16 * 1024 * 1024
GIVE_UP_AFTER = 1.0  # seconds that open requests have when the server ends
SILENT_FOR = 30.0  # seconds without a whole request after which a connection is closed


# For whoever looks after the server, as in the log; what admins of the bot read is in locales/.
WHY: Mapping[HaltReason, str] = {
    HaltReason.STORAGE: "the database cannot be written: {detail}",
    HaltReason.FLOOD: "flood control for another {seconds:.0f} s",
    HaltReason.OUTAGE: "Telegram does not answer",
    HaltReason.TOKEN: "the token was refused (401)",
}


def build_site(
    halts: Callable[[], Sequence[Halt]], metrics: Callable[[], bytes]
) -> web.Application:
    """The routes that are there in every mode; `halts` tells why nothing can be sent."""

    async def healthz(request: web.Request) -> web.Response:
        """Alive is what answers at all; `?ready` asks whether it can send, too."""
        why = [WHY[one.reason].format(seconds=one.seconds, detail=one.detail) for one in halts()]
        body = {"alive": True, "able_to_send": not why, "why": why}
        fine = not why or "ready" not in request.query
        return web.json_response(body, status=200 if fine else 503, dumps=json.dumps)

    async def show_metrics(_request: web.Request) -> web.Response:
        return web.Response(
            body=metrics(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        )

    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/metrics", show_metrics)
    return app


@asynccontextmanager
async def serving(app: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """Serve until the block ends; gives the port, which the system picks for port 0.

    Raises StartRefused when the address cannot be listened on.
    """
    limit = ConnectionLimit()
    app.middlewares.append(limit.middleware)
    runner = web.AppRunner(
        app,
        access_log=None,
        handle_signals=False,
        keepalive_timeout=SILENT_FOR,
        shutdown_timeout=GIVE_UP_AFTER,
    )
    await runner.setup()
    try:
        await LimitedSite(runner, limit, host, port).start()
        chosen = int(runner.addresses[0][1])
        logger.info("http://%s:%d answers /healthz and /metrics", host, chosen)
        yield chosen
    finally:
        await runner.cleanup()
