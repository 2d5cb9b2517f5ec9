"""What failing calls get instead of an answer: error pages, cut connections, silence."""

import asyncio
import json

from aiohttp import web

from botapi_sandbox.call.world import World

PAGES = {
    "html_502": (502, "502 Bad Gateway"),
    "html_504": (504, "504 Gateway Time-out"),
}
FOREVER = 3600.0  # wall-clock seconds; any client has given up by then


def error_page(kind: str) -> web.Response:
    """As nginx in front of the Bot API answers, or the Bot API itself for error_500."""
    if kind == "error_500":
        body = {"ok": False, "error_code": 500, "description": "Internal Server Error"}
        return web.Response(status=500, text=json.dumps(body), content_type="application/json")
    status, title = PAGES[kind]
    page = (
        f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n"
        f"<center><h1>{title}</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n"
        "</body>\r\n</html>\r\n"
    )
    return web.Response(status=status, text=page, content_type="text/html")


def broken_page() -> web.Response:
    """A good status with a body that stops in the middle."""
    return web.Response(body=b'{"ok":true,"result":{"mess', content_type="application/json")


def cut(request: web.BaseRequest) -> web.Response:
    """The connection ends without an answer."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


async def never(request: web.BaseRequest, seconds: float = FOREVER) -> web.Response:
    """Silence until the client is tired of it, then a cut."""
    await asyncio.sleep(seconds)
    return cut(request)


async def outage(world: World, request: web.BaseRequest) -> web.Response:
    """Everything fails in the chosen manner (`refuse` also closes the port: see ground/port.py)."""
    manner = world.faults.outage_manner
    world.tally.statuses[f"outage {manner}"] += 1
    if manner in ("refuse", "drop"):
        return cut(request)
    if manner == "hang":
        left = world.faults.outage_until - world.clock.now()
        await world.clock.sleep(left)
        return cut(request)
    return error_page(manner)
