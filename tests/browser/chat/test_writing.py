"""Writing: the composer, the command menu, replies, reply keyboards, files, blocking."""

import re

from playwright.async_api import expect

from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.conftest import ANN
from tests.browser.samples import picture, words
from tests.browser.screen import Screen

CLARA = 9
COMMANDS = [
    {"command": "start", "description": "begin"},
    {"command": "broadcast", "description": "write to all"},
]


async def test_enter_sends_and_empties_the_field(bot: Bot, screen: Screen) -> None:
    await screen.type("Hello there")
    await screen.page.keyboard.press("Enter")
    assert (await bot.next("message"))["text"] == "Hello there"
    await expect(screen.composer).to_have_text("")
    await expect(screen.message_with("Hello there")).to_be_visible()


async def test_nothing_is_sent_where_nothing_is_written(bot: Bot, screen: Screen) -> None:
    await screen.type("   ")
    await screen.page.keyboard.press("Enter")
    await screen.write("something")
    assert (await bot.next("message"))["text"] == "something"


async def test_a_stranger_begins_with_start(bot: Bot, control: Control, screen: Screen) -> None:
    await control.add_user(CLARA, "Clara")
    await screen.open_chat(CLARA)
    await screen.page.get_by_test_id("start-button").click()
    message = await bot.next("message")
    assert (message["text"], message["from"]["id"]) == ("/start", CLARA)
    await expect(screen.page.get_by_test_id("start-button")).to_be_hidden()
    await expect(screen.composer).to_be_visible()


async def test_the_menu_of_commands_opens_by_a_slash(bot: Bot, screen: Screen) -> None:
    await bot.ok("setMyCommands", commands=COMMANDS)
    await screen.type("/br")
    menu = screen.page.get_by_test_id("command-menu")
    await expect(menu).to_contain_text("write to all")
    await expect(menu).not_to_contain_text("begin")
    await screen.page.keyboard.press("Enter")
    assert (await bot.next("message"))["text"] == "/broadcast"


async def test_the_menu_of_commands_by_arrows(bot: Bot, screen: Screen) -> None:
    await bot.ok("setMyCommands", commands=COMMANDS)
    await screen.type("/")
    await expect(screen.page.get_by_test_id("command-menu")).to_contain_text("begin")
    await screen.page.keyboard.press("ArrowDown")
    await screen.page.keyboard.press("Enter")
    assert (await bot.next("message"))["text"] == "/broadcast"


async def test_escape_closes_the_menu_and_keeps_the_text(bot: Bot, screen: Screen) -> None:
    await bot.ok("setMyCommands", commands=COMMANDS)
    await screen.type("/")
    await expect(screen.page.get_by_test_id("command-menu")).to_be_visible()
    await screen.page.keyboard.press("Escape")
    await expect(screen.page.get_by_test_id("command-menu")).to_be_hidden()
    await expect(screen.composer).to_have_text("/")


async def test_a_reply_names_what_it_answers(bot: Bot, screen: Screen) -> None:
    number = await bot.send("How are you?")
    await screen.message(number).dblclick(position={"x": 4, "y": 4})
    await expect(screen.page.locator("#chat").get_by_text("Answer to")).to_be_visible()
    await screen.write("Fine")
    message = await bot.next("message")
    assert message["reply_to_message"]["message_id"] == number
    await expect(screen.message(message["message_id"])).to_contain_text("How are you?")


async def test_a_person_edits_what_they_wrote(bot: Bot, screen: Screen) -> None:
    await screen.write("Helo")
    number = (await bot.next("message"))["message_id"]
    await screen.message(number).click(button="right", position={"x": 4, "y": 4})
    await screen.page.get_by_role("menuitem", name=re.compile("^edit", re.IGNORECASE)).click()
    await screen.composer.press("Control+a")
    await screen.page.keyboard.type("Hello")
    await screen.page.keyboard.press("Enter")
    edited = await bot.next("edited_message")
    assert (edited["message_id"], edited["text"]) == (number, "Hello")


