"""Light and dark, wide and narrow, calm where calm is asked for."""

import re
from typing import Any

import pytest
from playwright.async_api import expect

from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.conftest import Open
from tests.browser.screen import Screen

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
ENOUGH = 4.5  # WCAG 2.2, 1.4.3: contrast of text
PAIRS = [
    ("--text", "--surface"),
    ("--text", "--bg"),
    ("--text", "--surface-2"),
    ("--muted", "--surface"),
    ("--muted", "--surface-2"),
    ("--accent", "--surface"),
    ("--accent-text", "--accent"),
    ("--bubble-in-text", "--bubble-in"),
    ("--bubble-out-text", "--bubble-out"),
    ("--danger", "--surface"),
    ("--danger", "--danger-soft"),
    ("--success", "--surface"),
    ("--success", "--success-soft"),
    ("--warn", "--surface"),
    ("--warn", "--warn-soft"),
]
COLOUR = """name => {
  const probe = document.createElement("i");
  probe.style.color = `var(${name})`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour.match(/[\\d.]+/g).map(Number);
}"""


def luminance(colour: list[float]) -> float:
    """WCAG 2.2: relative luminance."""
    parts = [value / 255 for value in colour[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: list[float], other: list[float]) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_text_can_be_read(
    bot: Bot, control: Control, open_page: Open, scheme: str
) -> None:
    screen: Screen = await open_page(color_scheme=scheme)
    poor = {}
    for text, ground in PAIRS:
        colours = [await screen.page.evaluate(COLOUR, name) for name in (text, ground)]
        if (ratio := contrast(*colours)) < ENOUGH:
            poor[text, ground] = round(ratio, 2)
    assert poor == {}


async def test_the_theme_follows_the_system_and_can_be_chosen(
    bot: Bot, control: Control, open_page: Open
) -> None:
    screen: Screen = await open_page(color_scheme="dark")
    ground = await background(screen)
    assert luminance(ground) < 0.2
    toggle = screen.page.get_by_test_id("theme")
    for _ in range(3):
        await toggle.click()
        if (await toggle.get_attribute("aria-label") or "").endswith("light"):
            break
    assert luminance(await background(screen)) > 0.6
    await screen.page.reload()
    await expect(screen.page.get_by_test_id("theme")).to_be_visible()
    assert luminance(await background(screen)) > 0.6, "the choice was forgotten"


async def test_on_a_phone_one_part_at_a_time(bot: Bot, control: Control, open_page: Open) -> None:
    screen: Screen = await open_page(**PHONE)
    await bot.send("A long line " * 30 + "https://example.org/" + "a" * 300)
    await bot.photo(caption="Wide as the sea")
    page = screen.page
    await expect(page.locator("#chat")).to_be_visible()
    await expect(page.locator("#chats")).to_be_hidden()
    assert await screen.sideways() <= 0
    await page.get_by_test_id("tab-telegram").click()
    await expect(page.locator("#telegram")).to_be_visible()
    await expect(page.locator("#chat")).to_be_hidden()
    assert await screen.sideways() <= 0
    await page.get_by_test_id("tab-chats").click()
    await expect(page.locator("#chats")).to_be_visible()
    assert await screen.sideways() <= 0
    await page.get_by_test_id("tab-chat").click()
    await expect(screen.thread).to_contain_text("A long line")


async def test_on_a_phone_one_can_write(bot: Bot, control: Control, open_page: Open) -> None:
    screen: Screen = await open_page(**PHONE)
    await screen.write("From the tram")
    assert (await bot.next("message"))["text"] == "From the tram"
    box = await screen.composer.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 844


async def test_everything_to_tap_on_a_phone_is_big_enough(
    bot: Bot, control: Control, open_page: Open
) -> None:
    """WCAG 2.2, 2.5.8: 24 pixels at least; inline links in a text are exempt."""
    screen: Screen = await open_page(**PHONE)
    await bot.send(
        "Press", reply_markup={"inline_keyboard": [[{"text": "A", "url": "https://a.example"}]]}
    )
    await expect(screen.inline_button("A")).to_be_visible()
    for tab in ("tab-chat", "tab-telegram", "tab-chats"):
        await screen.page.get_by_test_id(tab).click()
        assert await too_small(screen) == [], tab


async def test_telegram_is_a_drawer_in_between(bot: Bot, control: Control, open_page: Open) -> None:
    screen: Screen = await open_page(viewport={"width": 1000, "height": 700})
    toggle = screen.page.get_by_role("button", name="Telegram", exact=True)
    await expect(screen.page.locator("#telegram")).not_to_be_in_viewport()
    await toggle.click()
    await expect(toggle).to_have_attribute("aria-expanded", "true")
    await expect(screen.page.get_by_test_id("ceiling")).to_be_in_viewport()
    await screen.page.keyboard.press("Escape")
    await expect(toggle).to_have_attribute("aria-expanded", "false")
    assert await screen.sideways() <= 0


async def test_half_the_width_as_with_a_zoom_of_two_hundred_percent(
    bot: Bot, control: Control, open_page: Open
) -> None:
    screen: Screen = await open_page(viewport={"width": 720, "height": 450})
    await screen.write("Still here")
    assert (await bot.next("message"))["text"] == "Still here"
    assert await screen.sideways() <= 0


async def test_nothing_moves_where_calm_is_asked_for(screen: Screen) -> None:
    moving = await screen.page.evaluate(
        """() => document.getAnimations().filter(one =>
          one.playState === "running" && one.effect.getComputedTiming().duration > 1).length"""
    )
    assert moving == 0


async def test_texts_from_right_to_left(bot: Bot, screen: Screen) -> None:
    number = await bot.send("مرحبا بك في النشرة")
    direction = (
        await screen.message(number)
        .get_by_text(re.compile("مرحبا"))
        .last.evaluate("node => getComputedStyle(node).direction")
    )
    assert direction == "rtl"


async def background(screen: Screen) -> Any:
    return await screen.page.evaluate(COLOUR, "--bg")


async def too_small(screen: Screen) -> Any:
    return await screen.page.evaluate(
        """() => [...document.querySelectorAll("button, input, select, a, summary, [role=button]")]
          .filter(one => one.checkVisibility({visibilityProperty: true, opacityProperty: true}))
          .filter(one => getComputedStyle(one).display !== "inline")
          .map(one => [one, one.getBoundingClientRect()])
          .filter(([one, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
          .filter(([one]) => !(/checkbox|radio|range/.test(one.type) && one.closest("label")))
          .map(([one, box]) => `${one.outerHTML.slice(0, 120)} ${box.width}x${box.height}`)"""
    )
