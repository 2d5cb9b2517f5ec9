"""The windows of composing, choosing, answers, links and settings, by clicks in the demo."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from botapi_sandbox.control import Control
from tests.browser.conftest import Open
from tests.browser.guide import WINDOW, Guide
from tests.browser.herald.walks import answering, choosing, composing, growing, knowing, owning
from tests.browser.herald.walks.every import WINDOWS
from tests.browser.owner import OWNER, subscribe
from tests.browser.processes import serving
from tests.browser.screen import Screen

PEOPLE, RATE = 60, 60  # messages/s: the broadcast is over in a moment
CHANNEL = -1_000_000_007_002


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[str]:
    """The demo's page, and a channel to which the bot may let people in."""
    choices = ("--people", str(PEOPLE), "--rate", str(RATE), "--port", "0", "--no-browser")
    async with serving("bot", "demo", *choices) as addresses:
        async with Control(addresses.page) as control:
            await control.add_chat(CHANNEL, "channel", "The book channel", members=[OWNER])
            await control.promote(CHANNEL, "creator", OWNER)
            await control.promote(CHANNEL, "administrator")
        yield addresses.page


@pytest_asyncio.fixture(loop_scope="session")
async def screen(demo: str, new_context: Open) -> Screen:
    context = await new_context(viewport=WINDOW, color_scheme="light")
    made = Screen(await context.new_page(), demo)
    await made.open()
    await made.page.get_by_test_id("tour-skip").click()
    return made


@pytest.mark.timeout(400)  # seconds; the bot keeps to one message a second in a chat
async def test_every_window_of_composing_and_choosing(demo: str, screen: Screen) -> None:
    guide = Guide(screen)
    await subscribe(screen)
    await owning.owning(screen, guide)
    await owning.testers(screen, guide)
    await growing.growing(screen, guide, demo)
    await composing.composing(screen, guide)
    await owning.testing(screen, guide)
    await choosing.choosing(screen, guide)
    await knowing.knowing(screen, guide)
    await composing.templates(screen, guide)
    await composing.rich(screen, guide)
    await composing.reopen(screen)
    await answering.answering(screen, guide, demo)
    assert guide.seen == WINDOWS
    assert guide.left_out() == []
