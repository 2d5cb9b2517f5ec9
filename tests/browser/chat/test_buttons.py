"""Inline buttons: what a press does, and what is seen until it is answered."""

from typing import Any

from playwright.async_api import expect

from tests.browser.bot import Bot
from tests.browser.screen import Screen

Rows = list[list[dict[str, Any]]]


async def offer(bot: Bot, rows: Rows, text: str = "Choose") -> int:
    return await bot.send(text, reply_markup={"inline_keyboard": rows})


async def test_buttons_stand_in_their_rows(bot: Bot, screen: Screen) -> None:
    rows = [["A", "B"], ["C"]]
    number = await offer(bot, [[{"text": t, "callback_data": t} for t in row] for row in rows])
    buttons = screen.message(number).get_by_test_id("inline-button")
    await expect(buttons).to_have_text(["A", "B", "C"])
    boxes = [await buttons.nth(place).bounding_box() for place in range(3)]
    tops = [round(box["y"]) for box in boxes if box]
    assert tops[0] == tops[1] < tops[2]
    widths = [round(box["width"]) for box in boxes if box]
    assert widths[2] > widths[0], "the lonely one fills its row"


async def test_a_button_spins_until_the_bot_answers(bot: Bot, screen: Screen) -> None:
    await offer(
        bot, [[{"text": "Slow", "callback_data": "s"}, {"text": "B", "callback_data": "b"}]]
    )
    button = screen.inline_button("Slow")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    await expect(screen.inline_button("B")).not_to_have_attribute("aria-busy", "true")
    query = await bot.next("callback_query")
    assert query["data"] == "s"
    await bot.ok("answerCallbackQuery", callback_query_id=query["id"])
    await expect(button).not_to_have_attribute("aria-busy", "true")


async def test_a_short_answer_is_a_toast(bot: Bot, screen: Screen) -> None:
    await offer(bot, [[{"text": "Like", "callback_data": "like"}]])
    await screen.inline_button("Like").click()
    query = await bot.next("callback_query")
    await bot.ok("answerCallbackQuery", callback_query_id=query["id"], text="Thank you!")
    await expect(screen.toast("Thank you!")).to_be_visible()


async def test_an_alert_waits_for_ok(bot: Bot, screen: Screen) -> None:
    await offer(bot, [[{"text": "Delete", "callback_data": "d"}]])
    await screen.inline_button("Delete").click()
    query = await bot.next("callback_query")
    await bot.ok(
        "answerCallbackQuery", callback_query_id=query["id"], text="It is gone.", show_alert=True
    )
    alert = screen.page.get_by_test_id("alert")
    await expect(alert).to_contain_text("It is gone.")
    await alert.get_by_role("button", name="OK").click()
    await expect(alert).to_have_count(0)


async def test_a_link_button_opens_a_new_tab_and_asks_nothing_of_the_bot(
    bot: Bot, screen: Screen
) -> None:
    number = await offer(bot, [[{"text": "Read", "url": "https://example.org/autumn"}]])
    await expect(screen.message(number)).to_contain_text("Read")
    link = screen.inline_button("Read")
    if await link.get_attribute("href"):
        await expect(link).to_have_attribute("href", "https://example.org/autumn")
        await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_a_copy_button_copies(bot: Bot, screen: Screen) -> None:
    await screen.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await offer(bot, [[{"text": "Copy the code", "copy_text": {"text": "AUTUMN-24"}}]])
    await screen.inline_button("Copy the code").click()
    await expect(screen.page.get_by_test_id("toast").last).to_be_visible()
    assert await screen.page.evaluate("() => navigator.clipboard.readText()") == "AUTUMN-24"


async def test_styles_of_buttons_differ(bot: Bot, screen: Screen) -> None:
    styles = ("primary", "success", "danger")
    row = [{"text": style, "callback_data": style, "style": style} for style in styles]
    number = await offer(bot, [[*row, {"text": "plain", "callback_data": "p"}]])
    buttons = screen.message(number).get_by_test_id("inline-button")
    await expect(buttons).to_have_count(4)
    colours = await buttons.evaluate_all(
        "all => all.map(one => getComputedStyle(one).backgroundColor + getComputedStyle(one).color)"
    )
    assert len(set(colours)) == 4


async def test_a_start_link_of_this_bot_stays_here(bot: Bot, screen: Screen) -> None:
    """It is a /start with a code, and no page of Telegram is opened."""
    me = await bot.ok("getMe")
    link = f"https://t.me/{me['username']}?start=friend-7"
    number = await bot.send(f'<a href="{link}">Join us</a>', parse_mode="HTML")
    await screen.message(number).get_by_role("link", name="Join us").click()
    await screen.page.get_by_role("button", name="Start", exact=False).last.click()
    assert (await bot.next("message"))["text"] == "/start friend-7"
    assert len(screen.page.context.pages) == 1


async def test_buttons_follow_an_edit(bot: Bot, screen: Screen) -> None:
    number = await offer(bot, [[{"text": "Before", "callback_data": "x"}]])
    await expect(screen.inline_button("Before")).to_be_visible()
    await bot.ok(
        "editMessageReplyMarkup",
        chat_id=7,
        message_id=number,
        reply_markup={"inline_keyboard": [[{"text": "After", "callback_data": "y"}]]},
    )
    await expect(screen.message(number).get_by_test_id("inline-button")).to_have_text(["After"])
