"""The guided tour: it begins by itself once, follows what is done, and knows only its file."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest_asyncio
from playwright.async_api import Locator, expect

from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.conftest import ANN, TOKEN, Open
from tests.browser.processes import Addresses, serving
from tests.browser.samples import HOSTILE
from tests.browser.screen import Screen

TOUR: dict[str, Any] = {
    "title": "A short walk",
    "greeting": f"Welcome {HOSTILE[0]}",
    "steps": [
        {
            "title": "Say hello",
            "text": f"Write it. {HOSTILE[1]}",
            "look": "composer",
            "chat": ANN,
            "type": "/hello",
            "done": {"chat": ANN, "contains": "Hello, Ann"},
            "more": "That was it.",
        },
        {
            "title": "Make trouble",
            "text": "Ban the bot.",
            "look": "telegram",
            "done": {"trouble": True},
        },
    ],
}


@pytest_asyncio.fixture(loop_scope="session")
async def addresses(tmp_path: Path) -> AsyncIterator[Addresses]:
    """Of a sandbox that was started with a tour, and Ann in it."""
    file = tmp_path / "tour.json"
    file.write_text(json.dumps(TOUR), encoding="utf-8")
    async with serving("botapi_sandbox", "--port", "0", "--tour", str(file)) as told:
        async with Control(told.page) as control:
            await control.add_user(ANN, "Ann", started=True)
        yield told


@pytest_asyncio.fixture(loop_scope="session")
async def bot(addresses: Addresses) -> AsyncIterator[Bot]:
    async with aiohttp.ClientSession() as session:
        made = Bot(addresses.bots, TOKEN, session)
        await made.ok("getMe")
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def visit(addresses: Addresses, new_context: Open) -> Screen:
    """The first one of this browser."""
    context = await new_context()
    screen = Screen(await context.new_page(), addresses.page)
    await screen.open()
    return screen


def card(screen: Screen) -> Locator:
    return screen.page.get_by_test_id("tour")


async def forward(screen: Screen) -> None:
    await screen.page.get_by_test_id("tour-next").click()


async def test_the_first_visit_begins_it_and_the_second_does_not(visit: Screen) -> None:
    await expect(card(visit)).to_contain_text("A short walk")
    await visit.page.get_by_test_id("tour-skip").click()
    await expect(card(visit)).to_be_hidden()
    await visit.page.reload()
    await expect(visit.chat_item(ANN)).to_be_visible()
    await expect(card(visit)).to_be_hidden()
    await visit.page.get_by_role("button", name="Tour", exact=True).click()
    await expect(card(visit)).to_contain_text("A short walk")


async def test_each_step_is_ticked_off_when_it_was_done(bot: Bot, visit: Screen) -> None:
    await forward(visit)
    await expect(card(visit)).to_contain_text("Say hello")
    done = card(visit).get_by_text("Done", exact=True)
    await expect(done).to_be_hidden()
    await visit.page.get_by_test_id("tour-write").click()
    await expect(visit.composer).to_have_text("/hello")
    await visit.page.get_by_test_id("send").click()
    assert (await bot.next("message"))["text"] == "/hello"
    await bot.send("Hello, Ann")
    await expect(done).to_be_visible()
    await expect(card(visit)).to_contain_text("That was it.")
    await forward(visit)
    await expect(done).to_be_hidden()
    await visit.page.get_by_test_id("ban-now").click()
    await expect(done).to_be_visible()
    await forward(visit)
    await expect(card(visit)).to_be_hidden()


async def test_its_texts_are_only_texts(visit: Screen) -> None:
    await expect(card(visit)).to_contain_text(HOSTILE[0])
    await forward(visit)
    await expect(card(visit)).to_contain_text(HOSTILE[1])
    assert await visit.scripts_ran() == 0


async def test_on_a_phone_it_leaves_room_for_what_it_speaks_of(
    bot: Bot, addresses: Addresses, new_context: Open
) -> None:
    context = await new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    screen = Screen(await context.new_page(), addresses.page)
    await screen.open()
    await forward(screen)
    await expect(screen.composer).to_be_in_viewport(ratio=1)
    assert await screen.sideways() <= 0
    await screen.page.get_by_test_id("tour-write").click()
    await screen.page.get_by_test_id("send").click()
    assert (await bot.next("message"))["text"] == "/hello"
