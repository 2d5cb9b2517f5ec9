"""The windows of series, by clicks in the demo."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.browser.guide import Guide
from tests.browser.herald.walks import serial
from tests.browser.owner import subscribe
from tests.browser.processes import serving
from tests.browser.screen import Screen

PEOPLE, RATE = 40, 60  # messages/s


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[str]:
    """The demo's page."""
    choices = ("--people", str(PEOPLE), "--rate", str(RATE), "--port", "0", "--no-browser")
    async with serving("bot", "demo", *choices) as addresses:
        yield addresses.page


@pytest.mark.timeout(300)  # seconds; the bot keeps to one message a second in a chat
async def test_every_window_of_series(demo: str, screen: Screen) -> None:
    guide = Guide(screen)
    await subscribe(screen)
    await serial.serial(screen, guide, demo)
    assert guide.seen == serial.WINDOWS
    assert guide.left_out() == []
