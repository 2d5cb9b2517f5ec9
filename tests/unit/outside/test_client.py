"""The guarded client against real servers on loopback, which its setting allows; names are told by
the test."""

import asyncio
import gzip
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from typing import Any, ClassVar

import pytest
from aiohttp import web
from yarl import URL

from bot.outside.client import MOST_HOPS, GuardedClient
from runtime.outside import OutsideError, WhyNot
from tests.names import Names

Serve = Callable[[Callable[[web.Request], Awaitable[web.StreamResponse]]], Awaitable[int]]
SECONDS = 20.0
ENOUGH = 1024


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    async with AsyncExitStack() as stack:

        async def served(
            handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
        ) -> int:
            app = web.Application()
            app.router.add_route("*", "/{path:.*}", handler)
            runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
            await runner.setup()
            stack.push_async_callback(runner.cleanup)
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            return int(runner.addresses[0][1])

        yield served


@pytest.fixture
async def make() -> AsyncIterator[Callable[..., GuardedClient]]:
    async with AsyncExitStack() as stack:

        def made(*, private: bool = True, **names: list[str]) -> GuardedClient:
            client = GuardedClient(private=private, resolver=Names(**names))
            stack.push_async_callback(client.close)
            return client

        yield made


Make = Callable[..., GuardedClient]


async def refused(client: GuardedClient, url: str, *, seconds: float = SECONDS) -> WhyNot:
    with pytest.raises(OutsideError) as raised:
        await client.get(url, largest=ENOUGH, seconds=seconds)
    assert url not in str(raised.value)
    return raised.value.why


async def hello(request: web.Request) -> web.Response:
    return web.Response(text=f"hello {request.path}", headers={"ETag": "x"})


async def test_it_reads_and_posts(serve: Serve, make: Make) -> None:
    async def echo(request: web.Request) -> web.Response:
        assert request.headers["X-One"] == "1"
        assert request.headers["Host"] == f"shop.test:{port}"
        return web.Response(status=202, body=await request.read(), headers={"Retry-After": "7"})

    port = await serve(echo)
    client = make(shop=["127.0.0.1"])
    url = f"http://shop.test:{port}/in"
    got = await client.get(url, largest=ENOUGH, seconds=SECONDS, headers={"X-One": "1"})
    assert (got.status, got.body, got.url) == (202, b"", url)
    said = await client.post(url, b"{}", seconds=SECONDS, headers={"X-One": "1"})
    assert (said.status, said.headers["retry-after"], said.body) == (202, "7", b"")


async def test_this_machine_is_private(serve: Serve, make: Make) -> None:
    port = await serve(hello)
    client = make(
        private=False, shop=["127.0.0.1"], mapped=["::ffff:127.0.0.1"], both=["::1 127.0.0.1"]
    )
    for host in ("shop.test", "mapped.test", "both.test", "127.0.0.1", "[::ffff:127.0.0.1]"):
        assert await refused(client, f"http://{host}:{port}/") is WhyNot.PRIVATE


async def test_a_number_in_disguise_is_no_way_in(make: Make) -> None:
    """The machine's own resolver takes these for addresses of this machine."""
    client = GuardedClient()
    try:
        for host in ("2130706433", "0x7f.1", "0177.0.0.1", "127.1", "localhost"):
            assert await refused(client, f"http://{host}:9/") is WhyNot.PRIVATE
    finally:
        await client.close()
    for host in ("2130706433", "127.1"):  # no name, and never asked for as one
        assert await refused(make(), f"http://{host}:9/") is WhyNot.PRIVATE


async def test_a_name_that_changes_its_meaning_does_not_help(serve: Serve, make: Make) -> None:
    """Public when it is looked up first, private when it is connected to."""
    port = await serve(hello)
    names = Names(shop=["203.0.113.7", "127.0.0.1"])
    client = GuardedClient(resolver=names)
    await names.resolve("shop.test")  # as whoever checks a name beforehand would
    try:
        assert await refused(client, f"http://shop.test:{port}/") is WhyNot.PRIVATE
    finally:
        await client.close()


