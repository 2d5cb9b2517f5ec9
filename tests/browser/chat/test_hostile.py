"""Names, texts and files that want to be programs: shown as text, and nothing else happens.

Each test runs under the watch of conftest.py: a dialog, a script's error, a request to anywhere
but the sandbox, or a broken content policy fails it.
"""

from typing import Any

import pytest
from playwright.async_api import expect

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from tests.browser.bot import Bot
from tests.browser.conftest import ANN, Open
from tests.browser.samples import HOSTILE, png
from tests.browser.screen import Screen

MALLORY = 66
SEEN = [text for text in HOSTILE if "\u0000" not in text]


async def harmless(screen: Screen) -> None:
    """Nothing ran, and nobody's words became an element."""
    assert await screen.scripts_ran() == 0
    foreign = "script:not([src]), iframe, object, embed, [onerror], [onload], style"
    assert await screen.page.locator(foreign).count() == 0
    bad = await screen.page.evaluate(
        """() => [...document.querySelectorAll("[href], [src]")]
          .map(one => one.getAttribute("href") ?? one.getAttribute("src"))
          .filter(address => /^\\s*(javascript|vbscript|data:text)/i.test(address))"""
    )
    assert bad == []


async def test_hostile_messages(bot: Bot, control: Control, screen: Screen) -> None:
    for text in HOSTILE:
        sent = await bot.send(f"Look: {text}")
        await expect(screen.message(sent)).to_contain_text("Look:")
        said = await control.say(ANN, f"Mine: {text}")
        seen = f"Mine: {text}" if text in SEEN else "Mine:"
        await expect(screen.message(said.message_id)).to_contain_text(seen)
        await harmless(screen)


async def test_hostile_names(bot: Bot, control: Control, screen: Screen) -> None:
    for number, text in enumerate(SEEN):
        person, room = MALLORY + number, -100_66 - number
        await control.add_user(person, text, last_name=text, started=True)
        await control.add_chat(room, "supergroup", text, members=[person])
        await bot.send("Hello", chat=person)
        await control.say(person, "Hello", chat_id=room)
        await expect(screen.chat_item(person)).to_contain_text(text)
        for chat in (room, person):
            await screen.open_chat(chat)
            await expect(screen.thread).to_contain_text("Hello")
            await expect(screen.page.get_by_test_id("header")).to_contain_text(text)
        await harmless(screen)


async def test_hostile_buttons(bot: Bot, screen: Screen) -> None:
    rows = [[{"text": text, "callback_data": "x"}] for text in SEEN]
    number = await bot.send("Press", reply_markup={"inline_keyboard": rows})
    buttons = screen.message(number).get_by_test_id("inline-button")
    await expect(buttons).to_have_count(len(SEEN))
    for place, text in enumerate(SEEN):
        await expect(buttons.nth(place)).to_contain_text(text)
    await harmless(screen)


async def test_hostile_answers_to_a_press(bot: Bot, screen: Screen) -> None:
    await bot.send(
        "Press", reply_markup={"inline_keyboard": [[{"text": "Go", "callback_data": "x"}]]}
    )
    for alert in (False, True):
        await screen.inline_button("Go").click()
        query = await bot.next("callback_query")
        await bot.ok(
            "answerCallbackQuery", callback_query_id=query["id"], text=SEEN[1], show_alert=alert
        )
        shown = screen.page.get_by_test_id("alert") if alert else screen.toast(SEEN[1])
        await expect(shown).to_contain_text(SEEN[1])
    await harmless(screen)


async def test_hostile_captions_and_file_names(bot: Bot, screen: Screen) -> None:
    for text in SEEN:
        sent = await bot.upload(
            "sendDocument", "document", text.replace("/", "_"), b"x", chat_id=ANN, caption=text
        )
        await expect(screen.message(sent["message_id"])).to_contain_text(text)
    await harmless(screen)


async def test_a_hostile_name_of_a_file_one_sends(bot: Bot, screen: Screen) -> None:
    name = SEEN[1].replace("/", "_") + ".png"
    file = {"name": name, "mimeType": "text/plain", "buffer": png(9, 9, (1, 2, 3))}
    await screen.page.locator('input[type="file"]').first.set_input_files([file])
    await harmless(screen)
    await screen.page.get_by_test_id("send").click()
    message = await bot.next("message")
    await expect(screen.message(message["message_id"])).to_be_visible()
    await harmless(screen)


async def test_hostile_polls(bot: Bot, screen: Screen) -> None:
    sent = await bot.ok(
        "sendPoll",
        chat_id=ANN,
        question=SEEN[0],
        options=[{"text": text} for text in SEEN],
        is_anonymous=False,
    )
    for text in SEEN:
        await expect(screen.message(sent["message_id"])).to_contain_text(text)
    await harmless(screen)


async def test_hostile_commands(bot: Bot, screen: Screen) -> None:
    commands = [{"command": f"c{place}", "description": text} for place, text in enumerate(SEEN)]
    await bot.ok("setMyCommands", commands=commands)
    await screen.type("/")
    menu = screen.page.get_by_test_id("command-menu")
    for text in SEEN:
        await expect(menu).to_contain_text(text)
    await harmless(screen)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:window.__ran=1",
        " java\tscript:window.__ran=1",
        "data:text/html,<script>1</script>",
    ],
)
async def test_addresses_that_are_programs_are_not_links(
    control: Control, bot: Bot, screen: Screen, address: str
) -> None:
    """Even where the one who wrote them got them past the server."""
    entities = [{"type": "text_link", "offset": 0, "length": 4, "url": address}]
    said = await control.say(ANN, "Here it is", entities=entities)
    bubble = screen.message(said.message_id)
    await bubble.get_by_text("Here").click()
    await harmless(screen)
    assert len(screen.page.context.pages) == 1


async def test_hostile_rich_messages(bot: Bot, screen: Screen) -> None:
    markdown = "\n\n".join(f"# {text}" for text in SEEN if "<" not in text)
    sent = await bot.ok(
        "sendRichMessage",
        chat_id=ANN,
        rich_message={"markdown": f"{markdown}\n\n[go](javascript:window.__ran=1)"},
    )
    await expect(screen.message(sent["message_id"])).to_be_visible()
    await harmless(screen)


async def test_hostile_keyboards(bot: Bot, screen: Screen) -> None:
    rows: list[list[dict[str, Any]]] = [[{"text": text}] for text in SEEN]
    keyboard = {"keyboard": rows, "input_field_placeholder": SEEN[0][:60]}
    await bot.send("Choose", reply_markup=keyboard)
    for text in SEEN:
        await expect(screen.page.get_by_role("button", name=text, exact=True)).to_be_attached()
    await harmless(screen)


async def test_a_strangers_host_header_gets_nothing(
    sandbox: Sandbox, url: str, new_context: Open
) -> None:
    """DNS rebinding: a name of somebody else's that leads to this machine."""
    context = await new_context()
    for address in (url, sandbox.control_url):
        for path in ("/", "/page/web/main.js", "/page/live", "/sandbox/bots"):
            answer = await context.request.get(f"{address}{path}", headers={"Host": "evil.example"})
            assert answer.status == 403, path
            assert "Local Telegram" not in await answer.text()
