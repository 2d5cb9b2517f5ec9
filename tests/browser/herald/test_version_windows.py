"""The windows of versions that are tried against each other, by clicks in the demo."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.browser.guide import Guide
from tests.browser.herald.walks import trying
from tests.browser.owner import subscribe
from tests.browser.processes import serving
from tests.browser.screen import Screen

PEOPLE, RATE = 80, 60  # messages/s: the broadcast is over in a moment


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[str]:
    """The demo's page."""
    choices = ("--people", str(PEOPLE), "--rate", str(RATE), "--port", "0", "--no-browser")
    async with serving("bot", "demo", "--undo", "0", *choices) as addresses:
        yield addresses.page


@pytest.mark.timeout(240)  # seconds; the bot keeps to one message a second in a chat
async def test_every_window_of_versions(demo: str, screen: Screen) -> None:
    guide = Guide(screen)
    await subscribe(screen)
    await trying.making(screen, guide)
    await trying.sending(screen, guide, demo)
    assert guide.seen == trying.WINDOWS
    assert guide.left_out() == []