async def test_each_hop_is_looked_at(serve: Serve, make: Make) -> None:
    """The setting allows loopback, and still not what a redirect must never lead to."""
    to = ""

    async def lead_on(_request: web.Request) -> web.Response:
        return web.Response(status=302, headers={"Location": to})

    port = await serve(lead_on)
    client = make(shop=["127.0.0.1"], secrets=["169.254.169.254"])
    start = f"http://shop.test:{port}/"
    for to, why in (
        ("http://secrets.test/", WhyNot.PRIVATE),
        ("http://169.254.169.254/", WhyNot.PRIVATE),
        ("//0.0.0.0/", WhyNot.PRIVATE),
        ("file:///etc/hostname", WhyNot.REDIRECTS),
        ("http://ann:word@shop.test/", WhyNot.REDIRECTS),
        ("http://", WhyNot.REDIRECTS),
        ("", WhyNot.REDIRECTS),  # to itself, for ever
    ):
        assert await refused(client, start) is why, to


async def test_what_was_sealed_stays_sealed(make: Make) -> None:
    class Led:
        status = 301
        headers: ClassVar = {"Location": "http://shop.test/"}

    led: Any = Led()
    with pytest.raises(OutsideError) as raised:
        make()._next("GET", URL("https://shop.test/"), led)
    assert raised.value.why is WhyNot.REDIRECTS
    assert make()._next("GET", URL("http://shop.test/in"), led) == URL("http://shop.test/")


async def test_five_redirects_are_followed_and_no_sixth(serve: Serve, make: Make) -> None:
    async def count_down(request: web.Request) -> web.Response:
        left = int(request.path.strip("/"))
        if left:
            return web.Response(status=302, headers={"Location": f"/{left - 1}"})
        return web.Response(text="there")

    port = await serve(count_down)
    client = make(shop=["127.0.0.1"])
    got = await client.get(f"http://shop.test:{port}/{MOST_HOPS}", largest=ENOUGH, seconds=SECONDS)
    assert (got.body, got.url) == (b"there", f"http://shop.test:{port}/0")
    assert await refused(client, f"http://shop.test:{port}/{MOST_HOPS + 1}") is WhyNot.REDIRECTS


async def test_a_post_is_led_on_only_as_a_post(serve: Serve, make: Make) -> None:
    seen = []

    async def moved(request: web.Request) -> web.Response:
        seen.append((request.method, await request.read()))
        if request.path == "/there":
            return web.Response(status=204)
        return web.Response(status=int(request.path.strip("/")), headers={"Location": "/there"})

    url = f"http://127.0.0.1:{await serve(moved)}"
    client = make()
    kept = await client.post(f"{url}/307", b"it", seconds=SECONDS, headers={})
    assert (kept.status, seen) == (204, [("POST", b"it")] * 2)
    lost = await client.post(f"{url}/302", b"it", seconds=SECONDS, headers={})
    assert lost.status == 302


