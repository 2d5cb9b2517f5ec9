"""The demo of a fleet by clicks alone: nodes that are really killed and frozen; its guide is the
page's own tour."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from bot.demo.fleet.cast import BOTS
from bot.demo.postgresql.programs import HOW_TO_GET_THEM, find_programs
from tests.browser.conftest import Open
from tests.browser.owner import subscribe
from tests.browser.pictures import WINDOW, picture
from tests.browser.processes import serving
from tests.browser.screen import Screen
from tests.browser.tourist import Tour

PEOPLE = 900  # half a minute at 30 messages/s
PATIENCE = 90_000  # milliseconds
WORDS = "The pears are ripe"

pytestmark = pytest.mark.skipif(find_programs() is None, reason=HOW_TO_GET_THEM)


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[str]:
    choices = ("--people", str(PEOPLE), "--port", "0", "--no-browser", "--undo", "0")
    async with serving("bot", "demo", "--fleet", *choices) as addresses:
        yield addresses.page


async def launch(screen: Screen) -> None:
    """In the bot that is chosen."""
    await screen.write("/broadcast")
    await expect(screen.message_with("Send me the message to broadcast")).to_be_visible()
    await screen.write(WORDS)
    await screen.inline_button("Send now").click()
    await screen.inline_button("Confirm").click()
    await expect(screen.message_with("Sending: ")).to_be_visible()


def node_of(screen: Screen, bot: int) -> Locator:
    return screen.page.locator(".node").filter(has=screen.page.get_by_test_id(f"served-{bot}"))


async def name_of(node: Locator) -> str:
    return str(await node.get_by_role("heading").text_content())


async def others_take(screen: Screen, node: str, bot: int) -> None:
    there = screen.page.get_by_test_id(f"node-{node}").get_by_test_id(f"served-{bot}")
    await expect(there).to_be_hidden(timeout=PATIENCE)
    await expect(screen.page.get_by_test_id(f"served-{bot}")).to_be_visible()


@pytest.mark.timeout(300)
async def test_nodes_die_and_stand_still_and_nobody_gets_it_twice(
    demo: str, new_context: Open
) -> None:
    context = await new_context(viewport=WINDOW)
    screen = Screen(await context.new_page(), demo)
    await screen.open()
    tour = Tour(screen)
    first = BOTS[0].id
    await tour.on("Meet the bots")
    await subscribe(screen)
    await tour.ticked()
    await tour.on("Launch a broadcast")
    await launch(screen)
    await tour.ticked()
    await tour.on("And in the other three")
    for bot in BOTS[1:]:
        await screen.page.get_by_test_id(f"served-{bot.id}").click()
        await launch(screen)
    await tour.ticked()
    await tour.on("Kill a node")
    name = await name_of(node_of(screen, first))
    await screen.page.get_by_test_id(f"kill-{name}").click()
    await expect(screen.page.get_by_test_id(f"node-{name}")).to_contain_text("waits for another")
    await picture(screen.page, "fleet-killed")
    await others_take(screen, name, first)
    await screen.page.get_by_test_id(f"start-{name}").click()
    await tour.ticked()
    await tour.on("Freeze a node")
    name = await name_of(node_of(screen, first))
    await screen.page.get_by_test_id(f"freeze-{name}").click()
    await others_take(screen, name, first)
    await picture(screen.page, "fleet-frozen")
    await screen.page.get_by_test_id(f"wake-{name}").click()
    await tour.ticked()
    await tour.on("Read the reports")
    await expect(screen.message_with("Finished: ")).to_be_visible(timeout=PATIENCE)
    await tour.ticked()
    for bot in BOTS:
        item = screen.page.get_by_test_id("spread-item").filter(has_text=bot.name)
        await expect(item).to_contain_text(re.compile("nobody twice"))
