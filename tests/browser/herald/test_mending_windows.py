"""The windows in which what was sent is corrected, pinned and taken back, by clicks in the demo."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.browser.guide import Guide
from tests.browser.herald.walks import mending
from tests.browser.owner import subscribe
from tests.browser.processes import serving
from tests.browser.screen import Screen

PEOPLE, RATE = 60, 60  # messages/s: a broadcast, and each mending of it, is over in a moment
ABOVE = PEOPLE // 2  # recipients


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[str]:
    """The demo's page; its bot wants the number of recipients typed."""
    choices = ("--people", str(PEOPLE), "--rate", str(RATE), "--port", "0", "--no-browser")
    async with serving("bot", "demo", *choices, TYPE_COUNT_ABOVE=str(ABOVE)) as addresses:
        yield addresses.page


@pytest.mark.timeout(240)  # seconds; the bot keeps to one message a second in a chat
async def test_every_window_of_mending(demo: str, screen: Screen) -> None:
    guide = Guide(screen)
    await subscribe(screen)
    await mending.sending(screen, guide)
    await mending.correcting(screen, guide)
    await mending.pinning(screen, guide)
    await mending.recalling(screen, guide)
    assert guide.seen == mending.WINDOWS
    assert guide.left_out() == []
