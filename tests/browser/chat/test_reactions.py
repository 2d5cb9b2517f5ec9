"""People react by a message's menu, and see what was given below it."""

from playwright.async_api import expect

from tests.browser.bot import Bot
from tests.browser.screen import Screen


async def choose(screen: Screen, number: int, emoji: str) -> None:
    await screen.message(number).hover()
    await screen.message(number).get_by_role("button", name="What to do with this message").click()
    await screen.page.get_by_test_id("menu-react").click()
    menu = screen.page.get_by_test_id("reaction-menu")
    await menu.get_by_role("menuitem", name=emoji).click()


async def test_a_reaction_stands_below_and_can_be_taken_back(bot: Bot, screen: Screen) -> None:
    number = await bot.send("How was it?")
    await expect(screen.message(number)).to_be_visible()
    await choose(screen, number, "🔥")
    given = screen.message(number).get_by_test_id("reactions")
    await expect(given).to_have_text("🔥 1")
    await choose(screen, number, "👍")
    await expect(given).to_have_text("👍 1")
    await choose(screen, number, "None")
    await expect(given).to_have_count(0)
