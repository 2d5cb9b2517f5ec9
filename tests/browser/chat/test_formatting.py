"""Formatting, both ways: how entities are drawn, and which entities the composer makes."""

from typing import Any

import pytest
from playwright.async_api import expect

from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.conftest import ANN, Open
from tests.browser.screen import Screen

DRAWN = {
    "<b>bold</b>": ("strong, b", "bold"),
    "<i>italic</i>": ("em, i", "italic"),
    "<u>under</u>": ("u", "under"),
    "<s>struck</s>": ("s, del", "struck"),
    "<code>mono</code>": ("code", "mono"),
    '<pre><code class="language-python">x = 1</code></pre>': (".pre, pre", "x = 1"),
    "<blockquote>said</blockquote>": ("blockquote", "said"),
}


async def test_formatting_is_drawn(bot: Bot, screen: Screen) -> None:
    for html, (selector, words) in DRAWN.items():
        number = await bot.send(f"Before {html} after", parse_mode="HTML")
        await expect(screen.message(number).locator(selector).first).to_contain_text(words)
        await expect(screen.message(number)).to_contain_text("after")


async def test_nested_formatting_and_letters_of_two_units(bot: Bot, screen: Screen) -> None:
    """Offsets count UTF-16 units: an emoji is two of them."""
    number = await bot.send("😀😀 <b>bold <i>both</i></b> 👍 <u>end</u>", parse_mode="HTML")
    bubble = screen.message(number)
    await expect(bubble.locator("strong, b").first).to_have_text("bold both")
    await expect(bubble.locator("em, i").first).to_have_text("both")
    await expect(bubble.locator("u").first).to_have_text("end")


@pytest.mark.parametrize(
    ("zone", "shown"),
    [
        ("America/New_York", "Saturday, 5 December 2026 at 14:00"),
        ("Asia/Tokyo", "Sunday, 6 December 2026 at 04:00"),
    ],
)
async def test_a_moment_is_shown_in_the_reader_s_zone(
    bot: Bot, control: Control, open_page: Open, zone: str, shown: str
) -> None:
    screen: Screen = await open_page(timezone_id=zone)
    moment = '<tg-time unix="1796497200" format="{}">tonight</tg-time>'
    number = await bot.send(f"It is {moment.format('wDt')}.", parse_mode="HTML")
    await expect(screen.message(number)).to_contain_text(f"It is {shown}.")
    rich = {"html": f"<p>It is {moment.format('wDt')}.</p>"}
    sent = await bot.ok("sendRichMessage", chat_id=ANN, rich_message=rich)
    await expect(screen.message(sent["message_id"])).to_contain_text(f"It is {shown}.")
    number = await bot.send(f"It is {moment.format('')}.", parse_mode="HTML")
    await expect(screen.message(number)).to_contain_text("It is tonight.")


async def test_a_spoiler_opens_when_it_is_tapped(bot: Bot, screen: Screen) -> None:
    number = await bot.send("It was <tg-spoiler>the butler</tg-spoiler>.", parse_mode="HTML")
    cover = screen.message(number).get_by_role("button", name="Spoiler")
    await cover.click()
    await expect(cover).to_have_count(0)
    await expect(screen.message(number)).to_contain_text("the butler")


async def test_links_open_elsewhere_and_tell_nothing_of_us(bot: Bot, screen: Screen) -> None:
    number = await bot.send('See <a href="https://example.org/a?b=1">here</a>', parse_mode="HTML")
    link = screen.message(number).get_by_role("link", name="here")
    await expect(link).to_have_attribute("href", "https://example.org/a?b=1")
    await expect(link).to_have_attribute("target", "_blank")
    rel = await link.get_attribute("rel")
    assert {"noopener", "noreferrer"} <= set((rel or "").split())


async def test_a_command_in_a_text_is_sent_by_a_tap(bot: Bot, screen: Screen) -> None:
    number = await bot.send("Try /help today")
    await screen.message(number).get_by_role("button", name="/help").click()
    assert (await bot.next("message"))["text"] == "/help"


KEYS = {
    "bold": "Control+b",
    "italic": "Control+i",
    "underline": "Control+u",
    "strikethrough": "Control+Shift+x",
    "code": "Control+Shift+m",
    "spoiler": "Control+Shift+p",
}


async def test_keys_of_the_composer_make_entities(bot: Bot, screen: Screen) -> None:
    for kind, keys in KEYS.items():
        await screen.type("😀 some word")
        await screen.select_back(len("word"))
        await screen.page.keyboard.press(keys)
        await screen.page.get_by_test_id("send").click()
        message = await bot.next("message")
        assert message["text"] == "😀 some word"
        assert message["entities"] == [{"type": kind, "offset": 8, "length": 4}]
        await expect(screen.composer).to_have_text("")


async def test_two_formats_over_one_word(bot: Bot, screen: Screen) -> None:
    await screen.type("very loud")
    await screen.select_back(4)
    await screen.page.keyboard.press("Control+b")
    await screen.page.keyboard.press("Control+i")
    await screen.page.get_by_test_id("send").click()
    message = await bot.next("message")
    kinds = {entity["type"] for entity in message["entities"]}
    assert kinds == {"bold", "italic"}
    assert {(entity["offset"], entity["length"]) for entity in message["entities"]} == {(5, 4)}


async def test_what_is_pasted_is_plain_text(bot: Bot, screen: Screen) -> None:
    await screen.composer.click()
    await screen.page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.setData("text/html", "<b onclick=alert(1)>rich</b>");
          data.setData("text/plain", "rich <b>as typed</b>");
          document.activeElement.dispatchEvent(new ClipboardEvent("paste",
            {clipboardData: data, bubbles: true, cancelable: true}));
        }"""
    )
    await screen.page.get_by_test_id("send").click()
    message = await bot.next("message")
    assert message["text"] == "rich <b>as typed</b>"
    assert "entities" not in message


async def test_lines_arrive_as_lines(bot: Bot, screen: Screen) -> None:
    await screen.write("one\n\nthree")
    assert (await bot.next("message"))["text"] == "one\n\nthree"


async def test_the_own_message_comes_back_as_it_was_written(
    bot: Bot, control: Control, screen: Screen
) -> None:
    await screen.type("plain bold")
    await screen.select_back(4)
    await screen.page.keyboard.press("Control+b")
    await screen.page.keyboard.press("Enter")
    message: dict[str, Any] = await bot.next("message")
    bubble = screen.message(message["message_id"])
    await expect(bubble).to_have_attribute("data-outgoing", "false")
    await expect(bubble.locator("strong, b")).to_have_text("bold")
    assert message["from"]["id"] == ANN
