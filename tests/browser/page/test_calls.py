"""The log of calls on the page: newest first, errors alone, what this Telegram lacks."""

from playwright.async_api import expect

from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.conftest import ANN, TOKEN
from tests.browser.screen import Screen

EVIL = "<img src=x onerror='window.__ran=1'>"


async def test_calls_and_their_errors_stand_there(
    bot: Bot, control: Control, screen: Screen
) -> None:
    log, rows = screen.page.get_by_test_id("calls-log"), screen.page.get_by_test_id("call")
    await log.locator("summary").click()
    await expect(rows.first).to_contain_text("getMe")
    await bot.ok("sendMessage", chat_id=ANN, text="fine")
    await expect(rows.first).to_contain_text("sendMessage")
    await bot("sendMessage", chat_id=ANN, text="x", **{EVIL: 1})
    await expect(rows.first).to_contain_text(f'unknown parameter "{EVIL}"')
    await expect(rows.first).to_have_attribute("data-state", "bad")
    await control.lenient()
    await bot.ok("sendMessage", chat_id=ANN, text="x", hide=True)
    await expect(rows.first).to_contain_text('overlooked: unknown parameter "hide"')
    await bot.ok("getMe")
    await expect(rows.first).to_contain_text("getMe")
    await screen.page.get_by_test_id("only-errors").check()
    await expect(rows).to_have_count(2)
    await expect(rows.first).to_contain_text("hide")
    assert not await screen.scripts_ran()
    assert TOKEN.partition(":")[2] not in await screen.page.locator("#calls").inner_text()


async def test_what_the_sandbox_lacks_is_said_at_once(bot: Bot, screen: Screen) -> None:
    panel = screen.page.locator("#calls")
    for _time in range(2):
        await bot("getStickerSet", name="x")
    await expect(panel).to_contain_text("This sandbox does not have getStickerSet (2×)")
