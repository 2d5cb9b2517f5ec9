"""Somebody's server that events are posted to: it outlives the processes that post."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web


@dataclass(kw_only=True)
class Receiver:
    """What has come, in order: the id and the body of each."""

    url: str = ""
    posts: list[tuple[str, str]] = field(default_factory=list)

    @classmethod
    @asynccontextmanager
    async def listening(cls) -> AsyncIterator["Receiver"]:
        receiver = cls()

        async def take(request: web.Request) -> web.Response:
            receiver.posts.append((request.headers["webhook-id"], await request.text()))
            return web.Response(status=204)

        app = web.Application()
        app.router.add_post("/", take)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/"
            yield receiver
        finally:
            await runner.cleanup()

    @property
    def first_of_each(self) -> dict[str, str]:
        """The bodies by id, in the order in which they came first."""
        return dict(self.posts)  # a repetition keeps its place
