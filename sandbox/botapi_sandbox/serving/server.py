"""The server: its ports, its beginning and its end."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from botapi_sandbox.api.schema import Schema
from botapi_sandbox.call.endpoint import BotApi
from botapi_sandbox.call.world import LOOPBACK, World
from botapi_sandbox.flood.limits import STRICT
from botapi_sandbox.ground.addresses import Addresses
from botapi_sandbox.ground.clock import Clock
from botapi_sandbox.ground.gate import Gate
from botapi_sandbox.ground.port import EVERYWHERE, Port
from botapi_sandbox.ground.tasks import Tasks
from botapi_sandbox.methods import METHODS, SENDS
from botapi_sandbox.page.downloads import Downloads
from botapi_sandbox.page.live import Live
from botapi_sandbox.page.site import Page, Site
from botapi_sandbox.page.uploads import Uploads
from botapi_sandbox.serving.router import Router
from botapi_sandbox.verbs import Verbs

REQUEST_BYTES = 64 * 1024 * 1024  # an upload of 50 MB and what is around it
GRACE = 0.1  # wall-clock seconds for answers under way when the server ends

Serve = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


class Sandbox:
    """A local Telegram: `async with Sandbox(speed=10).serving(port=0) as url: ...`.

    Two ports: the one of `url` serves everything and closes during an outage that refuses
    connections; the other one, found through it, serves the control API and the page and never
    closes. `like`: the limits it begins with, strict or plain (limits.py). `lenient`: it overlooks
    what the real server overlooks. `webhook_hosts`: besides this machine, where webhooks may be
    without https.
    """

    def __init__(
        self,
        *,
        speed: float = 1.0,
        seed: int = 0,
        clock: Clock | None = None,
        like: str = STRICT,
        lenient: bool = False,
        webhook_hosts: Iterable[str] = (),
    ) -> None:
        self._tasks = Tasks()
        self._addresses = Addresses()
        self.world = world = World(
            clock=clock or Clock(speed),
            seed=seed,
            tasks=self._tasks,
            like=like,
            lenient=lenient,
            webhook_hosts=LOOPBACK | frozenset(webhook_hosts),
        )
        schema = Schema.read()
        self._gate = gate = Gate()
        self._live = Live(world, self._addresses, schema.version)
        pages: dict[str, Page] = {
            "/page/live": ("GET", self._live.serve),
            "/page/upload": ("POST", Uploads(world).serve),
            "/page/file": ("GET", Downloads(world).serve),
        }
        self._router = Router(
            world=world,
            gate=gate,
            api=BotApi(world, schema, METHODS, SENDS),
            verbs=Verbs(world),
            site=Site(gate, pages),
            addresses=self._addresses,
        )

    @property
    def control_url(self) -> str:
        """The port that never closes; known once serving."""
        return self._addresses.control

    @asynccontextmanager
    async def serving(
        self,
        port: int = 0,
        host: str = "127.0.0.1",
        control_port: int = 0,
        key: str | None = None,
    ) -> AsyncIterator[str]:
        """Yields the URL to point bots at. Port 0 takes a free one. Beyond this machine it listens
        only with a `key`, which the page and the control API then ask for."""
        if key is not None:
            self._gate.ask_for(key)
        elif host not in LOOPBACK:
            raise ValueError(f"the sandbox listens on {host} only with a key")
        self._addresses.everywhere = host in EVERYWHERE
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self._tasks.stop)
            stack.push_async_callback(self.world.webhooks.close)
            control = await self._port(stack, self._router.serve_control)
            self._addresses.control = await control.open(host, control_port)
            main = await self._port(stack, self._router.serve)
            self.world.port = main
            self._addresses.bot = await main.open(host, port)
            stack.callback(self._live.end)  # first of all: streams would be waited for
            yield self._addresses.bot

    async def _port(self, stack: AsyncExitStack, serve: Serve) -> Port:
        server = web.Server(serve, request_factory=_request, access_log=None, logger=_log())
        runner = web.ServerRunner(server, shutdown_timeout=GRACE)
        await runner.setup()
        port = Port(runner, self.world.clock, self._tasks)
        stack.callback(port.close)
        stack.push_async_callback(runner.cleanup)
        return port


def _log() -> logging.Logger:
    """What is no HTTP has been answered 400, with the reason. aiohttp logs it as well, with all
    of its first line, which may hold somebody's real token."""
    log = logging.getLogger(__name__)
    log.addFilter(_is_no_bad_request)
    return log


def _is_no_bad_request(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    """aiohttp's own factory, except that it takes no more than 1 MB."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(
        message, payload, protocol, writer, task, loop, client_max_size=REQUEST_BYTES
    )
