"""A browser for all tests; for each test a sandbox of its own and a fresh profile."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, async_playwright, expect

from bench.clients.chromium import launch
from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.pictures import wanted
from tests.browser.screen import Screen
from tests.browser.watch import Watch

TOKEN = "4242:sandbox-token"
ANN = 7
WIDE = {"width": 1440, "height": 900}
PATIENCE = 20_000  # milliseconds that anything on the page may take to appear

Open = Callable[..., Any]

collect_ignore = [] if wanted() else ["test_pictures.py"]
"""It stands windows before the camera, and tests nothing that others do not."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One event loop for all: the browser is one, and its connection belongs to a loop. The
    longest tests go first, so that the others run beside them."""
    longest = ("test_main_job.py", "test_windows.py")
    items.sort(key=lambda item: item.path.name not in longest)
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        started = await launch(playwright)
        yield started
        await started.close()


@pytest_asyncio.fixture(loop_scope="session")
async def watch() -> AsyncIterator[Watch]:
    """Fails the test when a page complained, asked elsewhere, or broke its own policy."""
    made = Watch()
    yield made
    assert not made.verdict(), "\n".join(made.verdict())


@pytest_asyncio.fixture(loop_scope="session")
async def new_context(browser: Browser, watch: Watch) -> AsyncIterator[Open]:
    """`await new_context(color_scheme="dark")`: a fresh profile, watched."""
    async with AsyncExitStack() as stack:

        async def make(**options: Any) -> BrowserContext:
            given = {"viewport": WIDE, "locale": "en-GB", "reduced_motion": "reduce"} | options
            context = await browser.new_context(**given)
            stack.push_async_callback(context.close)
            context.set_default_timeout(PATIENCE)
            watch.over(context)
            return context

        yield make


@pytest.fixture
def sandbox() -> Sandbox:
    """Limits off: tests of limits switch them on."""
    made = Sandbox(seed=1, like="plain")
    made.world.limits.change({"per_second": None, "group_per_minute": None})
    return made


@pytest_asyncio.fixture(loop_scope="session")
async def url(sandbox: Sandbox) -> AsyncIterator[str]:
    async with sandbox.serving() as url:
        yield url


@pytest_asyncio.fixture(loop_scope="session")
async def bot(url: str) -> AsyncIterator[Bot]:
    """The other side of the line."""
    async with aiohttp.ClientSession() as session:
        made = Bot(url, TOKEN, session)
        await made.ok("getMe")
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def control(url: str) -> AsyncIterator[Control]:
    async with Control(url) as connected:
        await connected.add_user(ANN, "Ann", username="ann", started=True)
        yield connected


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(sandbox: Sandbox, url: str, new_context: Open) -> Open:
    """`screen = await open_page(chat=7, color_scheme="dark")`; without the first visit's tour."""

    async def make(*, chat: int | None = ANN, **options: Any) -> Screen:
        context = await new_context(**options)
        screen = Screen(await context.new_page(), sandbox.control_url)
        await screen.open()
        if chat is not None:
            await screen.open_chat(chat)
        return screen

    return make


@pytest_asyncio.fixture(loop_scope="session")
async def screen(bot: Bot, control: Control, open_page: Open) -> Screen:
    """Ann's chat, opened, with a bot that has called."""
    made: Screen = await open_page()
    return made
