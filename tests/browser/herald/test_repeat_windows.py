"""The windows of what comes again and again, by clicks in the demo."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import web

from tests.browser.guide import Guide
from tests.browser.herald.walks import repeating
from tests.browser.owner import subscribe
from tests.browser.processes import serving
from tests.browser.screen import Screen
from tests.unit.feeds.samples import numbered, rss

PEOPLE, RATE = 40, 60  # messages/s


@pytest_asyncio.fixture(loop_scope="session")
async def feed() -> AsyncIterator[str]:
    """The address of one, on this machine."""

    async def listed(_: web.Request) -> web.Response:
        items = [
            numbered(2, title="The first cherries", summary="Red since Monday, and sweet at last."),
            numbered(1, title="Closed on Sunday", summary="We pick for the market."),
        ]
        return web.Response(body=rss(items, title="The orchard’s diary"))

    app = web.Application()
    app.router.add_get("/feed", listed)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/feed"
    await runner.cleanup()


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[str]:
    """The demo's page."""
    choices = ("--people", str(PEOPLE), "--rate", str(RATE), "--port", "0", "--no-browser")
    async with serving("bot", "demo", *choices, OUTSIDE_PRIVATE="true") as addresses:
        yield addresses.page


@pytest.mark.timeout(240)  # seconds; the bot keeps to one message a second in a chat
async def test_every_window_of_what_is_repeated(screen: Screen, feed: str) -> None:
    guide = Guide(screen)
    await subscribe(screen)
    await repeating.repeating(screen, guide, feed)
    assert guide.seen == repeating.WINDOWS
    assert guide.left_out() == []
