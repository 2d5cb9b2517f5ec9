"""What it costs the bot that somebody follows a counted link."""

import asyncio
import http.client
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.frame.figures import Figure, at_most, none_of, reported
from bench.frame.part import Part
from bot.http.health import Health
from bot.http.hooks import Hooks
from bot.http.redirects import Pages, Redirects
from bot.http.server import build_site, serving
from broadcast.clicks.tracking import Tracking
from broadcast.model.clicks.addresses import Addresses
from broadcast.model.clicks.tokens import SECRET_BYTES
from db.clicks import links, signing
from db.connection.database import Database
from db.connection.opening import open_database, parse_url
from db.migrate import migrate
from handlers.language.texts import Texts
from runtime.clock import SystemClock
from runtime.supervisor import Supervisor

BASE = "https://bot.example/r/42/"
URLS = tuple(f"https://shop.example/{number}" for number in range(10))
MANY, FEWER = 20_000, 4_000
MOST = 1.0  # ms of CPU a click
MILLI = 1e3


async def measure_clicks(*, quick: bool) -> Sequence[Figure]:
    count = FEWER if quick else MANY
    with tempfile.TemporaryDirectory() as folder:
        url = parse_url(f"sqlite+aiosqlite:///{Path(folder) / 'clicks.sqlite3'}")
        await migrate(url)
        database = await open_database(url)
        try:
            return await _measure(database, count)
        finally:
            await database.close()


async def _measure(database: Database, count: int) -> Sequence[Figure]:
    clock = SystemClock()
    tracking, redirects = Tracking(database, BASE, clock), Redirects()
    supervisor = Supervisor(clock)
    async with database.write() as connection:
        secret = await signing.made_secret(connection, lambda: "ab" * SECRET_BYTES)
        numbers = await links.add(connection, 1, URLS)
    addresses = Addresses(base=BASE, secret=bytes.fromhex(secret), links=numbers, by_person=True)
    paths = [f"/r/42/{addresses.token(URLS[n % len(URLS)], n)}" for n in range(count)]
    supervisor.run_forever(tracking.counter.run_forever, name="clicks")
    app = build_site(Health(), lambda: b"", Hooks(), links=redirects.receive)
    with redirects.leading(BASE, tracking.follow, Pages(Texts("en"))):
        async with serving(app, "127.0.0.1", 0) as port:
            before, began = time.thread_time(), time.monotonic()
            led_on = await asyncio.to_thread(_follow, port, paths)
            spent, took = time.thread_time() - before, time.monotonic() - began
    await tracking.counter.flush()
    await supervisor.close()
    async with database.read() as connection:
        counted = sum(one.clicks for one in await links.of_run(connection, 1))
    return [
        at_most("CPU per click", spent / count * MILLI, MOST, "ms"),
        none_of("clicks that were not counted", count - counted),
        none_of("clicks that led nowhere", count - led_on),
        reported("clicks/s, one connection", f"{count / took:.0f}"),
    ]


def _follow(port: int, paths: Sequence[str]) -> int:
    """In a thread of its own, whose time is not the bot's; how many were led on."""
    connection, led_on = http.client.HTTPConnection("127.0.0.1", port), 0
    for path in paths:
        connection.request("GET", path)
        with connection.getresponse() as answer:
            answer.read()
            led_on += answer.status == http.client.FOUND and bool(answer.headers["Location"])
    connection.close()
    return led_on


CLICKS = Part(
    name="clicks",
    title="Cost of a click",
    notes=(
        f"{MANY} clicks of as many people on {len(URLS)} links, one after the other over one "
        "connection, each with a token of its own; sums are written once a second meanwhile. CPU "
        "is that of the thread in which the server's loop runs."
    ),
    measure=measure_clicks,
)
