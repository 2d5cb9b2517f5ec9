"""Groups and channels made from the page: who is in them, and whether the bot is."""

from playwright.async_api import expect

from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.conftest import ANN
from tests.browser.screen import Screen


async def make(screen: Screen, title: str, kind: str, role: str = "member") -> None:
    page = screen.page
    await page.get_by_role("button", name="Add people and chats").click()
    await page.get_by_test_id("new-room").locator("summary").click()
    await page.get_by_test_id("room-title").fill(title)
    await page.get_by_test_id("room-kind").select_option(kind)
    await page.get_by_test_id(f"role-{ANN}").select_option(role)
    await page.get_by_role("button", name="Make the chat").click()
    await expect(page.get_by_test_id("header")).to_contain_text(title)


async def choose(screen: Screen, testid: str) -> None:
    await screen.page.get_by_test_id("chat-menu").click()
    await screen.page.get_by_test_id(testid).click()


async def test_a_group_is_made_and_talked_in(bot: Bot, control: Control, screen: Screen) -> None:
    await make(screen, "Book club", "supergroup", "creator")
    (chat,) = (await control.people())["chats"]
    assert [chat[each] for each in ("title", "type")] == ["Book club", "supergroup"]
    added = await bot.next("my_chat_member")
    assert added["new_chat_member"]["status"] == "member"
    (admin,) = await bot.ok("getChatAdministrators", chat_id=chat["id"])
    assert (admin["user"]["id"], admin["status"]) == (ANN, "creator")
    await screen.write("Hello all")
    assert (await bot.next("message"))["chat"]["id"] == chat["id"]


async def test_in_a_channel_the_bot_is_an_administrator_from_the_start(
    bot: Bot, control: Control, screen: Screen
) -> None:
    await make(screen, "News", "channel")
    (chat,) = (await control.people())["chats"]
    assert chat["bot_status"] == "administrator"
    assert await bot.ok("sendMessage", chat_id=chat["id"], text="Today")


async def test_the_bot_comes_and_goes(bot: Bot, control: Control, screen: Screen) -> None:
    await make(screen, "Book club", "group")
    for entry, status in (
        ("remove-bot", "kicked"),
        ("add-bot", "member"),
        ("bot-admin", "administrator"),
        ("bot-member", "member"),
    ):
        await choose(screen, entry)
        await expect(screen.page.get_by_test_id("header")).to_contain_text(f"bot: {status}")
        assert (await control.people())["chats"][0]["bot_status"] == status


async def test_who_is_what_can_be_changed(bot: Bot, control: Control, screen: Screen) -> None:
    await make(screen, "Book club", "supergroup")
    (chat,) = (await control.people())["chats"]
    await choose(screen, "room-roles")
    role = screen.page.get_by_test_id("room-people").get_by_test_id(f"role-{ANN}")
    await expect(role).to_have_value("member")
    await role.select_option("administrator")
    await screen.page.get_by_role("button", name="Save").click()
    await expect(screen.page.get_by_test_id("room-people")).to_have_count(0)
    (admin,) = await bot.ok("getChatAdministrators", chat_id=chat["id"])
    assert (admin["user"]["id"], admin["status"]) == (ANN, "administrator")
