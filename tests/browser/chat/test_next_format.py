"""Formatting that is switched on before the words are typed, and off behind them."""

from typing import Any

from playwright.async_api import expect

from tests.browser.bot import Bot
from tests.browser.screen import Screen


async def sent(bot: Bot, screen: Screen) -> tuple[str, list[tuple[Any, ...]]]:
    """What arrives when this is sent: the text, and its entities as (type, offset, length)."""
    await screen.page.get_by_test_id("send").click()
    message = await bot.next("message")
    entities = message.get("entities", [])
    return message["text"], [(e["type"], e["offset"], e["length"]) for e in entities]


async def test_there_was_no_way_back_to_plain_words_behind_bold_ones(
    bot: Bot, screen: Screen
) -> None:
    await screen.type("some bold")
    await screen.select_back(len("bold"))
    await screen.page.keyboard.press("Control+b")
    await screen.page.keyboard.press("ArrowRight")
    await screen.page.keyboard.press("Control+b")
    await screen.page.keyboard.type(" and plain")
    assert await sent(bot, screen) == ("some bold and plain", [("bold", 5, 4)])


async def test_a_format_is_switched_for_what_is_typed_next(bot: Bot, screen: Screen) -> None:
    await screen.type("😀 ")
    await screen.page.keyboard.press("Control+b")
    await screen.page.keyboard.press("Control+i")
    await screen.page.keyboard.type("both")
    await screen.page.keyboard.press("Control+i")
    await screen.page.keyboard.type("bold")
    await screen.page.keyboard.press("Control+b")
    await screen.page.keyboard.type(" end")
    text, entities = await sent(bot, screen)
    assert (text, sorted(entities)) == ("😀 bothbold end", [("bold", 3, 8), ("italic", 3, 4)])


async def test_the_buttons_switch_it_too_and_show_what_is_on(bot: Bot, screen: Screen) -> None:
    bold = screen.page.get_by_test_id("tool-bold")
    await screen.composer.click()
    await screen.page.get_by_test_id("formatting").click()
    await bold.click()
    await expect(bold).to_have_attribute("aria-pressed", "true")
    await screen.page.keyboard.type("on")
    await bold.click()
    await expect(bold).to_have_attribute("aria-pressed", "false")
    await screen.page.keyboard.type("off")
    assert await sent(bot, screen) == ("onoff", [("bold", 0, 2)])


async def test_the_cursor_moved_elsewhere_forgets_the_switch(bot: Bot, screen: Screen) -> None:
    await screen.type("ab")
    await screen.page.keyboard.press("Control+b")
    await screen.page.keyboard.press("ArrowLeft")
    await screen.page.keyboard.type("x")
    assert await sent(bot, screen) == ("axb", [])