async def test_a_body_is_read_up_to_its_limit(serve: Serve, make: Make) -> None:
    async def endless(_request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(_request)
        while True:
            await response.write(b"x" * 500)
            await asyncio.sleep(0)

    async def packed(request: web.Request) -> web.Response:
        body = gzip.compress(b"x" * int(request.path.strip("/")))
        return web.Response(body=body, headers={"Content-Encoding": "gzip"})

    async def torn(_request: web.Request) -> web.Response:
        body = gzip.compress(b"x" * 100)[:-9]
        return web.Response(body=body, headers={"Content-Encoding": "gzip"})

    async def strange(_request: web.Request) -> web.Response:
        return web.Response(body=b"x", headers={"Content-Encoding": "br"})

    client = make()
    at = "http://127.0.0.1"
    assert await refused(client, f"{at}:{await serve(endless)}/") is WhyNot.SIZE
    port = await serve(packed)
    got = await client.get(f"{at}:{port}/{ENOUGH}", largest=ENOUGH, seconds=SECONDS)
    assert got.body == b"x" * ENOUGH
    assert await refused(client, f"{at}:{port}/{ENOUGH + 1}") is WhyNot.SIZE
    assert await refused(client, f"{at}:{port}/{10_000_000}") is WhyNot.SIZE
    assert await refused(client, f"{at}:{await serve(torn)}/") is WhyNot.BROKEN
    assert await refused(client, f"{at}:{await serve(strange)}/") is WhyNot.BROKEN


async def test_one_that_answers_after_a_minute_is_not_waited_for(serve: Serve, make: Make) -> None:
    async def slow(_request: web.Request) -> web.Response:
        await asyncio.sleep(60)
        return web.Response()

    async def drop_by_drop(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(60):
            await response.write(b"x")
            await asyncio.sleep(1)
        return response

    client = make()
    for handler in (slow, drop_by_drop):
        url = f"http://127.0.0.1:{await serve(handler)}/"
        assert await refused(client, url, seconds=0.1) is WhyNot.TIME


async def test_slow_servers_leave_room_for_others(serve: Serve, make: Make) -> None:
    """Each had its time running while it waited for the connections of slow ones."""
    let = asyncio.Event()

    async def slow(_request: web.Request) -> web.Response:
        await let.wait()
        return web.Response()

    client, at = make(), "http://127.0.0.1"
    url = f"{at}:{await serve(slow)}/"
    async with asyncio.TaskGroup() as group:
        many = [
            group.create_task(client.post(url, b"", seconds=SECONDS, headers={}))
            for _ in range(120)
        ]
        quick = await client.get(f"{at}:{await serve(hello)}/", largest=ENOUGH, seconds=SECONDS)
        assert not any(one.done() for one in many)
        let.set()
    assert quick.status == 200
    assert {one.result().status for one in many} == {200}


async def test_what_is_no_answer(make: Make) -> None:
    async def mumble(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"good morning\r\n\r\n")
        writer.close()

    async def hang_up(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.close()

    client = make(shop=["127.0.0.1"])
    for handler in (mumble, hang_up):
        server = await asyncio.start_server(handler, "127.0.0.1", 0)
        async with server:
            port = server.sockets[0].getsockname()[1]
            assert await refused(client, f"http://127.0.0.1:{port}/") is WhyNot.BROKEN
            if handler is mumble:
                assert await refused(client, f"https://127.0.0.1:{port}/") is WhyNot.CERTIFICATE
    assert await refused(client, f"http://127.0.0.1:{port}/") is WhyNot.UNREACHABLE
    assert await refused(client, "http://nobody.test/") is WhyNot.NAME


@pytest.mark.parametrize(
    "url",
    [
        "", "shop.test", "ftp://shop.test/", "file:///etc/hostname", "http://", "http:///x",
        "http://ann:word@shop.test/", "http://ann@shop.test/", "http://shop.test:99999/",
        "http://[::1/", "javascript:alert(1)", "http://shop.test/" + "x" * 3000,
    ],
)  # fmt: skip
async def test_what_is_no_address(url: str, make: Make) -> None:
    client = make()
    with pytest.raises(OutsideError) as raised:
        client.check(url)
    assert raised.value.why is WhyNot.ADDRESS
    with pytest.raises(OutsideError):
        await client.get(url, largest=ENOUGH, seconds=SECONDS)


async def test_a_private_number_is_told_before_anybody_is_asked(make: Make) -> None:
    with pytest.raises(OutsideError) as raised:
        make(private=False).check("https://192.168.1.1/in")
    assert raised.value.why is WhyNot.PRIVATE
    make(private=True).check("https://192.168.1.1/in")
    make(private=False).check("https://пример.рф/новости?x=1#here")


async def test_no_proxy_of_the_environment(
    serve: Serve, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would connect to what the guard never sees."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
        monkeypatch.setenv(name.lower(), "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    port = await serve(hello)
    client = make(shop=["127.0.0.1"])
    got = await client.get(f"http://shop.test:{port}/x", largest=ENOUGH, seconds=SECONDS)
    assert got.body == b"hello /x"
