"""A message is passed on: the copy has the bot's buttons, and whoever got it may tap them."""

from playwright.async_api import expect

from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.conftest import ANN
from tests.browser.screen import Screen

JOE, GROUP = 8, -1001
RED = {"inline_keyboard": [[{"text": "Red", "callback_data": "red"}]]}


async def forward(screen: Screen, number: int, to: int) -> None:
    await expect(screen.chat_item(to)).to_be_visible()  # the page has heard of them
    await screen.message(number).click(button="right")
    await screen.page.get_by_test_id("menu-forward").click()
    await screen.page.get_by_test_id(f"forward-to-{to}").click()
    await expect(screen.page.get_by_test_id("forward-to")).to_have_count(0)


async def test_to_a_stranger_who_taps(bot: Bot, control: Control, screen: Screen) -> None:
    await control.add_user(JOE, "Joe")
    number = await bot.send("Which colour?", reply_markup=RED)
    await forward(screen, number, JOE)
    header = screen.page.get_by_test_id("header")
    await expect(header).to_contain_text("Ann and Joe")
    await expect(header).to_contain_text("You are Joe")
    copy = screen.message_with("Which colour?")
    await expect(copy).to_contain_text("Forwarded from")
    await screen.inline_button("Red").click()
    query = await bot.next("callback_query")
    assert (query["from"]["id"], query["data"], query["message"]["date"]) == (JOE, "red", 0)
    await bot.ok("answerCallbackQuery", callback_query_id=query["id"], text="Red it is")
    await expect(screen.toast("Red it is")).to_be_visible()


async def test_into_a_group_and_to_the_bot(bot: Bot, control: Control, screen: Screen) -> None:
    await control.add_chat(GROUP, "supergroup", "Book club", members=[ANN])
    number = await bot.send("Read this")
    await forward(screen, number, GROUP)
    await expect(screen.page.get_by_test_id("header")).to_contain_text("Book club")
    assert (await bot.next("message"))["chat"]["id"] == GROUP
    await screen.open_chat(ANN)
    await forward(screen, number, ANN)
    message = await bot.next("message")
    assert (message["chat"]["id"], message["text"]) == (ANN, "Read this")
    assert message["forward_origin"]["type"] == "user"


async def test_what_is_protected_is_not_offered(bot: Bot, screen: Screen) -> None:
    number = await bot.send("For you alone", protect_content=True)
    await screen.message(number).click(button="right")
    await expect(screen.page.get_by_test_id("menu-raw")).to_be_visible()
    await expect(screen.page.get_by_test_id("menu-forward")).to_have_count(0)