async def test_the_keyboard_of_a_bot_writes_for_the_person(bot: Bot, screen: Screen) -> None:
    keyboard = {"keyboard": [[{"text": "Tea"}, {"text": "Coffee"}]], "resize_keyboard": True}
    await bot.send("What shall it be?", reply_markup=keyboard)
    await screen.page.get_by_role("button", name="Coffee", exact=True).click()
    assert (await bot.next("message"))["text"] == "Coffee"
    await bot.send("Fine.", reply_markup={"remove_keyboard": True})
    await expect(screen.page.get_by_role("button", name="Coffee", exact=True)).to_be_hidden()


async def test_a_photo_that_is_attached_arrives_with_its_caption(bot: Bot, screen: Screen) -> None:
    async with screen.page.expect_file_chooser() as chooser:
        await screen.page.get_by_test_id("attach").click()
        item = screen.page.get_by_role("menuitem").first
        if await item.count():
            await item.click()
    await (await chooser.value).set_files([picture()])
    await screen.type("From the roof")
    await screen.page.get_by_test_id("send").click()
    message = await bot.next("message")
    assert message["caption"] == "From the roof"
    assert (message["photo"][-1]["width"], message["photo"][-1]["height"]) == (160, 120)
    bubble = screen.message(message["message_id"])
    await expect(bubble.locator("img").first).to_have_js_property("naturalWidth", 160)


async def test_files_that_are_dropped_become_an_album(bot: Bot, screen: Screen) -> None:
    await drop(screen, ["one.png", "two.png"])
    await screen.page.get_by_test_id("send").click()
    groups = {(await bot.next("message"))["media_group_id"] for _ in range(2)}
    assert len(groups) == 1
    await expect(screen.messages.locator("img")).to_have_count(2)


async def test_a_file_keeps_its_name(bot: Bot, screen: Screen) -> None:
    await screen.page.locator('input[type="file"]').first.set_input_files([words("notes é.txt")])
    await screen.page.get_by_test_id("send").click()
    message = await bot.next("message")
    assert message["document"]["file_name"] == "notes é.txt"


async def test_blocking_and_unblocking_is_told_to_the_bot(
    bot: Bot, control: Control, screen: Screen
) -> None:
    await (
        screen.page.locator("#chat")
        .get_by_role("button", name=re.compile("menu|more|options", re.IGNORECASE))
        .first.click()
    )
    await screen.page.get_by_test_id("block").click()
    member = await bot.next("my_chat_member")
    assert member["new_chat_member"]["status"] == "kicked"
    status, _ = await bot("sendMessage", chat_id=ANN, text="Are you there?")
    assert status == 403
    await screen.page.get_by_test_id("unblock").click()
    assert (await bot.next("my_chat_member"))["new_chat_member"]["status"] == "member"
    await expect(screen.composer).to_be_visible()


async def test_a_draft_waits_in_its_chat(bot: Bot, control: Control, screen: Screen) -> None:
    await control.add_user(CLARA, "Clara", started=True)
    await screen.type("Half a thought")
    await screen.open_chat(CLARA)
    await expect(screen.composer).to_have_text("")
    await screen.open_chat(ANN)
    await expect(screen.composer).to_have_text("Half a thought")


async def test_in_a_group_the_first_member_writes(
    bot: Bot, control: Control, screen: Screen
) -> None:
    await control.add_chat(-100_500, "supergroup", "Readers", members=[ANN])
    await screen.open_chat(-100_500)
    await screen.write("Hello, all")
    message = await bot.next("message")
    assert message["chat"]["id"] == -100_500
    assert message["from"]["id"] == ANN


async def drop(screen: Screen, names: list[str]) -> None:
    """Files from the desktop onto the open chat."""
    files = [{"name": name, "data": list(picture()["buffer"])} for name in names]
    await screen.page.evaluate(
        """files => {
          const carried = new DataTransfer();
          for (const {name, data} of files) {
            carried.items.add(new File([new Uint8Array(data)], name, {type: "image/png"}));
          }
          const target = document.querySelector('[data-testid="thread"]');
          for (const kind of ["dragenter", "dragover", "drop"]) {
            target.dispatchEvent(new DragEvent(kind,
              {dataTransfer: carried, bubbles: true, cancelable: true}));
          }
        }""",
        files,
    )
