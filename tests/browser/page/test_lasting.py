"""What must outlive a change: the focus, calm for ears, and the page itself in a new world."""

from typing import Any

from playwright.async_api import expect

from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.conftest import ANN
from tests.browser.screen import Screen

KEYS = {"inline_keyboard": [[{"text": "Pause", "callback_data": "p"}]]}
CROWD = 1_000_001
MILLION = 1_000_000


async def edit(bot: Bot, screen: Screen, number: int, text: str) -> None:
    await bot.ok("editMessageText", chat_id=ANN, message_id=number, text=text, reply_markup=KEYS)
    await expect(screen.message(number)).to_contain_text(text)


async def test_edits_every_few_seconds_were_read_out_each_time(bot: Bot, screen: Screen) -> None:
    number = await bot.send("Sending: 0", reply_markup=KEYS)
    row = screen.message(number)
    await expect(row).to_contain_text("Sending: 0")
    await edit(bot, screen, number, "Sending: 1")
    assert await row.get_attribute("aria-live") is None  # the first one is
    await edit(bot, screen, number, "Sending: 2")
    await expect(row).to_have_attribute("aria-live", "off")


async def test_an_edit_leaves_the_focus_on_its_button(bot: Bot, screen: Screen) -> None:
    number = await bot.send("Sending: 0", reply_markup=KEYS)
    await screen.inline_button("Pause").focus()
    for count in (1, 2):
        await edit(bot, screen, number, f"Sending: {count}")
        await expect(screen.inline_button("Pause")).to_be_focused()


async def test_the_focus_was_lost_with_a_deleted_message(bot: Bot, screen: Screen) -> None:
    number = await bot.send("Soon gone", reply_markup=KEYS)
    await screen.inline_button("Pause").focus()
    await bot.ok("deleteMessage", chat_id=ANN, message_id=number)
    await expect(screen.message(number)).to_have_count(0)
    await expect(screen.thread).to_be_focused()


async def test_the_end_of_a_million_people_was_out_of_reach(
    control: Control, screen: Screen
) -> None:
    await control.add_users(MILLION, CROWD)
    await screen.page.locator("#chats").get_by_text("Open the list").click()
    end = "(list) => { list.scrollTop = list.scrollHeight; }"
    await expect(screen.page.get_by_text(str(CROWD), exact=True)).to_be_visible()
    await screen.page.locator(".virtual").evaluate(end)
    last = screen.page.get_by_text(str(CROWD + MILLION - 1), exact=True)
    await expect(last).to_be_in_viewport()


async def test_the_first_of_a_crowd_was_shown_as_the_crowd(
    control: Control, screen: Screen
) -> None:
    await control.add_users(3, CROWD)
    await screen.page.locator("#chats").get_by_text("Open the list").click()
    await screen.page.get_by_text(str(CROWD), exact=True).click()
    await expect(screen.composer).to_be_visible()
    await expect(screen.page.get_by_test_id("header")).not_to_contain_text("crowd")


async def test_a_reset_left_the_old_crowd_and_a_composer_for_nobody(
    control: Control, screen: Screen
) -> None:
    await control.add_users(3, CROWD)
    await screen.page.locator("#chats").get_by_text("Open the list").click()
    await control.reset()
    await expect(screen.page.locator("#chats")).to_contain_text("Nobody is here yet")
    await expect(screen.page.locator("#chat")).to_contain_text("Nobody here")
    await expect(screen.composer).to_be_hidden()


async def test_long_labels_are_cut_and_told_whole(bot: Bot, screen: Screen) -> None:
    long = " ".join(["A label that is longer than any bubble is wide"] * 3)
    rows: list[list[dict[str, Any]]] = [
        [{"text": word, "callback_data": word} for word in ("primary", "success", "danger")],
        [{"text": long, "callback_data": "long"}],
    ]
    await bot.send("ok", reply_markup={"inline_keyboard": rows})
    fits = "(button) => { const words = button.querySelector('.inline-words');"
    fits += " return words.scrollWidth <= words.clientWidth; }"
    assert await screen.inline_button("primary").evaluate(fits)
    await screen.inline_button("A label").hover()
    await expect(screen.inline_button("A label")).to_have_attribute("title", long)
