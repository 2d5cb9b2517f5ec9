"""What happens to a message after it was sent: edits, deletions, pins; and who is typing."""

import asyncio
import re

from playwright.async_api import expect

from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.conftest import ANN
from tests.browser.screen import Screen

BORIS = 8


async def test_an_edit_changes_the_bubble_in_its_place(bot: Bot, screen: Screen) -> None:
    first = await bot.send("Frist")
    second = await bot.send("Second")
    await expect(screen.message(second)).to_be_visible()
    await bot.ok("editMessageText", chat_id=ANN, message_id=first, text="First")
    await expect(screen.message(first)).to_contain_text("First")
    await expect(screen.message(first)).to_contain_text("edited")
    numbers = await screen.messages.evaluate_all("all => all.map(one => Number(one.dataset.id))")
    assert numbers == sorted(numbers)


async def test_a_deleted_message_disappears(bot: Bot, screen: Screen) -> None:
    number = await bot.send("Soon gone")
    await expect(screen.message(number)).to_be_visible()
    await bot.ok("deleteMessage", chat_id=ANN, message_id=number)
    await expect(screen.message(number)).to_have_count(0)


async def test_a_pinned_message_stands_on_top_and_leads_there(bot: Bot, screen: Screen) -> None:
    number = await bot.send("The rules of the house")
    for line in range(40):
        await bot.send(f"Line {line}\nand more\nand more")
    await bot.ok("pinChatMessage", chat_id=ANN, message_id=number)
    bar = screen.page.locator("#chat").get_by_role("button", name="Pinned")
    await expect(bar).to_contain_text("The rules of the house")
    await bar.click()
    await expect(screen.message(number)).to_be_in_viewport()
    await bot.ok("unpinChatMessage", chat_id=ANN, message_id=number)
    await expect(bar).to_be_hidden()


async def test_typing_is_seen_and_ends_with_the_message(bot: Bot, screen: Screen) -> None:
    await bot.ok("sendChatAction", chat_id=ANN, action="typing")
    await expect(screen.page.locator("#chat").get_by_text("typing")).to_be_visible()
    await bot.send("Here it is")
    await expect(screen.page.locator("#chat").get_by_text("typing")).to_have_count(0)


async def test_what_others_get_is_not_shown_here(
    bot: Bot, control: Control, screen: Screen
) -> None:
    await control.add_user(BORIS, "Борис", language="ru", started=True)
    await bot.send("For Boris alone", chat=BORIS)
    await bot.send("For Ann")
    await expect(screen.thread).to_contain_text("For Ann")
    await expect(screen.thread).not_to_contain_text("For Boris alone")
    await expect(screen.chat_item(BORIS)).to_contain_text("For Boris alone")


async def test_changing_the_chat_changes_the_messages(
    bot: Bot, control: Control, screen: Screen
) -> None:
    await control.add_user(BORIS, "Борис", language="ru", started=True)
    await bot.send("Good morning, Ann")
    await bot.send("Доброе утро", chat=BORIS)
    await screen.open_chat(BORIS)
    await expect(screen.thread).to_contain_text("Доброе утро")
    await expect(screen.thread).not_to_contain_text("Good morning, Ann")
    await expect(screen.page.locator("#chat")).to_contain_text("Борис")


async def test_old_messages_come_by_scrolling_up(bot: Bot, screen: Screen) -> None:
    for line in range(150):
        await bot.send(f"Line number {line}.")
    await expect(screen.thread).to_contain_text("Line number 149.")
    await expect(screen.thread).not_to_contain_text("Line number 3.")
    await screen.thread.hover()
    first = screen.message_with("Line number 3.")
    async with asyncio.timeout(30):
        while not await first.count():
            await screen.page.mouse.wheel(0, -1500)
            await asyncio.sleep(0.05)
    assert await screen.messages.count() <= 170, "the page keeps them all"


async def test_a_new_message_does_not_pull_away_who_reads_above(bot: Bot, screen: Screen) -> None:
    for line in range(50):
        await bot.send(f"Line {line}\nand more")
    await expect(screen.thread).to_contain_text("Line 49")
    await screen.thread.hover()
    await screen.page.mouse.wheel(0, -900)
    down = screen.page.get_by_role("button", name=re.compile("bottom|newest|latest", re.IGNORECASE))
    await expect(down).to_be_visible()
    newest = await bot.send("The newest of all")
    await expect(screen.message(newest)).not_to_be_in_viewport()
    await down.click()
    await expect(screen.message(newest)).to_be_in_viewport()


async def test_a_reset_of_the_world_empties_the_page(
    bot: Bot, control: Control, screen: Screen
) -> None:
    await bot.send("Of the old world")
    await expect(screen.thread).to_contain_text("Of the old world")
    await control.reset()
    await control.add_user(BORIS, "Борис", started=True)
    await expect(screen.chat_item(BORIS)).to_be_visible()
    await expect(screen.chat_item(ANN)).to_have_count(0)


async def test_the_page_comes_back_after_the_stream_broke(bot: Bot, screen: Screen) -> None:
    await screen.page.context.set_offline(True)
    number = await bot.send("Sent while nobody listened")
    await screen.page.context.set_offline(False)
    await expect(screen.message(number)).to_be_visible()
