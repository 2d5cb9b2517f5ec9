"""Feeds come by the guarded way to servers outside, here from real ones on loopback."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack

import pytest
from aiohttp import web

from bot.outside.client import GuardedClient
from broadcast.feeds import fetching
from broadcast.feeds.fetching import FeedFetcher, Mark
from broadcast.model.feeds.feed import FeedError
from tests.names import Names
from tests.unit.feeds.house import Here
from tests.unit.feeds.samples import numbered, rss

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Serve = Callable[[Handler], Awaitable[str]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    async with AsyncExitStack() as stack:

        async def served(handler: Handler) -> str:
            app = web.Application()
            app.router.add_route("*", "/{path:.*}", handler)
            runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            return f"http://127.0.0.1:{runner.addresses[0][1]}/"

        yield served


@pytest.fixture
async def fetcher() -> AsyncIterator[FeedFetcher]:
    client = GuardedClient(private=True, resolver=Names())
    yield FeedFetcher(client, Here())
    await client.close()


async def refused(fetcher: FeedFetcher, url: str) -> str:
    with pytest.raises(FeedError) as raised:
        await fetcher.fetch(url, Mark())
    return raised.value.why


async def test_it_is_read_and_not_again_while_it_is_the_same(
    serve: Serve, fetcher: FeedFetcher
) -> None:
    async def feed(request: web.Request) -> web.Response:
        if request.headers.get("If-None-Match") == '"1"':
            return web.Response(status=304)
        return web.Response(body=rss([numbered(1)]), headers={"ETag": '"1"'})

    url = await serve(feed)
    reading = await fetcher.fetch(url, Mark())
    assert reading is not None
    assert [one.title for one in reading.items] == ["Item 1"]
    assert await fetcher.fetch(url, reading.mark) is None


async def test_never_from_a_private_address_nor_by_a_redirect(serve: Serve) -> None:
    async def feed(_: web.Request) -> web.Response:
        return web.Response(body=rss([numbered(1)]))

    inside = await serve(feed)

    async def leads_inside(_: web.Request) -> web.Response:
        raise web.HTTPFound(inside.replace("127.0.0.1", "169.254.169.254"))

    closed = GuardedClient(resolver=Names(shop=["127.0.0.1"]))
    opened = GuardedClient(private=True, resolver=Names())
    try:
        for url in (inside, inside.replace("127.0.0.1", "shop.example")):
            assert await refused(FeedFetcher(closed, Here()), url) == "private"
        led = await serve(leads_inside)
        assert await refused(FeedFetcher(opened, Here()), led) == "private"
    finally:
        await closed.close()
        await opened.close()


async def test_one_that_never_ends_is_read_up_to_a_size(
    serve: Serve, fetcher: FeedFetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "LARGEST", 100_000)

    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"<item><title>more</title></item>" * 100)

    assert await refused(fetcher, await serve(endless)) == "size"


async def test_one_that_answers_after_a_minute_is_not_waited_for(serve: Serve) -> None:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(60)
        return web.Response()

    client = GuardedClient(private=True, resolver=Names())
    try:
        assert await refused(FeedFetcher(client, Here(), seconds=0.1), await serve(slow)) == "time"
    finally:
        await client.close()
