"""The process's own little HTTP server: /healthz, /metrics, webhooks, the API, and links."""

import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from aiohttp import web

from bot.http.connections import ConnectionLimit, LimitedSite
from bot.http.health import Health
from bot.http.hooks import Hooks, Receive, nobody_here

logger = logging.getLogger(__name__)

# Bytes. An update is a few kilobytes; the longest rich message, with formatting in each other
# around each letter, is some megabytes, and one that is not taken would be posted again and again.
LARGEST_BODY = 16 * 1024 * 1024
API = "/api/v1"
GIVE_UP_AFTER = 1.0  # seconds that open requests have when the server ends
SILENT_FOR = 30.0  # seconds without a whole request after which a connection is closed


def build_site(
    health: Health,
    metrics: Callable[[], bytes],
    hooks: Hooks,
    api: Receive = nobody_here,
    links: Receive = nobody_here,
) -> web.Application:
    """The routes that are there in every mode. `api` takes all that is asked below API, `links`
    what is read anywhere else: links of broadcasts."""

    async def healthz(request: web.Request) -> web.Response:
        """Alive is what answers at all; `?ready` asks whether it can send, too; `?bot=ID` asks
        about one bot alone."""
        bot_id = request.query.get("bot")
        told = health.of_all() if bot_id is None else health.of(bot_id)
        if told is None:
            return web.Response(status=404, text="no such bot")
        fine = told.able or "ready" not in request.query
        return web.json_response(told.body, status=200 if fine else 503)

    async def show_metrics(_request: web.Request) -> web.Response:
        return web.Response(
            body=metrics(), headers={"Content-Type": "text/plain; version=0.0.4; charset=utf-8"}
        )

    app = web.Application(client_max_size=LARGEST_BODY)
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/metrics", show_metrics)
    app.router.add_route("*", API + "/{path:.*}", api)
    app.router.add_post("/{path:.*}", hooks.receive)
    app.router.add_get("/{path:.*}", links)  # and HEAD
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
