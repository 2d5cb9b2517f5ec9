"""The windows of what programs outside hear and may ask, by clicks in the demo."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.browser.guide import Guide
from tests.browser.herald.walks import programs
from tests.browser.owner import subscribe
from tests.browser.processes import serving
from tests.browser.screen import Screen


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[str]:
    """The demo's page."""
    async with serving("bot", "demo", "--people", "40", "--port", "0", "--no-browser") as addresses:
        yield addresses.page


@pytest.mark.timeout(240)  # seconds; the bot keeps to one message a second in a chat
async def test_every_window_of_programs(screen: Screen) -> None:
    guide = Guide(screen)
    await subscribe(screen)
    await programs.programs(screen, guide)
    assert guide.seen == programs.WINDOWS
    assert guide.left_out() == []
