"""The windows of times, of what is planned, and of the seconds after Confirm, by clicks in the
demo."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.browser.guide import Guide
from tests.browser.herald.walks import planning
from tests.browser.owner import subscribe
from tests.browser.processes import serving
from tests.browser.screen import Screen

PEOPLE, RATE = 40, 60  # messages/s
UNDO = 300  # seconds: nobody waits for their end


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[str]:
    """The demo's page."""
    choices = ("--people", str(PEOPLE), "--rate", str(RATE), "--port", "0", "--no-browser")
    async with serving("bot", "demo", "--undo", str(UNDO), *choices) as addresses:
        yield addresses.page


@pytest.mark.timeout(240)  # seconds; the bot keeps to one message a second in a chat
async def test_every_window_of_times(screen: Screen) -> None:
    guide = Guide(screen)
    await subscribe(screen)
    await planning.planning(screen, guide)
    assert guide.seen == planning.WINDOWS
    assert guide.left_out() == []
