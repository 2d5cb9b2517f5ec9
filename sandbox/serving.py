"""The server: its ports, its beginning and its end."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from aiohttp import web

from sandbox.botapi import BotApi
from sandbox.clock import Clock
from sandbox.door import LOOPBACK, Door
from sandbox.methods import METHODS, SENDS
from sandbox.port import Port
from sandbox.schema import Schema
from sandbox.tasks import Tasks
from sandbox.verbs import Verbs
from sandbox.world import World

REQUEST_BYTES = 64 * 1024 * 1024  # an upload of 50 MB and what is around it
GRACE = 0.1  # wall-clock seconds for answers under way when the server ends

Serve = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


class Sandbox:
    """A local Telegram: `async with Sandbox(speed=10).serving(port=0) as url: ...`.

    Two ports: the one of `url` serves everything and closes during an outage that refuses
    connections; the other one, found through it, serves the control API and never closes.
    """

    def __init__(self, *, speed: float = 1.0, seed: int = 0, clock: Clock | None = None) -> None:
        self._tasks = Tasks()
        self.world = World(clock=clock or Clock(speed), seed=seed, tasks=self._tasks)
        api = BotApi(self.world, Schema.read(), METHODS, SENDS)
        self._door = Door(self.world, api, Verbs(self.world))

    @property
    def control_url(self) -> str:
        """The port that never closes; known once serving."""
        return self._door.control_url

    @asynccontextmanager
    async def serving(
        self, port: int = 0, host: str = "127.0.0.1", control_port: int = 0
    ) -> AsyncIterator[str]:
        """Yields the URL to point bots at. Port 0 takes a free one."""
        if host not in LOOPBACK:
            raise ValueError(f"the sandbox listens on loopback only, not on {host}")
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self._tasks.stop)
            stack.push_async_callback(self.world.postman.close)
            control = await self._port(stack, self._door.serve_control)
            self._door.control_url = await control.open(host, control_port)
            main = await self._port(stack, self._door.serve)
            self.world.port = main
            yield await main.open(host, port)

    async def _port(self, stack: AsyncExitStack, serve: Serve) -> Port:
        server = web.Server(serve, request_factory=_request, access_log=None)
        runner = web.ServerRunner(server, shutdown_timeout=GRACE)
        await runner.setup()
        port = Port(runner, self.world.clock, self._tasks)
        stack.callback(port.close)
        stack.push_async_callback(runner.cleanup)
        return port


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    """aiohttp's own factory, except that it takes no more than 1 MB."""
    loop = asyncio.get_running_loop()
    return web.BaseRequest(
        message, payload, protocol, writer, task, loop, client_max_size=REQUEST_BYTES
    )
