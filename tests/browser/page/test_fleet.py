"""Several processes that share bots: who serves which, and killing and freezing them by hand."""

import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Locator, expect

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from botapi_sandbox.process.bot_process import BotProcess, Command
from tests.browser.bot import Bot
from tests.browser.conftest import ANN, TOKEN, Open
from tests.browser.screen import Screen

NODES = ("node-1", "node-2", "node-3")
BAKERY = "43:BAKERY"
STANDS = "import time; print('here', flush=True); time.sleep(600)"
CROWD = 1_000_001
STEPS = (
    {"bot": 43, "chat": ANN, "look": "bot", "done": {"bot": "frozen"}},
    {"done": {"all": [{"bot": "killed"}, {"bot": "running"}]}},
    {"done": {"to_many": 2}},
)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}


@pytest_asyncio.fixture(loop_scope="session", autouse=True)
async def nodes(
    sandbox: Sandbox, url: str, control: Control, tmp_path: Path
) -> AsyncIterator[None]:
    """Three that do nothing: whoever serves a bot is a header."""
    processes = sandbox.world.processes
    for name in NODES:
        command = Command(
            words=[sys.executable, "-c", STANDS],
            environment=os.environ,
            log=tmp_path / f"{name}.log",
        )
        processes.keep(BotProcess(command.at(url), sandbox.world.tasks, name=name))
    await processes.start()
    await control.add_bot(TOKEN, "Orchard News")
    await control.add_bot(BAKERY, "Bakery")
    yield
    processes.hurry()
    await processes.close()


async def serve(url: str, node: str, token: str = TOKEN) -> None:
    """`node` takes the bot over."""
    async with aiohttp.ClientSession(headers={"X-Sandbox-Caller": node}) as session:
        await Bot(url, token, session).ok("getMe")


def card(screen: Screen, name: str) -> Locator:
    return screen.page.get_by_test_id(f"node-{name}")


async def test_a_node_is_killed_and_another_takes_its_bots(url: str, open_page: Open) -> None:
    await serve(url, "node-1/7")
    await serve(url, "node-2/8", BAKERY)
    screen: Screen = await open_page()
    await expect(card(screen, "node-1")).to_contain_text("Orchard News")
    await expect(card(screen, "node-1")).to_contain_text("epoch 7 · for")
    await expect(card(screen, "node-3")).to_contain_text("It serves no bot")
    await screen.page.get_by_role("button", name="Kill: node-1").click()
    await expect(card(screen, "node-1")).to_contain_text("Killed")
    await expect(card(screen, "node-1")).to_contain_text("epoch 7 · waits for another")
    await expect(card(screen, "node-2")).to_contain_text("Running")
    await serve(url, "node-3/9")
    await expect(card(screen, "node-3")).to_contain_text("Orchard News")
    await expect(card(screen, "node-1")).not_to_contain_text("Orchard News")
    status = screen.page.locator("#fleet-box").get_by_role("status")
    await expect(status).to_have_text("Orchard News: now node-3")
    await screen.page.get_by_role("button", name="Start: node-1").click()
    await expect(card(screen, "node-1")).to_contain_text("Running")
    await expect(card(screen, "node-1")).to_contain_text("It serves no bot")


async def test_a_node_is_frozen_and_woken_by_the_keyboard(url: str, open_page: Open) -> None:
    await serve(url, "node-1/7")
    screen: Screen = await open_page()
    await screen.page.get_by_role("button", name="Freeze: node-1").focus()
    await screen.page.keyboard.press("Enter")
    await expect(card(screen, "node-1")).to_contain_text("Frozen")
    await expect(card(screen, "node-1")).to_contain_text("epoch 7 · stands still")
    await expect(screen.page.get_by_role("button", name="Freeze: node-1")).to_be_hidden()
    await expect(screen.page.get_by_role("button", name="Wake: node-1")).to_be_focused()
    await screen.page.keyboard.press("Enter")
    await expect(card(screen, "node-1")).to_contain_text("Running")
    await expect(screen.page.get_by_role("button", name="Freeze: node-1")).to_be_focused()


async def test_a_bots_line_opens_its_chats(url: str, bot: Bot, open_page: Open) -> None:
    await serve(url, "node-1/7")
    await serve(url, "node-2/8", BAKERY)
    await bot.send("From the orchard")
    async with aiohttp.ClientSession() as session:
        await Bot(url, BAKERY, session).send("Fresh bread")
    screen: Screen = await open_page()
    await expect(screen.thread).to_contain_text("From the orchard")
    orchard = card(screen, "node-1").get_by_role("button", name="Orchard News")
    bakery = card(screen, "node-2").get_by_role("button", name="Bakery")
    await expect(orchard).to_have_attribute("aria-pressed", "true")
    await bakery.click()
    await expect(screen.thread).to_contain_text("Fresh bread")
    await expect(bakery).to_have_attribute("aria-pressed", "true")
    await expect(orchard).to_have_attribute("aria-pressed", "false")
    await expect(screen.page.get_by_role("combobox", name="Bot")).to_have_value("43")
    await expect(screen.page.locator("#graph-words")).to_contain_text("messages a second")


async def test_whoever_is_unknown_serves_no_bot(url: str, open_page: Open) -> None:
    await serve(url, "stranger/7", BAKERY)
    screen: Screen = await open_page()
    nobody = screen.page.get_by_role("list", name="Bots that nobody serves")
    await expect(nobody).to_contain_text("Orchard News")
    await expect(nobody).to_contain_text("Bakery")
    await expect(screen.page.locator("#bot-box")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_there_is_room_for_it_on_a_phone(url: str, open_page: Open, scheme: str) -> None:
    await serve(url, "node-1/123456789")
    await serve(url, "node-1/8", BAKERY)
    screen: Screen = await open_page(chat=ANN, color_scheme=scheme, **PHONE)
    await screen.page.get_by_test_id("tab-telegram").click()
    await expect(card(screen, "node-1")).to_contain_text("epoch 123456789")
    assert await screen.sideways() <= 0
    for name in ("Kill", "Freeze", "Stop"):
        box = await card(screen, "node-1").get_by_role("button", name=f"{name}: ").bounding_box()
        assert box is not None
        assert box["height"] >= 24


async def test_the_tour_knows_of_bots_and_processes(
    sandbox: Sandbox, url: str, control: Control, open_page: Open
) -> None:
    steps = [{"title": "A step", "text": "Do it.", **each} for each in STEPS]
    sandbox.world.tour = {"title": "A fleet", "greeting": "Hello", "steps": steps}
    await serve(url, "node-1/7")
    screen: Screen = await open_page(chat=None)
    done = screen.page.get_by_test_id("tour").get_by_text("Done", exact=True)
    await screen.page.get_by_test_id("tour-next").click()
    await expect(screen.page.get_by_role("combobox", name="Bot")).to_have_value("43")
    await screen.page.get_by_role("button", name="Freeze: node-3").click()
    await expect(done).to_be_visible()
    await screen.page.get_by_test_id("tour-next").click()
    await control.kill_bot("node-2")
    await control.wake_bot("node-3")
    await expect(card(screen, "node-2")).to_contain_text("Killed")
    await expect(done).to_be_hidden()
    await control.start_bot("node-2")
    await expect(done).to_be_visible()
    await screen.page.get_by_test_id("tour-next").click()
    await control.add_users(10, CROWD)
    async with aiohttp.ClientSession() as session:
        for token in (TOKEN, BAKERY):
            await expect(done).to_be_hidden()
            for person in range(CROWD, CROWD + 10):
                await Bot(url, token, session).send("News", chat=person)
    await expect(done).to_be_visible()
