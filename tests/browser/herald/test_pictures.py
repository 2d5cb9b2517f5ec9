"""Stands the page before the camera: what README and guide show. Only for `make pictures`."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import expect

from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.conftest import ANN, Open
from tests.browser.owner import HEADLINE, OWNER, compose, launch, subscribe
from tests.browser.pictures import WINDOW, picture
from tests.browser.processes import serving
from tests.browser.samples import png
from tests.browser.screen import Screen

BORIS = 8
CROWD = 1_000_001
CURVE = 8_000  # milliseconds until the moving picture has something to show
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
FORMATTED = (
    "<b>Bold</b>, <i>italic</i>, <u>underlined</u>, <s>struck</s>, <code>mono</code>, "
    '<tg-spoiler>a spoiler</tg-spoiler>, <a href="https://example.org">a link</a>\n'
    "<blockquote>Whoever reads this is quoted.</blockquote>"
    '<pre><code class="language-python">print("Hello")</code></pre>'
)
RICH = (
    "## The plan\n\n1. **Write** it\n2. *Try* it on yourself\n\n"
    "| Town | Readers |\n| --- | ---: |\n| Rome | 120 |\n| Oslo | 45 |\n"
)


@pytest_asyncio.fixture(loop_scope="session")
async def demo() -> AsyncIterator[str]:
    async with serving("bot", "demo", "--port", "0", "--undo", "0", "--no-browser") as addresses:
        yield addresses.page


async def visit(address: str, new_context: Open, **options: Any) -> Screen:
    """Somebody who has seen the tour."""
    context = await new_context(**({"viewport": WINDOW} | options))
    screen = Screen(await context.new_page(), address)
    await screen.open()
    await screen.page.get_by_test_id("tour-skip").click()
    return screen


@pytest.mark.timeout(240)
async def test_a_broadcast_on_its_way(demo: str, new_context: Open) -> None:
    screen = await visit(demo, new_context)
    for act in (subscribe, compose, launch):
        await act(screen)
    item = screen.page.get_by_test_id("spread-item").filter(has_text=HEADLINE)
    await expect(item).to_be_visible()
    dark = await visit(demo, new_context, color_scheme="dark")
    phone = await visit(demo, new_context, **PHONE)
    await phone.page.wait_for_timeout(CURVE)
    await picture(screen.page, "wide")
    await picture(dark.page, "dark")
    await phone.open_chat(OWNER)
    await expect(phone.message_with("Sending")).to_be_in_viewport()
    await picture(phone.page, "phone")
    await phone.page.get_by_test_id("tab-telegram").click()
    await picture(phone.page, "phone-telegram")
    await screen.chat_item(CROWD).click()
    await expect(screen.page.locator("#chats .virtual-row").first).to_be_visible()
    await picture(screen.page, "crowd")


async def test_every_kind_of_message(bot: Bot, control: Control, open_page: Open) -> None:
    screen: Screen = await open_page(viewport={"width": 1280, "height": 1480})
    await control.add_user(BORIS, "Boris", started=True)
    await bot.send(FORMATTED, parse_mode="HTML")
    colours = [(196, 110, 64), (64, 130, 110), (70, 90, 150)]
    photos = [
        await bot.upload("sendPhoto", "photo", "p.png", png(320, 220, colour), chat_id=BORIS)
        for colour in colours
    ]
    media = [
        {"type": "photo", "media": photo["photo"][-1]["file_id"], "caption": words}
        for photo, words in zip(photos, ("An album", "", ""), strict=True)
    ]
    await bot.ok("sendMediaGroup", chat_id=ANN, media=media)
    await control.send(ANN, "voice")
    await bot.upload("sendDocument", "document", "report.csv", b"a,b\n" * 900, chat_id=ANN)
    await bot.ok("sendRichMessage", chat_id=ANN, rich_message={"markdown": RICH})
    options = [{"text": "Tea"}, {"text": "Coffee"}]
    await bot.ok("sendPoll", chat_id=ANN, question="Tea or coffee?", options=options)
    styles = ("primary", "success", "danger")
    row = [{"text": style, "callback_data": style, "style": style} for style in styles]
    keyboard = {"inline_keyboard": [row, [{"text": "Read", "url": "https://example.org"}]]}
    number = await bot.send("Buttons in their colours", reply_markup=keyboard)
    await expect(screen.message(number)).to_be_in_viewport()
    await picture(screen.page, "kinds")
